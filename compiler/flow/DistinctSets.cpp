#include "compiler/flow/DistinctSets.h"

#include "stdlib/AggregateRecord.h"

#include "mlir/Dialect/Arith/IR/Arith.h"

#include <fmt/format.h>

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

constexpr unsigned kBitsPerWord = 32;

unsigned DistinctSet::addFilter(int32_t filter) {
  const int32_t *known = llvm::find(filters_, filter);
  if (known == filters_.end()) {
    filters_.push_back(filter);
    return filters_.size() - 1;
  }
  return static_cast<unsigned>(known - filters_.begin());
}

unsigned DistinctSet::wordCount() const { return filters_.size() == 1 ? 0 : (filters_.size() + kBitsPerWord - 1) / kBitsPerWord; }

llvm::SmallVector<mlir::Type> DistinctSet::valueTypes() const {
  MLIRContext *context = key_.getContext();
  if (retracting_)
    return llvm::SmallVector<mlir::Type>(filters_.size(), IntegerType::get(context, 64));
  return llvm::SmallVector<mlir::Type>(wordCount(), IntegerType::get(context, kBitsPerWord));
}

TableAttr DistinctSet::table(int64_t ttlMs) const {
  MLIRContext *context = key_.getContext();
  return TableAttr::get(context, StringAttr::get(context, name_), TableKind::Map, {key_}, valueTypes(), ttlMs);
}

Values DistinctSet::none(ScalarBuilder &code) const { return Values(filters_.size(), code.boolean(false)); }

// The words of bits are read and written once for all filters; a row whose value is known costs no write.
Values DistinctSet::add(ScalarBuilder &code, Value value, const Values &passes) const {
  mlir::Type i1 = code.builder().getI1Type(), word = code.builder().getIntegerType(kBitsPerWord);
  auto entry = code.create<LookupOp>(slotType(), i1, name_, ValueRange(value), /*create=*/true);
  if (filters_.size() == 1)
    return {code.invert(entry.getFound())};
  Values fresh;
  for (unsigned index = 0; index < wordCount(); ++index) {
    auto bit = [&](unsigned filter) { return code.integer(word, static_cast<int32_t>(1u << filter % kBitsPerWord)); };
    unsigned first = index * kBitsPerWord, end = std::min<unsigned>(filters_.size(), first + kBitsPerWord);
    Value wanted;
    for (unsigned filter = first; filter < end; ++filter) {
      Value one = code.create<arith::SelectOp>(passes[filter], bit(filter), code.integer(word, 0));
      wanted = wanted ? code.create<arith::OrIOp>(wanted, one).getResult() : one;
    }
    Value before = code.create<LoadOp>(word, entry.getSlot(), index); // a new entry's is 0
    Value missing = code.create<arith::AndIOp>(wanted, code.create<arith::XOrIOp>(before, code.integer(word, -1)));
    code.when(code.compare(sql::Predicate::Ne, missing, code.integer(word, 0)),
              [&] { code.create<StoreOp>(entry.getSlot(), index, code.create<arith::OrIOp>(before, missing)); });
    for (unsigned filter = first; filter < end; ++filter)
      fresh.push_back(code.compare(sql::Predicate::Ne, code.create<arith::AndIOp>(missing, bit(filter)), code.integer(word, 0)));
  }
  return fresh;
}

Values DistinctSet::count(ScalarBuilder &code, Value value, const Values &passes, bool retracts) const {
  mlir::Type i64 = code.builder().getI64Type();
  auto entry = code.create<LookupOp>(slotType(), code.builder().getI1Type(), name_, ValueRange(value), /*create=*/true);
  Values changed;
  Value isEmpty = code.boolean(true);
  for (auto [index, pass] : llvm::enumerate(passes)) {
    Value before = code.create<LoadOp>(i64, entry.getSlot(), index); // a new entry's is 0
    Value change = code.choose(
        pass, i64, [&] { return Values{code.int64(retracts ? -1 : 1)}; }, [&] { return Values{code.int64(0)}; })[0];
    Value after = code.add(before, change);
    code.create<StoreOp>(entry.getSlot(), index, after);
    isEmpty = code.both(isEmpty, code.compare(sql::Predicate::Eq, after, code.int64(0)));
    changed.push_back(code.both(pass, code.compare(sql::Predicate::Eq, after, code.int64(retracts ? 0 : 1))));
  }
  code.when(isEmpty, [&] { code.create<EraseOp>(name_, ValueRange(value)); });
  return changed;
}

Values DistinctSet::change(ScalarBuilder &code, ValueRange row, bool retracts) const {
  Values passes;
  Value any;
  for (int32_t filter : filters_) {
    passes.push_back(filter < 0 ? code.boolean(true) : code.isTrue(row[filter]));
    any = any ? code.either(any, passes.back()) : passes.back();
  }
  Value argument = row[argument_];
  Value guard = llvm::is_contained(filters_, -1) ? code.isPresent(argument) : code.both(code.isPresent(argument), any);
  llvm::SmallVector<mlir::Type> flags(filters_.size(), code.builder().getI1Type());
  return code.choose(
      guard, flags,
      [&] {
        Value value = code.assumeNotNull(argument);
        return retracting_ ? count(code, value, passes, retracts) : add(code, value, passes);
      },
      [&] { return none(code); });
}

bool keepsDistinctSet(StreamType input, rel::AggregateCallAttr call) {
  if (!call.getDistinct() || call.getArguments().empty())
    return false;
  llvm::SmallVector<millrace::Type> arguments;
  for (int32_t argument : call.getArguments())
    arguments.push_back(sql::toAbi(input.getColumns()[argument].getType()));
  const AggregateRecord *record = findAggregate(call.getFunction().getValue(), arguments);
  return record && !record->ignoresDistinct;
}

llvm::SmallVector<DistinctSet> distinctSets(StreamType input, ArrayAttr calls, bool retracting) {
  llvm::SmallVector<DistinctSet> sets;
  for (auto call : calls.getAsRange<rel::AggregateCallAttr>()) {
    if (!keepsDistinctSet(input, call))
      continue;
    int32_t argument = call.getArguments()[0];
    auto *known = llvm::find_if(sets, [&](const DistinctSet &set) { return set.argument() == argument; });
    if (known == sets.end()) {
      sets.emplace_back(fmt::format("distinct_{}", sets.size()), argument, input.getColumns()[argument].getType(), retracting);
      known = &sets.back();
    }
    known->addFilter(call.getFilter());
  }
  return sets;
}

std::string describeDistinctSets(StreamType input, ArrayAttr calls) {
  std::string text;
  for (const DistinctSet &set : distinctSets(input, calls, /*retracting=*/false)) {
    std::string filters;
    for (int32_t filter : set.filters())
      filters += fmt::format("{}{}", filters.empty() ? "" : ", ", filter < 0 ? "all rows" : input.getColumns()[filter].getName().str());
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", input.getColumns()[set.argument()].getName().str(), filters);
  }
  return text;
}

} // namespace millrace::flow
