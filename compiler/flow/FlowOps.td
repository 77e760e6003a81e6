// The `flow` dialect: physical dataflow. Everything that a checkpoint must hold is declared here.
// Streams have rel's type. Regions of per-row work get the row kind (i8, RowKind) and then the columns; they emit with flow.emit and end
// with an empty sql.yield. No region sees values of another operator (IsolatedFromAbove).
#ifndef MILLRACE_FLOW_OPS
#define MILLRACE_FLOW_OPS

include "compiler/flow/FlowBase.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Flow_SourceOp : FlowOp<"source", [IsolatedFromAbove]> {
  let summary = "decodes columns of a rel.table; see rel.scan for `columns`, `paths` and the filter region (no arguments but the result's columns)";
  let arguments = (ins FlatSymbolRefAttr:$table, DenseI32ArrayAttr:$columns, OptionalAttr<ArrayAttr>:$paths, StrAttr:$operator_id);
  let regions = (region AnyRegion:$filter);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$table $columns (`filter` $filter^)? attr-dict `:` type($result)";
  let hasVerifier = 1;
}
def Flow_ValuesOp : FlowOp<"values", []> {
  let arguments = (ins ArrayAttr:$rows, StrAttr:$operator_id);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$rows attr-dict `:` type($result)";
  let hasVerifier = 1;
}
def Flow_WatermarkOp : FlowOp<"watermark", [IsolatedFromAbove]> {
  let summary = "emits watermarks after rows; region: columns -> timestamp in ms or NULL; a NULL event time fails at run time";
  let arguments = (ins RelStream:$input, I32Attr:$column, I64Attr:$interval_ms, I64Attr:$idle_timeout_ms);
  let regions = (region SizedRegion<1>:$delay);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input `at` $column $delay attr-dict `:` type($input) `->` type($result)";
  let hasVerifier = 1;
}
def Flow_ChainOp : FlowOp<"chain", [IsolatedFromAbove]> {
  let summary = "stateless per-row work: filters, projections, window assignment; any number of flow.emit a row";
  let arguments = (ins RelStream:$input);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input $body attr-dict `:` type($input) `->` type($result)";
  let hasVerifier = 1;
}
def Flow_UnionOp : FlowOp<"union", []> {
  let arguments = (ins Variadic<RelStream>:$inputs);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$inputs attr-dict `:` type($inputs) `->` type($result)";
  let hasVerifier = 1;
}
def Flow_ExchangeOp : FlowOp<"exchange", [AllTypesMatch<["input", "result"]>]> {
  let summary = "a task boundary: rows move to the shard that owns their key";
  let arguments = (ins RelStream:$input, FlowExchangeKindAttr:$kind, DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$keys);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input $kind $keys attr-dict `:` type($result)";
  let hasVerifier = 1;
}
def Flow_ProcessOp : FlowOp<"process", [AttrSizedOperandSegments, IsolatedFromAbove]> {
  let summary = "the general stateful operator";
  let description = [{
    `keys`: per input the key columns (all inputs' keys have the same types). Regions, in order: one per input (row kind, columns...);
    then one per timer (key columns..., time in ms i64); then, if `on_watermark`, one for the watermark (i64; not keyed).
    Results are the outputs; flow.emit names one by index.
  }];
  let arguments = (ins Variadic<RelStream>:$inputs, Variadic<RelStream>:$broadcast_inputs, ArrayAttr:$keys, TypedArrayAttrBase<FlowTable, "state tables">:$tables,
                       TypedArrayAttrBase<FlowTimer, "timers">:$timers, UnitAttr:$on_watermark, StrAttr:$operator_id, StrAttr:$state_bound);
  let regions = (region VariadicRegion<AnyRegion>:$bodies);
  let results = (outs Variadic<RelStream>:$outputs);
  let assemblyFormat = [{
    `(` $inputs (`broadcast` $broadcast_inputs^)? `)` `keys` $keys `tables` $tables `timers` $timers (`on_watermark` $on_watermark^)? $bodies attr-dict
    `:` functional-type(operands, $outputs)
  }];
  let hasVerifier = 1;
}
def Flow_WindowAggregateOp : FlowOp<"window_aggregate", [IsolatedFromAbove]> {
  let summary = "keyed windows over slices; windows fire per slice";
  let description = [{
    State: key x slice -> one accumulator row of types `accumulator`. A new accumulator holds what the region `init` yields.
    Regions: `init` () -> accumulator; `accumulate` (row kind, columns..., accumulator...) -> accumulator; `merge` (accumulator..., other accumulator...) -> accumulator;
    `result` (key columns..., accumulator..., window_start ms, window_end ms: i64) emits the row with flow.emit.
    `phase`: single; or two with an exchange between them: local emits what it has per key and slice (bounds are the slice's) whenever it is
    flushed; global takes that: the window's time column holds the slice's end in ms, column `row_count` how many rows the other columns
    stand for, and `zoned` says whether these ms are local ones of the session's zone.
    Slice width is gcd(size, slide). Late rows are dropped and counted, where there are two phases in the global one.
    A time column that is processing time stands for the clock: no row is late.
  }];
  let arguments = (ins RelStream:$input, RelWindow:$window, DenseI32ArrayAttr:$keys, TypeArrayAttr:$accumulator, DefaultValuedStrAttr<StrAttr, "single">:$phase,
                       OptionalAttr<I32Attr>:$row_count, UnitAttr:$zoned, StrAttr:$operator_id, StrAttr:$state_bound);
  let regions = (region SizedRegion<1>:$init, SizedRegion<1>:$accumulate, SizedRegion<1>:$merge, SizedRegion<1>:$result_body);
  let results = (outs RelStream:$result);
  let assemblyFormat = [{
    $input $window `keys` $keys `accumulator` $accumulator `init` $init `accumulate` $accumulate `merge` $merge `result` $result_body attr-dict
    `:` type($input) `->` type($result)
  }];
  let hasVerifier = 1;
}
def Flow_SinkOp : FlowOp<"sink", []> {
  let arguments = (ins RelStream:$input, OptionalAttr<FlatSymbolRefAttr>:$table, StrAttr:$operator_id);
  let assemblyFormat = "$input (`into` $table^)? attr-dict `:` type($input)";
}

// ---- inside regions ----
def Flow_EmitOp : FlowOp<"emit", []> {
  let summary = "sends one row to output `output` of the enclosing operator";
  let arguments = (ins I8:$kind, Variadic<AnyType>:$values, DefaultValuedAttr<I32Attr, "0">:$output);
  let assemblyFormat = "$kind (`,` $values^ `:` type($values))? attr-dict";
  let hasVerifier = 1;
}
def Flow_LookupOp : FlowOp<"lookup", []> {
  let summary = "the entry of the current key (and map key) in a table; `create` makes a missing one (its values are zero bytes: store before load)";
  let description = [{ In a list `create` appends an entry. }];
  let arguments = (ins StrAttr:$table, Variadic<AnyType>:$map_key, UnitAttr:$create);
  let results = (outs FlowSlot:$slot, I1:$found);
  let assemblyFormat = "$table (`[` $map_key^ `:` type($map_key) `]`)? (`create` $create^)? attr-dict `:` type($slot)";
  let hasVerifier = 1;
}
def Flow_LoadOp : FlowOp<"load", []> {
  let arguments = (ins FlowSlot:$slot, I32Attr:$column);
  let results = (outs AnyType:$value);
  let assemblyFormat = "$slot `[` $column `]` attr-dict `:` type($slot) `->` type($value)";
  let hasVerifier = 1;
}
def Flow_StoreOp : FlowOp<"store", []> {
  let arguments = (ins FlowSlot:$slot, I32Attr:$column, AnyType:$value);
  let assemblyFormat = "$value `,` $slot `[` $column `]` attr-dict `:` type($value) `,` type($slot)";
  let hasVerifier = 1;
}
def Flow_EraseOp : FlowOp<"erase", []> {
  let summary = "removes the entry of the current key (and map key; without one, all entries of the key)";
  let arguments = (ins StrAttr:$table, Variadic<AnyType>:$map_key);
  let assemblyFormat = "$table (`[` $map_key^ `:` type($map_key) `]`)? attr-dict";
  let hasVerifier = 1;
}
def Flow_EraseEntryOp : FlowOp<"erase_entry", []> {
  let summary = "removes the entry that the flow.for_each around it is at";
  let arguments = (ins FlowSlot:$slot);
  let assemblyFormat = "$slot attr-dict `:` type($slot)";
  let hasVerifier = 1;
}
def Flow_ForEachOp : FlowOp<"for_each", []> {
  let summary = "runs the body for the table's entries of the current key: (map key columns..., slot, loop values...) -> (continue i1, loop values...)";
  let description = [{ In the order in which entries were added. }];
  let arguments = (ins StrAttr:$table, Variadic<AnyType>:$inits);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = "$table (`init` `(` $inits^ `:` type($inits) `)`)? $body attr-dict (`->` type($results)^)?";
  let hasVerifier = 1;
}
def Flow_UnnestOp : FlowOp<"unnest", []> {
  let summary = "runs the body for an ARRAY's elements or a MAP's entries, in order: (place i32 from 1, element or key and value, loop values...) -> (loop values...)";
  let arguments = (ins AnyType:$collection, Variadic<AnyType>:$inits);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = "$collection (`init` `(` $inits^ `:` type($inits) `)`)? $body attr-dict `:` type($collection) (`->` type($results)^)?";
  let hasVerifier = 1;
}
def Flow_SetTimerOp : FlowOp<"set_timer", []> {
  let summary = "moves the key's timer to a time; `earliest`: not to a later one than it stands at";
  let arguments = (ins StrAttr:$timer, I64:$time_ms, UnitAttr:$earliest);
  let assemblyFormat = "$timer `at` $time_ms (`earliest` $earliest^)? attr-dict";
  let hasVerifier = 1;
}
def Flow_ClearTimerOp : FlowOp<"clear_timer", []> {
  let arguments = (ins StrAttr:$timer);
  let assemblyFormat = "$timer attr-dict";
  let hasVerifier = 1;
}
def Flow_CurrentWatermarkOp : FlowOp<"current_watermark", []> {
  let results = (outs I64:$ms);
  let assemblyFormat = "attr-dict";
}
def Flow_ProcessingTimeOp : FlowOp<"processing_time", []> {
  let summary = "wall clock ms, UTC";
  let results = (outs I64:$ms);
  let assemblyFormat = "attr-dict";
}
def Flow_CountLateOp : FlowOp<"count_late", []> { let assemblyFormat = "attr-dict"; }
def Flow_KindOp : FlowOp<"kind", [Pure]> {
  let summary = "a constant row kind";
  let arguments = (ins I8Attr:$value);
  let results = (outs I8:$kind);
  let assemblyFormat = "$value attr-dict";
}
#endif
