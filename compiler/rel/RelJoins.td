// The joins of the `rel` dialect. A result holds the left input's columns, then the right one's; those of a side that may be missing are nullable.
#ifndef MILLRACE_REL_JOINS
#define MILLRACE_REL_JOINS

include "compiler/rel/RelInterfaces.td"
include "compiler/rel/RelJoinEnums.td"
include "compiler/rel/RelTypes.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

// `left_keys` and `right_keys` are columns of equal type that must be equal, one by one; a NULL equals nothing, except where `null_equal` (empty: nowhere)
// says so. `condition` is what else must be TRUE, over the columns of both inputs; no region, nothing else.
class RelJoinBase<string mnemonic, list<Trait> traits = []>
    : Op<RelDialect, mnemonic, traits # [
        Pure, IsolatedFromAbove, DeclareOpInterfaceMethods<ChangelogModeInterface, ["hasLoneBefore"]>, DeclareOpInterfaceMethods<UpsertKeyInterface>,
        DeclareOpInterfaceMethods<StateBoundInterface>, DeclareOpInterfaceMethods<ColumnPruningInterface>]> {
  let regions = (region AnyRegion:$condition);
  let results = (outs RelStream:$result);
  let hasVerifier = 1;
}

def Rel_JoinOp : RelJoinBase<"join"> {
  let summary = "a regular join: every row of one input with every matching row of the other, for ever";
  let description = [{
    `semi` keeps a left row while it has a match, `anti` while it has none; their result has the left columns only. The binder leaves the keys empty and puts all
    of ON into `condition`; rel-find-join-keys takes the keys out of it.
  }];
  let arguments = (ins RelStream:$left, RelStream:$right, RelJoinKind:$kind, DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$left_keys,
                       DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$right_keys, DefaultValuedAttr<DenseBoolArrayAttr, "{}">:$null_equal);
  let assemblyFormat = [{
    $kind $left $left_keys `,` $right $right_keys (`null_equal` $null_equal^)? (`on` $condition^)? attr-dict `:` type($left) `,` type($right) `->` type($result)
  }];
}
def Rel_IntervalJoinOp : RelJoinBase<"interval_join"> {
  let summary = "a join of rows whose times are near each other: left time - right time lies in [lower_ms, upper_ms]";
  let description = [{
    Inner and outer; both inputs insert only. Rows that can have no partner any more are let go. Over event times the result's event times stay event times, up
    to the interval late; over processing times a row's time is that of its coming, and event times end. Keys and condition as in rel.join.
  }];
  let arguments = (ins RelStream:$left, RelStream:$right, RelJoinKind:$kind, DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$left_keys,
                       DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$right_keys, DefaultValuedAttr<DenseBoolArrayAttr, "{}">:$null_equal, I32Attr:$left_time,
                       I32Attr:$right_time, I64Attr:$lower_ms, I64Attr:$upper_ms);
  let assemblyFormat = [{
    $kind $left $left_keys `at` $left_time `,` $right $right_keys `at` $right_time `within` $lower_ms `to` $upper_ms (`null_equal` $null_equal^)?
    (`on` $condition^)? attr-dict `:` type($left) `,` type($right) `->` type($result)
  }];
  let extraClassDeclaration = "bool isOverProcessingTime();";
}
def Rel_WindowJoinOp : RelJoinBase<"window_join"> {
  let summary = "a join of rows of one window: its bounds are among the keys, and the window's rows meet when it closes";
  let description = [{
    All kinds; both inputs insert only. `end_key` is the key that is window_end, `instant`: the windows are over TIMESTAMP_LTZ. Keys and condition as in rel.join.
  }];
  let arguments = (ins RelStream:$left, RelStream:$right, RelJoinKind:$kind, DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$left_keys,
                       DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$right_keys, DefaultValuedAttr<DenseBoolArrayAttr, "{}">:$null_equal, I32Attr:$end_key,
                       I64Attr:$size_ms, UnitAttr:$instant);
  let assemblyFormat = [{
    $kind $left $left_keys `,` $right $right_keys `window_end` $end_key `size` $size_ms (`instant` $instant^)? (`null_equal` $null_equal^)?
    (`on` $condition^)? attr-dict `:` type($left) `,` type($right) `->` type($result)
  }];
}
def Rel_LookupJoinOp : RelJoinBase<"lookup_join"> {
  let summary = "FOR SYSTEM_TIME AS OF processing time: each left row, when it comes, with the matching rows of a bounded table that is read before it";
  let description = [{ Inner or left. The result has the left row's kind; the table's rows are the only state. Keys and condition as in rel.join. }];
  let arguments = (ins RelStream:$left, RelStream:$right, RelJoinKind:$kind, DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$left_keys,
                       DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$right_keys, DefaultValuedAttr<DenseBoolArrayAttr, "{}">:$null_equal);
  let assemblyFormat = [{
    $kind $left $left_keys `,` $right $right_keys (`null_equal` $null_equal^)? (`on` $condition^)? attr-dict `:` type($left) `,` type($right) `->` type($result)
  }];
}
def Rel_TemporalJoinOp : RelJoinBase<"temporal_join"> {
  let summary = "FOR SYSTEM_TIME AS OF event time: each left row with the right row that its keys had at the row's time";
  let description = [{
    Inner or left. A right row is a version of its keys from `right_time` on until the next one's, and a row that is taken back ends one. Left rows wait until
    the watermark has passed `left_time`, which stays an event time, and go on in their own kind. Keys and condition as in rel.join; the keys hold an upsert
    key of the right input.
  }];
  let arguments = (ins RelStream:$left, RelStream:$right, RelJoinKind:$kind, DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$left_keys,
                       DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$right_keys, DefaultValuedAttr<DenseBoolArrayAttr, "{}">:$null_equal, I32Attr:$left_time,
                       I32Attr:$right_time);
  let assemblyFormat = [{
    $kind $left $left_keys `at` $left_time `,` $right $right_keys `from` $right_time (`null_equal` $null_equal^)? (`on` $condition^)? attr-dict
    `:` type($left) `,` type($right) `->` type($result)
  }];
}
#endif
