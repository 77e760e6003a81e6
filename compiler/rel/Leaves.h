/// Columns and fields of columns that somebody reads, and regions of scalar work rewritten to read only these.
///
/// Shape:   a leaf is a column with a path of field indices below it; no path is the whole column.
#ifndef MILLRACE_COMPILER_REL_LEAVES_H
#define MILLRACE_COMPILER_REL_LEAVES_H

#include "compiler/rel/RelDialect.h"

#include "mlir/IR/IRMapping.h"

#include <set>

namespace millrace::rel {

struct Leaf {
  unsigned column;
  llvm::SmallVector<int32_t> path;

  friend bool operator<(const Leaf &a, const Leaf &b) {
    return a.column != b.column ? a.column < b.column
                                : std::lexicographical_compare(a.path.begin(), a.path.end(), b.path.begin(), b.path.end());
  }
  friend bool operator==(const Leaf &a, const Leaf &b) { return a.column == b.column && a.path == b.path; }
  /// Whether this leaf holds the value of `other`: the same column, and a path that is a prefix of its path.
  bool covers(const Leaf &other) const;
};
using LeafSet = std::set<Leaf>;
using LeafList = llvm::SmallVector<Leaf>;

/// Without leaves that another one covers, in order.
LeafList withoutCovered(const LeafSet &leaves);
/// The index of the leaf of `kept` that covers `wanted`. Precondition: there is one.
size_t coveringLeaf(const LeafList &kept, const Leaf &wanted);
/// The column of a leaf as a stream has it: `person.id` with the field's type.
ColumnAttr leafColumn(StreamType stream, const Leaf &leaf);
/// The leaf of a region's arguments that `value` is: an argument, or fields of one; none for computed values.
std::optional<Leaf> leafOf(mlir::Value value);

/// The part of a region that computes some values.
struct RegionUse {
  LeafSet leaves;
  llvm::DenseSet<mlir::Operation *> operations; // of the region's block
};
/// Moves fields of arguments to the region's start, so that they are operations of its block.
void hoistFields(mlir::Region &region);
/// What computing `wanted` reads. Precondition: `hoistFields` was called.
RegionUse usesOf(mlir::Region &region, mlir::ValueRange wanted);

/// Copies the operations of `use` to the builder's place, reading `row`, the values of `kept`; `mapping` has their results after it.
void copyUses(mlir::OpBuilder &builder, mlir::Region &region, const RegionUse &use, const LeafList &kept, mlir::ValueRange row,
              mlir::IRMapping &mapping);
/// The value of `wanted` from the values of `kept`.
mlir::Value readLeaf(mlir::OpBuilder &builder, mlir::Location location, const LeafList &kept, mlir::ValueRange row, const Leaf &wanted);

} // namespace millrace::rel

#endif
