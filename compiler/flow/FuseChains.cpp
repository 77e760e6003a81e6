// flow-fuse-chains: adjacent stateless operators become one body, so that values stay in registers between them.
#include "compiler/flow/FlowPasses.h"

#include "mlir/IR/IRMapping.h"

using namespace mlir;

namespace millrace::flow {

#define GEN_PASS_DEF_FUSECHAINS
#include "compiler/flow/FlowPasses.h.inc"

namespace {

llvm::SmallVector<EmitOp> emitsOf(ChainOp chain) {
  llvm::SmallVector<EmitOp> emits;
  chain.getBody().walk([&](EmitOp emit) { emits.push_back(emit); });
  return emits;
}

// Writes `second`'s body in place of every row that `first` sends.
void fuse(ChainOp first, ChainOp second) {
  OpBuilder builder(second);
  Location location = builder.getFusedLoc({first.getLoc(), second.getLoc()});
  auto fused = builder.create<ChainOp>(location, second.getType(), first.getInput());
  fused.getBody().takeBody(first.getBody());
  Block &body = second.getBody().front();
  for (EmitOp emit : emitsOf(fused)) {
    IRMapping mapping;
    mapping.map(body.getArgument(0), emit.getKind());
    for (auto [argument, value] : llvm::zip(body.getArguments().drop_front(), emit.getValues()))
      mapping.map(argument, value);
    builder.setInsertionPoint(emit);
    for (Operation &op : body.without_terminator())
      builder.clone(op, mapping);
    emit.erase();
  }
  second.getResult().replaceAllUsesWith(fused.getResult());
  second.erase();
  first.erase();
}

struct FuseChains : impl::FuseChainsBase<FuseChains> {
  void runOnOperation() override {
    llvm::SmallVector<ChainOp> chains(getOperation().getOps<ChainOp>());
    for (ChainOp second : chains) {
      auto first = second.getInput().getDefiningOp<ChainOp>();
      // A body that several places would copy stays apart: lowering makes it a function of its own.
      if (first && first.getResult().hasOneUse() && emitsOf(first).size() <= 1)
        fuse(first, second);
    }
  }
};

} // namespace
} // namespace millrace::flow
