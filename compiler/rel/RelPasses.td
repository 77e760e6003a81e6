// Passes over `rel`, one record and one file each.
#ifndef MILLRACE_REL_PASSES
#define MILLRACE_REL_PASSES

include "mlir/Pass/PassBase.td"

class RelPass<string mnemonic> : Pass<"rel-" # mnemonic, "::mlir::ModuleOp"> {
  let dependentDialects = ["::millrace::sql::SqlDialect", "::millrace::rel::RelDialect", "::mlir::scf::SCFDialect"];
}

def FoldConstants : RelPass<"fold-constants"> {
  let summary = "computes what does not depend on rows; filters that are always TRUE go";
}
def ShareSubplans : RelPass<"share-subplans"> {
  let summary = "computes equal subtrees of several INSERTs once; scans of one table become one scan of all their columns";
}
def MergeProjections : RelPass<"merge-projections"> {
  let summary = "makes one project of two, one filter of two, and drops projects that change nothing";
}
def PushDownFilter : RelPass<"push-down-filter"> {
  let summary = "moves filters below projects, unions, windows and joins, and into scans; never below a watermark";
}
def RecognizeWindows : RelPass<"recognize-windows"> {
  let summary = "turns GROUP BY window_start, window_end over a window TVF into rel.window_aggregate, and names its columns alike";
}
def ReorderJoins : RelPass<"reorder-joins"> {
  let summary = "joins inputs in an order that avoids cross products and, where it adds no rows, moving rows twice";
}
def AttachWindows : RelPass<"attach-windows"> {
  let summary = "lets aggregates of windowed rows by both bounds of their window end with the window";
}
def SplitDistinct : RelPass<"split-distinct"> {
  let summary = "makes two aggregates of one with DISTINCT, so that a hot key's values are spread; if `rel.split_distinct` says into how many buckets";
}
def FindJoinKeys : RelPass<"find-join-keys"> {
  let summary = "takes equalities between both inputs out of join conditions: rows are distributed and found by them";
}
def RecognizeIntervalJoins : RelPass<"recognize-interval-joins"> {
  let summary = "turns joins that bound the distance of two event or processing times into rel.interval_join";
}
def RecognizeWindowJoins : RelPass<"recognize-window-joins"> {
  let summary = "turns joins by both bounds of equal windows into rel.window_join";
}
def CheckTimes : RelPass<"check-times"> {
  let summary = "refuses windows over a time that a regular join has ended";
}
def CheckTemporalJoins : RelPass<"check-temporal-joins"> {
  let summary = "refuses temporal joins whose right side has no versions, or is not found by its key";
}
def RecognizeRank : RelPass<"recognize-rank"> {
  let summary = "turns ROW_NUMBER with a filter on it into a Top-N: rel.rank or rel.window_rank; refuses OVERs that streams cannot compute";
}
def PruneColumns : RelPass<"prune-columns"> {
  let summary = "drops columns, aggregate calls and fields of rows that nobody reads, down to the scans";
}
def NarrowInputs : RelPass<"narrow-inputs"> {
  let summary = "puts a project below an aggregate that does not read all of its input, so that less goes through its exchange";
}
def RecognizeIn : RelPass<"recognize-in"> {
  let summary = "turns many comparisons of one value with constants, `x = 1 OR x = 2 …` or `x <> 1 AND x <> 2 …`, into sql.in";
}
def InferChangelog : RelPass<"infer-changelog"> {
  let summary = "decides `row_kinds` of every operator and refuses updating results for append-only sinks";
}
#endif
