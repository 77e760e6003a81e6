// Operators of the `rel` dialect that look at rows in an order: OVER aggregation, Top-N and what is recognised as it, sorting, limits.
// A result holds the input's columns, then columns of the operator's own.
#ifndef MILLRACE_REL_ORDERED
#define MILLRACE_REL_ORDERED

include "compiler/rel/RelInterfaces.td"
include "compiler/rel/RelTypes.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def RelInt64 : TypedSignlessIntegerAttrBase<I64, "int64_t", "64-bit integer">;

class RelOrderedOp<string mnemonic>
    : Op<RelDialect, mnemonic, [Pure, DeclareOpInterfaceMethods<ChangelogModeInterface, ["acceptedKinds", "hasLoneBefore"]>, DeclareOpInterfaceMethods<UpsertKeyInterface>,
                                DeclareOpInterfaceMethods<StateBoundInterface>, DeclareOpInterfaceMethods<ColumnPruningInterface>]> {
  let results = (outs RelStream:$result);
  let hasVerifier = 1;
}

def Rel_OverOp : RelOrderedOp<"over"> {
  let summary = "appends to each row one value per call, computed over the rows of its frame";
  let description = [{
    The frame ends with the row itself; it begins with the partition (`preceding` -1), so many rows (`rows`) or so many ms before it. Without `rows` it also holds
    the rows that sort like the row itself.
  }];
  let arguments = (ins RelStream:$input, DenseI32ArrayAttr:$partition, TypedArrayAttrBase<RelSortColumn, "sort columns">:$order, UnitAttr:$rows,
                       DefaultValuedAttr<RelInt64, "-1">:$preceding, TypedArrayAttrBase<RelOverCall, "OVER calls">:$calls);
  let assemblyFormat = [{
    $input `partition` $partition `order` $order (`rows` $rows^)? `preceding` $preceding `calls` $calls attr-dict `:` type($input) `->` type($result)
  }];
}
def Rel_RankOp : RelOrderedOp<"rank"> {
  let summary = "keeps the rows at ranks `start` to `end` (from 1) of each partition";
  let description = [{
    `function`: row_number ranks rows that sort alike by when they came; with rank and dense_rank they share a rank, and rank leaves out as many behind them.
    `end_column`: instead of `end`, the column of the first row of a partition says how many. `number`: appends the rank. `limit`: written as ORDER BY ... LIMIT.
  }];
  let arguments = (ins RelStream:$input, DenseI32ArrayAttr:$partition, TypedArrayAttrBase<RelSortColumn, "sort columns">:$order, RelInt64:$start, RelInt64:$end,
                       OptionalAttr<I32Attr>:$end_column, UnitAttr:$number, UnitAttr:$limit,
                       DefaultValuedAttr<RelRankFunction, "::millrace::rel::RankFunction::RowNumber">:$function);
  let assemblyFormat = [{
    $input `partition` $partition `order` $order `ranks` $start `to` $end (`column` $end_column^)? (`number` $number^)? (`limit` $limit^)?
    (`by` $function^)? attr-dict
    `:` type($input) `->` type($result)
  }];
}
def Rel_WindowRankOp : RelOrderedOp<"window_rank"> {
  let summary = "as rank, over the rows of one window; a window's rows are sent when it closes";
  let description = [{ `partition` holds the columns of the window's start and end. `zoned`: they are local times of the session's zone, else UTC. }];
  let arguments = (ins RelStream:$input, DenseI32ArrayAttr:$partition, TypedArrayAttrBase<RelSortColumn, "sort columns">:$order, RelInt64:$start, RelInt64:$end,
                       UnitAttr:$number, I32Attr:$window_start, I32Attr:$window_end, UnitAttr:$zoned,
                       DefaultValuedAttr<RelRankFunction, "::millrace::rel::RankFunction::RowNumber">:$function);
  let assemblyFormat = [{
    $input `partition` $partition `order` $order `ranks` $start `to` $end (`number` $number^)? `window` $window_start `,` $window_end (`zoned` $zoned^)? (`by` $function^)? attr-dict
    `:` type($input) `->` type($result)
  }];
}
def Rel_SortOp : RelOrderedOp<"sort"> {
  let summary = "sends rows in order; the first sort column is a time attribute, ascending";
  let arguments = (ins RelStream:$input, TypedArrayAttrBase<RelSortColumn, "sort columns">:$order);
  let assemblyFormat = "$input `order` $order attr-dict `:` type($input) `->` type($result)";
}
def Rel_LimitOp : RelOrderedOp<"limit"> {
  let summary = "passes `fetch` rows on after the first `offset`, in the order in which they come";
  let arguments = (ins RelStream:$input, RelInt64:$offset, RelInt64:$fetch);
  let assemblyFormat = "$input $offset `,` $fetch attr-dict `:` type($input) `->` type($result)";
}
#endif
