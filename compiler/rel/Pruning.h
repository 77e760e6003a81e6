/// The state of rel-prune-columns: which leaves of each stream its readers need, and the streams made again with only these.
///
/// Shape:   backward, operators call `need`; forward, each is made again over `rebuilt` inputs and says by `finish` which leaves its
///          new result has, in order. The builder stands at the operator.
#ifndef MILLRACE_COMPILER_REL_PRUNING_H
#define MILLRACE_COMPILER_REL_PRUNING_H

#include "compiler/rel/Leaves.h"

namespace millrace::rel {

class Pruning {
public:
  explicit Pruning(mlir::MLIRContext *context) : builder(context) {}

  mlir::OpBuilder builder;
  llvm::DenseMap<mlir::Value, LeafSet> needed;
  llvm::DenseMap<mlir::Value, LeafList> kept; ///< of the old stream: which leaves the new one has, in its order
  llvm::DenseMap<mlir::Value, mlir::Value> rebuilt;

  // ---- backward
  /// A copy of the leaves: they may be those of another stream in `needed`, which moves when it grows.
  void need(mlir::Value stream, LeafSet leaves) { needed[stream].merge(leaves); }
  void needColumns(mlir::Value stream, llvm::ArrayRef<int32_t> columns);
  void needAll(mlir::Value stream);
  /// Needs of a stream as whole columns: where fields cannot be told apart.
  LeafSet wholeColumns(mlir::Value stream);
  bool isNeeded(mlir::Value stream, unsigned column);
  /// What a region's yielded values read.
  static RegionUse regionUse(mlir::Region &region);

  // ---- forward
  StreamType streamType(mlir::Value old, const LeafList &leaves);
  /// Where the new stream has a column.
  int32_t place(mlir::Value stream, int32_t column) { return coveringLeaf(kept[stream], {static_cast<unsigned>(column), {}}); }
  llvm::SmallVector<int32_t> placesOf(mlir::Value stream, llvm::ArrayRef<int32_t> columns);
  void finish(mlir::Value old, LeafList leaves, mlir::Value now);
  /// Copies a region over one stream, `oldInput`.
  void copyRegion(mlir::Region &from, mlir::Region &to, mlir::Value oldInput);
  /// Copies a region's work and its yield to the builder's place; `row`: the values of `leaves`.
  void copyScalars(mlir::Region &from, const LeafList &leaves, mlir::ValueRange row);
  /// The new stream of `old` with exactly `leaves`: a project where it has others too. What others see of `old` stays.
  mlir::Value narrowed(mlir::Value old, const LeafList &leaves, mlir::Location location);
};

} // namespace millrace::rel

#endif
