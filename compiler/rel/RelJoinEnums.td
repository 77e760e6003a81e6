// Enumerations of the joins of the `rel` dialect.
#ifndef MILLRACE_REL_JOIN_ENUMS
#define MILLRACE_REL_JOIN_ENUMS

include "mlir/IR/EnumAttr.td"

def RelJoinKind : I32EnumAttr<"JoinKind", "join", [
    I32EnumAttrCase<"Inner", 0, "inner">, I32EnumAttrCase<"Left", 1, "left">, I32EnumAttrCase<"Right", 2, "right">,
    I32EnumAttrCase<"Full", 3, "full">, I32EnumAttrCase<"Semi", 4, "semi">, I32EnumAttrCase<"Anti", 5, "anti">]> {
  let cppNamespace = "::millrace::rel";
}
#endif
