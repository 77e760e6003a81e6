// The `flow` dialect, its types, attributes and the base of its operations.
#ifndef MILLRACE_FLOW_BASE
#define MILLRACE_FLOW_BASE

include "compiler/flow/FlowEnums.td"
include "compiler/rel/RelTypes.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/OpBase.td"

def FlowDialect : Dialect {
  let name = "flow";
  let cppNamespace = "::millrace::flow";
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let dependentDialects = ["::millrace::rel::RelDialect", "::millrace::sql::SqlDialect"];
  let extraClassDeclaration = "void registerSorted();";
}

def FlowSlot : TypeDef<FlowDialect, "Slot"> {
  let summary = "the values of one entry of a state table, valid until the next lookup in that table or the end of the region";
  let mnemonic = "slot";
  let parameters = (ins OptionalArrayRefParameter<"::mlir::Type">:$columns);
  let assemblyFormat = "`<` custom<Bracketed>($columns) `>`";
}

def FlowTable : AttrDef<FlowDialect, "Table"> {
  let summary = "a declared state table of a keyed operator: name, kind, columns of the map key (map; sorted: the sort columns) and of the value, TTL (0: none)";
  let description = [{ `order`, sorted only: per sort column a SortOrder's bits. }];
  let mnemonic = "table";
  let parameters = (ins "::mlir::StringAttr":$name, "TableKind":$kind, OptionalArrayRefParameter<"::mlir::Type">:$mapKey, OptionalArrayRefParameter<"::mlir::Type">:$value,
                        "int64_t":$ttlMs, OptionalArrayRefParameter<"int32_t">:$order);
  let builders = [AttrBuilder<(ins "::mlir::StringAttr":$name, "TableKind":$kind, "::llvm::ArrayRef<::mlir::Type>":$mapKey, "::llvm::ArrayRef<::mlir::Type>":$value,
                                   "int64_t":$ttlMs), "return $_get($_ctxt, name, kind, mapKey, value, ttlMs, ::llvm::ArrayRef<int32_t>());">];
  let assemblyFormat = "`<` $name `,` $kind `,` custom<Bracketed>($mapKey) `,` custom<Bracketed>($value) `,` $ttlMs (`,` `order` custom<Bracketed>($order)^)? `>`";
}
def FlowTimer : AttrDef<FlowDialect, "Timer"> {
  let mnemonic = "timer";
  let parameters = (ins "::mlir::StringAttr":$name, "bool":$eventTime);
  let assemblyFormat = "`<` $name `,` $eventTime `>`";
}
def FlowExchangeKindAttr : EnumAttr<FlowDialect, FlowExchangeKind, "exchange_kind">;

class FlowOp<string mnemonic, list<Trait> traits = []> : Op<FlowDialect, mnemonic, traits>;

#endif
