// Operators of the `rel` dialect for INTERSECT and EXCEPT.
#ifndef MILLRACE_REL_SETS
#define MILLRACE_REL_SETS

include "compiler/rel/RelInterfaces.td"
include "compiler/rel/RelTypes.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Rel_SetOperationOp
    : Op<RelDialect, "set_operation", [Pure, DeclareOpInterfaceMethods<ChangelogModeInterface, ["hasLoneBefore"]>, DeclareOpInterfaceMethods<UpsertKeyInterface>,
                                       DeclareOpInterfaceMethods<StateBoundInterface>, DeclareOpInterfaceMethods<ColumnPruningInterface>]> {
  let summary = "the rows of `left` that also are, with `except` are not, among those of `right`; each once; NULL equals NULL";
  let arguments = (ins RelStream:$left, RelStream:$right, UnitAttr:$except);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$left `,` $right (`except` $except^)? attr-dict `:` type($left) `,` type($right) `->` type($result)";
  let hasVerifier = 1;
}
def Rel_ReplicateOp
    : Op<RelDialect, "replicate", [Pure, DeclareOpInterfaceMethods<ChangelogModeInterface>, DeclareOpInterfaceMethods<ColumnPruningInterface>]> {
  let summary = "sends each row as often as its last column, a BIGINT, says; the column goes";
  let arguments = (ins RelStream:$input);
  let results = (outs RelStream:$result);
  let assemblyFormat = "$input attr-dict `:` type($input) `->` type($result)";
  let hasVerifier = 1;
}
#endif
