/// The last row per primary key, in front of everything else that reads a changelog without -U.
///
/// Emission: first row of a key +I; a changed one -U (where wanted) and +U; an equal one nothing (with state TTL: sent on); a delete: -D with the whole last
///           row; a delete of an unknown key nothing.
/// Source:   Flink's DeduplicateFunctionHelper.processLastRowOnChangelog.
#include "compiler/flow/AggregatePlan.h"
#include "compiler/flow/RelConversion.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

static constexpr llvm::StringLiteral kRows = "rows";

static void writeBody(ScalarBuilder &code, Value kind, ValueRange row, int64_t stateTtlMs, bool sendsUpdateBefore) {
  llvm::SmallVector<mlir::Type> types(row.getTypes());
  auto slot = SlotType::get(code.builder().getContext(), types);
  auto emit = [&](RowKind sent, ValueRange values) { code.create<EmitOp>(rowKind(code, sent), values, 0); };
  auto load = [&](LookupOp entry) {
    Values values;
    for (auto [index, type] : llvm::enumerate(types))
      values.push_back(code.create<LoadOp>(type, entry.getSlot(), index));
    return values;
  };
  auto store = [&](LookupOp entry) {
    for (auto [index, value] : llvm::enumerate(row))
      code.create<StoreOp>(entry.getSlot(), index, value);
  };
  Value retraction = isRetraction(code, kind);
  code.when(retraction, [&] {
    auto entry = code.create<LookupOp>(slot, code.builder().getI1Type(), kRows, ValueRange(), false);
    code.when(entry.getFound(), [&] {
      emit(RowKind::Delete, load(entry));
      code.create<EraseOp>(kRows, ValueRange());
    });
  });
  code.when(code.invert(retraction), [&] {
    auto entry = code.create<LookupOp>(slot, code.builder().getI1Type(), kRows, ValueRange(), true);
    code.when(code.invert(entry.getFound()), [&] {
      store(entry);
      emit(RowKind::Insert, row);
    });
    code.when(entry.getFound(), [&] {
      Values before = load(entry);
      Value equal = code.boolean(stateTtlMs == 0);
      for (auto [a, b] : llvm::zip(before, row))
        equal = code.both(equal, code.notDistinct(a, b));
      code.when(code.invert(equal), [&] {
        if (sendsUpdateBefore)
          emit(RowKind::UpdateBefore, before);
        store(entry);
        emit(RowKind::UpdateAfter, row);
      });
    });
  });
}

Value completeUpserts(RelConversion &conversion, rel::ScanOp op, Value source) {
  OpBuilder &builder = conversion.builder;
  StreamType stream = rel::streamOf(source);
  auto table = SymbolTable::lookupNearestSymbolFrom<rel::TableOp>(op, op.getTableAttr());
  llvm::SmallVector<int32_t> keys;
  if (table)
    for (int32_t column : table.getPrimaryKey())
      keys.push_back(static_cast<int32_t>(llvm::find(op.getColumns(), column) - op.getColumns().begin()));
  Value exchanged = conversion.exchange(op.getLoc(), source, keys);
  Attribute rows = TableAttr::get(builder.getContext(), builder.getStringAttr(kRows), TableKind::Value, {}, rel::columnTypes(stream), conversion.stateTtlMs);
  std::string meaning = fmt::format("complete({})", conversion.meanings[source]);
  auto process = builder.create<ProcessOp>(op.getLoc(), TypeRange{op.getType()}, ValueRange{exchanged}, ValueRange(),
                                           builder.getArrayAttr({builder.getDenseI32ArrayAttr(keys)}), builder.getArrayAttr({rows}),
                                           builder.getArrayAttr({}), UnitAttr(), builder.getStringAttr(conversion.operatorId(meaning)),
                                           builder.getStringAttr("unbounded (one row per primary key)"), /*bodies=*/1);
  conversion.meanings[process.getResult(0)] = meaning;
  OpBuilder::InsertionGuard guard(builder);
  Block &block = addRowBlock(process.getBodies()[0], stream, op.getLoc());
  builder.setInsertionPointToStart(&block);
  ScalarBuilder code(builder, op.getLoc());
  writeBody(code, block.getArgument(0), block.getArguments().drop_front(), conversion.stateTtlMs,
            rel::rowKindsOf(op) & rel::kUpdateBeforeKind);
  code.create<sql::YieldOp>(ValueRange());
  return process.getResult(0);
}

} // namespace millrace::flow
