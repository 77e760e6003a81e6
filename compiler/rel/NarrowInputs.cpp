// rel-narrow-inputs: an aggregate's exchange carries the columns that the aggregate reads, not those that only filters or watermarks read.
#include "compiler/rel/RelPasses.h"
#include "compiler/rel/Regions.h"

using namespace mlir;

namespace millrace::rel {

#define GEN_PASS_DEF_NARROWINPUTS
#include "compiler/rel/RelPasses.h.inc"

namespace {

template <typename Op> llvm::BitVector readColumns(Op op) {
  llvm::BitVector read(streamOf(op.getInput()).getColumns().size());
  for (int32_t key : op.getKeys())
    read.set(key);
  for (auto call : op.getCalls().template getAsRange<AggregateCallAttr>()) {
    for (int32_t argument : call.getArguments())
      read.set(argument);
    if (call.getFilter() >= 0)
      read.set(call.getFilter());
  }
  if constexpr (std::is_same_v<Op, WindowAggregateOp>)
    read.set(op.getWindow().getTimeColumn());
  // A row of no columns says nothing that one column does not.
  if (read.none() && !read.empty())
    read.set(0);
  return read;
}

template <typename Op> void narrow(Op op) {
  llvm::BitVector read = readColumns(op);
  if (read.all())
    return;
  llvm::SmallVector<int32_t> columns;
  for (unsigned column : read.set_bits())
    columns.push_back(static_cast<int32_t>(column));
  OpBuilder builder(op);
  ProjectOp project = projectColumns(builder, op.getLoc(), op.getInput(), columns);
  op.getInputMutable().assign(project.getResult());
  remapAggregate(op, [&](int32_t column) { return static_cast<int32_t>(llvm::find(columns, column) - columns.begin()); });
}

struct NarrowInputs : impl::NarrowInputsBase<NarrowInputs> {
  void runOnOperation() override {
    getOperation().walk([](AggregateOp op) { narrow(op); });
    getOperation().walk([](WindowAggregateOp op) { narrow(op); });
  }
};

} // namespace
} // namespace millrace::rel
