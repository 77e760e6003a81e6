// Enumerations of the `flow` dialect.
#ifndef MILLRACE_FLOW_ENUMS
#define MILLRACE_FLOW_ENUMS

include "mlir/IR/EnumAttr.td"

def FlowTableKind : I32EnumAttr<"TableKind", "state table", [
    I32EnumAttrCase<"Value", 0, "value">, I32EnumAttrCase<"Map", 1, "map">, I32EnumAttrCase<"List", 2, "list">,
    I32EnumAttrCase<"Slices", 3, "slices">, I32EnumAttrCase<"Sorted", 4, "sorted">]> {
  let cppNamespace = "::millrace::flow";
  let genSpecializedAttr = 0;
}
def FlowExchangeKind : I32EnumAttr<"ExchangeKind", "exchange", [
    I32EnumAttrCase<"Forward", 0, "forward">, I32EnumAttrCase<"Hash", 1, "hash">, I32EnumAttrCase<"Broadcast", 2, "broadcast">,
    I32EnumAttrCase<"Singleton", 3, "singleton">]> {
  let cppNamespace = "::millrace::flow";
  let genSpecializedAttr = 0;
}
#endif
