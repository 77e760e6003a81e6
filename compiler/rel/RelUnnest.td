// The operator of the `rel` dialect for UNNEST.
#ifndef MILLRACE_REL_UNNEST
#define MILLRACE_REL_UNNEST

include "compiler/rel/RelInterfaces.td"
include "compiler/rel/RelTypes.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Rel_UnnestOp
    : Op<RelDialect, "unnest", [Pure, IsolatedFromAbove, DeclareOpInterfaceMethods<ChangelogModeInterface, ["hasLoneBefore"]>,
                                DeclareOpInterfaceMethods<ColumnPruningInterface>]> {
  let summary = "each row once per element of the ARRAY or entry of the MAP in its column `collection`";
  let description = [{
    The result holds the input's columns `passed`, then the element, or key and value, then with `ordinality` the place, an INT from 1. An element that is a NULL
    ROW is skipped. `condition`, over the result's columns, says which elements count; no region, all. With `left` a row without one is sent once, with NULLs for
    its element, which are then nullable. A collection that is NULL has no elements.
  }];
  let arguments = (ins RelStream:$input, I32Attr:$collection, DenseI32ArrayAttr:$passed, UnitAttr:$left, UnitAttr:$ordinality);
  let regions = (region AnyRegion:$condition);
  let results = (outs RelStream:$result);
  let assemblyFormat = [{
    (`left` $left^)? $input `of` $collection `passed` $passed (`ordinality` $ordinality^)? (`on` $condition^)? attr-dict `:` type($input) `->` type($result)
  }];
  let hasVerifier = 1;
}
#endif
