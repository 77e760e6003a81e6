#include "compiler/lower/ConstantRows.h"

#include "runtime/abi/RowLayout.h"

namespace millrace::lower {

static void put(std::string &row, size_t at, const void *bytes, size_t size) { std::memcpy(row.data() + at, bytes, size); }

static void putInteger(std::string &row, size_t at, const llvm::APInt &value, uint32_t size) {
  llvm::APInt wide = value.getBitWidth() == 1 ? value.zext(128) : value.sextOrTrunc(128);
  put(row, at, wide.getRawData(), size);
}

static void putConstant(std::string &row, uint32_t slot, const Type &type, mlir::Attribute value) {
  uint32_t size = slotSizeBytes(type);
  if (auto boolean = mlir::dyn_cast<mlir::BoolAttr>(value)) {
    row[slot] = boolean.getValue();
  } else if (auto integer = mlir::dyn_cast<mlir::IntegerAttr>(value)) {
    putInteger(row, slot, integer.getValue(), size);
  } else if (auto floating = mlir::dyn_cast<mlir::FloatAttr>(value)) {
    putInteger(row, slot, floating.getValue().bitcastToAPInt(), size);
  } else if (auto time = mlir::dyn_cast<mlir::DenseI64ArrayAttr>(value)) {
    for (uint32_t i = 0; i < size / 8; ++i) {
      int64_t part = time[i];
      put(row, slot + 8 * i, &part, 8);
    }
  } else if (auto text = mlir::dyn_cast<mlir::StringAttr>(value)) {
    VariableSlot where{static_cast<uint32_t>(row.size()), static_cast<uint32_t>(text.size())};
    put(row, slot, &where, sizeof(where));
    row += text.getValue();
  }
}

std::string packConstantRows(const Schema &schema, mlir::ArrayAttr rows) {
  RowLayout layout = computeRowLayout(schema);
  std::string all;
  for (mlir::Attribute attribute : rows) {
    std::string row(layout.fixedSizeBytes, '\0');
    for (auto [column, value] : llvm::enumerate(mlir::cast<mlir::ArrayAttr>(attribute))) {
      if (mlir::isa<mlir::UnitAttr>(value))
        row[layout.nullBitsOffset + column / 8] |= static_cast<char>(1u << (column % 8));
      else
        putConstant(row, layout.slotOffsets[column], schema[column].type, value);
    }
    row.resize((row.size() + 7) / 8 * 8, '\0');
    uint32_t size = static_cast<uint32_t>(row.size());
    put(row, 0, &size, 4);
    all += row;
  }
  return all;
}

} // namespace millrace::lower
