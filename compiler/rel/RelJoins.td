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
def Rel_LookupJoinOp : RelJoinBase<"lookup_join"> {
  let summary = "FOR SYSTEM_TIME AS OF processing time: each left row, when it comes, with the matching rows of a bounded table that is read before it";
  let description = [{ Inner or left. The result has the left row's kind; the table's rows are the only state. Keys and condition as in rel.join. }];
  let arguments = (ins RelStream:$left, RelStream:$right, RelJoinKind:$kind, DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$left_keys,
                       DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$right_keys, DefaultValuedAttr<DenseBoolArrayAttr, "{}">:$null_equal);
  let assemblyFormat = [{
    $kind $left $left_keys `,` $right $right_keys (`null_equal` $null_equal^)? (`on` $condition^)? attr-dict `:` type($left) `,` type($right) `->` type($result)
  }];
}
#endif
