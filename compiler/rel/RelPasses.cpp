// The order of the rel passes.
#include "compiler/rel/RelPasses.h"

namespace millrace::rel {

void addRelPasses(mlir::OpPassManager &passes, diagnostics::DiagnosticBag &bag) {
  // First, while equal queries still look alike: later passes shape each reader's part.
  passes.addPass(createShareSubplans());
  passes.addPass(createFoldConstants());
  passes.addPass(createMergeProjections());
  passes.addPass(createPushDownFilter());
  // Filters are out of the way between windows and aggregates now.
  passes.addPass(createRecognizeWindows());
  passes.addPass(createAttachWindows());
  passes.addPass(createMergeProjections());
  passes.addPass(createPushDownFilter());
  // Conditions are where they belong; what is left of them in joins is keys or is checked per pair of rows.
  passes.addPass(createReorderJoins());
  passes.addPass(createFindJoinKeys());
  passes.addPass(createRecognizeWindowJoins());
  passes.addPass(createAttachWindows());
  passes.addPass(createRecognizeIntervalJoins());
  passes.addPass(createCheckTimes(bag));
  // Drops what the passes before have made unused, and folds what merging brought together.
  passes.addPass(createFoldConstants());
  // Filters are where they stay, and what they compare with is folded.
  passes.addPass(createRecognizeRank(bag));
  // Views that keep the last row per key have their keys now.
  passes.addPass(createCheckTemporalJoins(bag));
  passes.addPass(createAttachWindows());
  // What is left of aggregates lives for ever; before unused columns go, those of split ones too.
  passes.addPass(createSplitDistinct());
  passes.addPass(createPruneColumns());
  passes.addPass(createMergeProjections());
  // After merging, which would take these projects away again.
  passes.addPass(createNarrowInputs());
  // Conditions are not taken apart any more.
  passes.addPass(createRecognizeIn());
  passes.addPass(createInferChangelog(bag));
}

} // namespace millrace::rel
