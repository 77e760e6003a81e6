#include "compiler/rel/Leaves.h"

#include "compiler/rel/Regions.h"

using namespace mlir;

namespace millrace::rel {

bool Leaf::covers(const Leaf &other) const {
  return column == other.column && path.size() <= other.path.size() &&
         llvm::ArrayRef<int32_t>(other.path).take_front(path.size()) == llvm::ArrayRef<int32_t>(path);
}

LeafList withoutCovered(const LeafSet &leaves) {
  LeafList result;
  for (const Leaf &leaf : leaves)
    if (llvm::none_of(leaves, [&](const Leaf &other) { return !(other == leaf) && other.covers(leaf); }))
      result.push_back(leaf);
  return result;
}

size_t coveringLeaf(const LeafList &kept, const Leaf &wanted) {
  auto *found = llvm::find_if(kept, [&](const Leaf &leaf) { return leaf.covers(wanted); });
  if (found == kept.end())
    llvm::report_fatal_error("a column that is read was pruned");
  return found - kept.begin();
}

// The type of a field, nullable where the row or the field is.
static mlir::Type fieldType(mlir::Type row, int32_t index) {
  mlir::Type field = cast<sql::RowType>(sql::withoutNull(row)).getTypes()[index];
  return sql::withNullability(field, sql::isNullable(field) || sql::isNullable(row));
}

ColumnAttr leafColumn(StreamType stream, const Leaf &leaf) {
  ColumnAttr column = stream.getColumns()[leaf.column];
  if (leaf.path.empty())
    return column;
  std::string name = column.getName().str();
  mlir::Type type = column.getType();
  for (int32_t field : leaf.path) {
    name += "." + cast<sql::RowType>(sql::withoutNull(type)).getNames()[field].str();
    type = fieldType(type, field);
  }
  return ColumnAttr::get(stream.getContext(), StringAttr::get(stream.getContext(), name), type, TimeKind::None);
}

std::optional<Leaf> leafOf(Value value) {
  Leaf leaf{0, {}};
  while (auto field = value.getDefiningOp<sql::FieldOp>()) {
    leaf.path.insert(leaf.path.begin(), static_cast<int32_t>(field.getIndex()));
    value = field.getRow();
  }
  std::optional<unsigned> column = columnOf(value);
  if (!column)
    return std::nullopt;
  leaf.column = *column;
  return leaf;
}

void hoistFields(Region &region) {
  Block &block = region.front();
  llvm::SmallVector<sql::FieldOp> fields;
  region.walk([&](sql::FieldOp field) {
    if (leafOf(field.getResult()))
      fields.push_back(field);
  });
  // The walk gives a field of a field after it, so moving in this order keeps definitions before uses.
  Operation *last = nullptr;
  for (sql::FieldOp field : fields) {
    if (last)
      field->moveAfter(last);
    else
      field->moveBefore(&block, block.begin());
    last = field;
  }
}

RegionUse usesOf(Region &region, ValueRange wanted) {
  RegionUse use;
  llvm::DenseSet<Value> needed;
  auto need = [&](Value value) {
    if (std::optional<Leaf> leaf = leafOf(value))
      use.leaves.insert(*leaf);
    needed.insert(value);
  };
  for (Value value : wanted)
    need(value);
  for (Operation &op : llvm::reverse(region.front())) {
    if (llvm::none_of(op.getResults(), [&](Value result) { return needed.contains(result); }))
      continue;
    use.operations.insert(&op);
    // A field of a column is a leaf itself: the fields and the column that it comes from are not read whole.
    if (op.getNumResults() == 1 && leafOf(op.getResult(0)))
      continue;
    op.walk([&](Operation *inner) {
      for (Value operand : inner->getOperands())
        need(operand);
    });
  }
  return use;
}

Value readLeaf(OpBuilder &builder, Location location, const LeafList &kept, ValueRange row, const Leaf &wanted) {
  size_t index = coveringLeaf(kept, wanted);
  Value value = row[index];
  for (int32_t field : llvm::ArrayRef<int32_t>(wanted.path).drop_front(kept[index].path.size()))
    value = builder.create<sql::FieldOp>(location, fieldType(value.getType(), field), value, field);
  return value;
}

void copyUses(OpBuilder &builder, Region &region, const RegionUse &use, const LeafList &kept, ValueRange row, IRMapping &mapping) {
  for (const Leaf &leaf : use.leaves)
    if (leaf.path.empty())
      mapping.map(region.getArgument(leaf.column), row[coveringLeaf(kept, leaf)]);
  for (Operation &op : region.front().without_terminator()) {
    if (!use.operations.contains(&op))
      continue;
    std::optional<Leaf> leaf = op.getNumResults() == 1 ? leafOf(op.getResult(0)) : std::nullopt;
    if (leaf)
      mapping.map(op.getResult(0), readLeaf(builder, op.getLoc(), kept, row, *leaf));
    else
      builder.clone(op, mapping);
  }
}

} // namespace millrace::rel
