// Enumerations of the `rel` dialect, apart so that other dialects can use them.
#ifndef MILLRACE_REL_ENUMS
#define MILLRACE_REL_ENUMS

include "mlir/IR/EnumAttr.td"

def RelTimeKind : I32EnumAttr<"TimeKind", "time attribute", [
    I32EnumAttrCase<"None", 0, "none">, I32EnumAttrCase<"RowTime", 1, "rowtime">, I32EnumAttrCase<"ProcTime", 2, "proctime">]> {
  let cppNamespace = "::millrace::rel";
  let genSpecializedAttr = 0;
}
def RelWindowKind : I32EnumAttr<"WindowKind", "window", [
    I32EnumAttrCase<"Tumble", 0, "tumble">, I32EnumAttrCase<"Hop", 1, "hop">, I32EnumAttrCase<"Cumulate", 2, "cumulate">,
    I32EnumAttrCase<"Session", 3, "session">]> {
  let cppNamespace = "::millrace::rel";
  let genSpecializedAttr = 0;
}
def RelRankFunction : I32EnumAttr<"RankFunction", "rank function", [
    I32EnumAttrCase<"RowNumber", 0, "row_number">, I32EnumAttrCase<"Rank", 1, "rank">, I32EnumAttrCase<"DenseRank", 2, "dense_rank">]> {
  let cppNamespace = "::millrace::rel";
}
// Window properties appended to the keys and aggregates of a window aggregate.
def RelWindowProperty : I32EnumAttr<"WindowProperty", "window property", [
    I32EnumAttrCase<"Start", 0, "start">, I32EnumAttrCase<"End", 1, "end">, I32EnumAttrCase<"RowTime", 2, "rowtime">,
    I32EnumAttrCase<"ProcTime", 3, "proctime">]> {
  let cppNamespace = "::millrace::rel";
  let genSpecializedAttr = 0;
}
#endif
