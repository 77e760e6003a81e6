// What passes ask of relational operators, so that no pass switches over op names.
#ifndef MILLRACE_REL_INTERFACES
#define MILLRACE_REL_INTERFACES

include "mlir/IR/OpBase.td"

def ChangelogModeInterface : OpInterface<"ChangelogModeInterface"> {
  let cppNamespace = "::millrace::rel";
  let description = "Which row kinds an operator makes from those it gets, and which it needs. A set is a bit mask over RowKind (bit 0: +I ... bit 3: -D).";
  let methods = [
    InterfaceMethod<"Row kinds of the result when the inputs make `inputs`.", "uint8_t", "producedKinds", (ins "::llvm::ArrayRef<uint8_t>":$inputs)>,
    InterfaceMethod<"Row kinds input `index` must carry when the result must carry `wanted`: whether -U may be dropped.", "uint8_t", "requiredKinds",
                    (ins "unsigned":$index, "uint8_t":$wanted)>,
    InterfaceMethod<"Row kinds that input `index` may carry at all.", "uint8_t", "acceptedKinds", (ins "unsigned":$index), "", "return 15;">,
    InterfaceMethod<"Whether a -U of the result may come without a +U for the same row after it, so that no reader can do without it; `inputs`: which inputs' may.",
                    "bool", "hasLoneBefore", (ins "::llvm::ArrayRef<bool>":$inputs), "", "return ::llvm::is_contained(inputs, true);">,
  ];
}
def UpsertKeyInterface : OpInterface<"UpsertKeyInterface"> {
  let cppNamespace = "::millrace::rel";
  let methods = [
    InterfaceMethod<"Sets of result columns, each of which identifies a row over its updates.", "::llvm::SmallVector<::llvm::SmallVector<int32_t>>", "upsertKeys", (ins)>,
  ];
}
def StateBoundInterface : OpInterface<"StateBoundInterface"> {
  let cppNamespace = "::millrace::rel";
  let methods = [
    InterfaceMethod<"What bounds the operator's state, for EXPLAIN: `none`, `window ...`, `TTL ...` or `unbounded (...)`.", "std::string", "stateBound", (ins)>,
  ];
}
def ColumnPruningInterface : OpInterface<"ColumnPruningInterface"> {
  let cppNamespace = "::millrace::rel";
  let description = "How rel-prune-columns treats an operator; see Pruning.h.";
  let methods = [
    InterfaceMethod<"Notes what the operator reads of its inputs, given what its result's readers need.", "void", "collectUse", (ins "::millrace::rel::Pruning &":$pruning)>,
    InterfaceMethod<"Makes the operator again over the inputs as they are now.", "void", "rebuild", (ins "::millrace::rel::Pruning &":$pruning)>,
  ];
}
#endif
