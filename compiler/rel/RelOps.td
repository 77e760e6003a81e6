// The `rel` dialect: logical algebra over changelogs. Scalar work sits in regions of `sql` ops whose block arguments are the input's columns.
#ifndef MILLRACE_REL_OPS
#define MILLRACE_REL_OPS

include "compiler/rel/RelInterfaces.td"
include "compiler/rel/RelTypes.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

class RelOp<string mnemonic, list<Trait> traits = []>
    : Op<RelDialect, mnemonic, traits # [DeclareOpInterfaceMethods<ChangelogModeInterface>]>;
// One that decides for itself whether a -U may be alone.
class RelBeforeOp<string mnemonic, list<Trait> traits = []>
    : Op<RelDialect, mnemonic, traits # [DeclareOpInterfaceMethods<ChangelogModeInterface, ["hasLoneBefore"]>]>;

def Rel_TableOp : Op<RelDialect, "table", [Symbol]> {
  let summary = "a table of the catalog: what connectors and formats must know";
  let description = [{
    `columns`: the physical columns in DDL order, then the metadata columns; `metadata`: per column the metadata key, empty for physical ones.
    `partition_keys`: the physical columns, in order, whose values stand in the paths of files and not in their records.
    `options`: the WITH clause without connector and format keys taken out: string -> string, as written.
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, ArrayAttr:$columns, StrArrayAttr:$metadata, StrAttr:$connector, OptionalAttr<StrAttr>:$format,
                       DictionaryAttr:$options, DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$primary_key,
                       DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$partition_keys);
  let assemblyFormat = "$sym_name $connector (`format` $format^)? $columns attr-dict";
  let hasVerifier = 1;
}
def Rel_ScanOp : RelOp<"scan", [Pure, IsolatedFromAbove]> {
  let summary = "reads columns of a table; the order of `columns` is that of the result";
  let description = [{
    Column pruning shortens `columns`; `paths` (same length) names a nested field to decode instead of the whole column (`["person", "id"]`: path below the column), empty for the whole.
    Filter push-down fills `filter`: over the result's columns, evaluated as soon as they are decoded.
  }];
  let arguments = (ins FlatSymbolRefAttr:$table, DenseI32ArrayAttr:$columns, OptionalAttr<ArrayAttr>:$paths, DefaultValuedAttr<I32Attr, "1">:$row_kinds);
  let regions = (region AnyRegion:$filter);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$table $columns (`filter` $filter^)? attr-dict `:` type($result)";
  let hasVerifier = 1;
}
def Rel_ValuesOp : RelOp<"values", [Pure]> {
  let summary = "constant rows; each row is an array of sql.constant values in column order";
  let arguments = (ins ArrayAttr:$rows);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$rows attr-dict `:` type($result)";
  let hasVerifier = 1;
}
def Rel_WatermarkOp : RelOp<"watermark", [Pure, IsolatedFromAbove]> {
  let summary = "makes `column` the event time; the region gives the watermark of a row (NULL: none)";
  let arguments = (ins RelStream:$input, I32Attr:$column, DefaultValuedAttr<I64Attr, "200">:$interval_ms, DefaultValuedAttr<I64Attr, "0">:$idle_timeout_ms);
  let regions = (region SizedRegion<1>:$delay);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input `at` $column $delay attr-dict `:` type($input) `->` type($result)";
  let hasVerifier = 1;
}
def Rel_FilterOp : RelBeforeOp<"filter", [Pure, IsolatedFromAbove, AllTypesMatch<["input", "result"]>]> {
  let summary = "keeps rows whose region yields TRUE (NULL drops)";
  let arguments = (ins RelStream:$input);
  let regions = (region SizedRegion<1>:$condition);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input $condition attr-dict `:` type($result)";
  let hasVerifier = 1;
}
def Rel_ProjectOp : RelOp<"project", [Pure, IsolatedFromAbove]> {
  let summary = "one result row a row: the values that the region yields";
  let arguments = (ins RelStream:$input);
  let regions = (region SizedRegion<1>:$expressions);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input $expressions attr-dict `:` type($input) `->` type($result)";
  let hasVerifier = 1;
}
def Rel_UnionAllOp : RelOp<"union_all", [Pure]> {
  let arguments = (ins Variadic<RelStream>:$inputs);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$inputs attr-dict `:` type($inputs) `->` type($result)";
  let hasVerifier = 1;
}
def Rel_WindowOp : RelOp<"window", [Pure]> {
  let summary = "a window TVF: appends window_start, window_end and window_time to each row, once per window it is in";
  let arguments = (ins RelStream:$input, RelWindow:$window);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input $window attr-dict `:` type($input) `->` type($result)";
  let hasVerifier = 1;
}
def Rel_SessionWindowOp : RelOp<"session_window", [Pure, DeclareOpInterfaceMethods<StateBoundInterface>, DeclareOpInterfaceMethods<ColumnPruningInterface>]> {
  let summary = "the window TVF SESSION: appends window_start, window_end and window_time to the rows of a session when it has ended";
  let description = [{ Rows that differ in the columns `partition` are in sessions of their own. }];
  let arguments = (ins RelStream:$input, RelWindow:$window, DenseI32ArrayAttr:$partition);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input $window `partition` $partition attr-dict `:` type($input) `->` type($result)";
  let hasVerifier = 1;
}
def Rel_ExpandOp : RelOp<"expand", [Pure, DeclareOpInterfaceMethods<UpsertKeyInterface>, DeclareOpInterfaceMethods<ColumnPruningInterface>]> {
  let summary = "GROUPING SETS: each row once per set, with the keys that the set leaves out NULL";
  let description = [{
    Result: the input's columns, then each of `keys` as a nullable column, then the number of the set (BIGINT), which tells a NULL of the row from one of the
    set. `sets`: per set a bit mask over `keys`, of those that it holds; two may be equal.
  }];
  let arguments = (ins RelStream:$input, DenseI32ArrayAttr:$keys, DenseI64ArrayAttr:$sets);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input `keys` $keys `sets` $sets attr-dict `:` type($input) `->` type($result)";
  let hasVerifier = 1;
}
def Rel_AggregateOp : RelBeforeOp<"aggregate", [Pure, DeclareOpInterfaceMethods<UpsertKeyInterface>, DeclareOpInterfaceMethods<StateBoundInterface>]> {
  let summary = "GROUP BY of columns: result = keys, then one column per call. No calls: DISTINCT";
  let description = [{
    `window`: which two keys hold start and end of the window that the rows are in already; then a group is sent once and forgotten when its window closes.
    `instant`: that window is over TIMESTAMP_LTZ. Without `window` the result is updated with every row.
  }];
  let arguments = (ins RelStream:$input, DenseI32ArrayAttr:$keys, TypedArrayAttrBase<RelAggregateCall, "aggregate calls">:$calls,
                       DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$window, UnitAttr:$instant);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input `keys` $keys `calls` $calls (`window` $window^)? (`instant` $instant^)? attr-dict `:` type($input) `->` type($result)";
  let hasVerifier = 1;
}
def Rel_WindowAggregateOp : RelOp<"window_aggregate", [Pure, DeclareOpInterfaceMethods<StateBoundInterface>]> {
  let summary = "GROUP BY keys and a window, legacy or TVF: result = keys, one column per call, then the window properties asked for";
  let description = [{ `legacy`: the window stands in GROUP BY. Its rows are grouped and told alike, but what follows is not taken for windowed, as in Flink. }];
  let arguments = (ins RelStream:$input, RelWindow:$window, DenseI32ArrayAttr:$keys, TypedArrayAttrBase<RelAggregateCall, "aggregate calls">:$calls,
                       DenseI32ArrayAttr:$window_properties /* WindowProperty */, UnitAttr:$legacy);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input $window `keys` $keys `calls` $calls `properties` $window_properties (`legacy` $legacy^)? attr-dict `:` type($input) `->` type($result)";
  let hasVerifier = 1;
}
def Rel_SinkOp : RelOp<"sink", []> {
  let summary = "INSERT INTO, or the result of a SELECT (no table)";
  let arguments = (ins RelStream:$input, OptionalAttr<FlatSymbolRefAttr>:$table);
  let assemblyFormat = "$input (`into` $table^)? attr-dict `:` type($input)";
  let hasVerifier = 1;
}
#endif
