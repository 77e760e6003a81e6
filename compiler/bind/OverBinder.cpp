#include "compiler/bind/OverBinder.h"

#include <algorithm>

namespace millrace::bind {

namespace {

/// The part of a call's values that its window is made of.
std::span<const ScalarPtr> windowValues(const Scalar &call) { return std::span(call.args).subspan(call.over->arguments); }

bool sameWindow(const Scalar &a, const Scalar &b) {
  const OverShape &x = *a.over, &y = *b.over;
  if (x.partition != y.partition || x.order != y.order || x.isRows != y.isRows || x.preceding != y.preceding)
    return false;
  return std::ranges::equal(windowValues(a), windowValues(b), [](const ScalarPtr &one, const ScalarPtr &other) { return isSame(*one, *other); });
}

} // namespace

void OverBinder::collect(const ScalarPtr &scalar) {
  if (!scalar || !collected_.insert(scalar.get()).second)
    return;
  if (scalar->op != ScalarOp::Over) {
    for (const ScalarPtr &arg : scalar->args)
      collect(arg);
  } else if (std::none_of(calls_.begin(), calls_.end(), [&](const ScalarPtr &call) { return isSame(*call, *scalar); })) {
    calls_.push_back(scalar);
  }
}

uint32_t OverBinder::inputColumn(const ScalarPtr &scalar, const Relation &input) {
  if (scalar->op == ScalarOp::Column)
    return scalar->index;
  auto found = std::find_if(computed_.begin(), computed_.end(), [&](const ScalarPtr &item) { return isSame(*item, *scalar); });
  if (found == computed_.end())
    found = computed_.insert(computed_.end(), scalar);
  return static_cast<uint32_t>(input.columns.size() + static_cast<size_t>(found - computed_.begin()));
}

bool OverBinder::checkWindows() {
  for (const ScalarPtr &call : calls_)
    if (!sameWindow(*calls_[0], *call)) {
      state_.report(DiagnosticId::OverNotSupported, call->range, "all OVER aggregates of a SELECT must have the same window")
          .withSecondary(calls_[0]->range, "the first one")
          .withNote("ROW_NUMBER counts ROWS, the frame of other functions is RANGE where none is written");
      return false;
    }
  return true;
}

Relation OverBinder::apply(const Relation &input, SourceRange range) {
  OverSpecification specification;
  const OverShape &shape = *calls_[0]->over;
  std::span<const ScalarPtr> window = windowValues(*calls_[0]);
  for (size_t i = 0; i < window.size(); ++i) {
    uint32_t column = inputColumn(window[i], input);
    if (i < shape.partition)
      specification.partition.push_back(column);
    else
      specification.order.push_back({column, shape.order[i - shape.partition]});
  }
  specification.isRows = shape.isRows;
  specification.preceding = shape.preceding;
  for (const ScalarPtr &call : calls_) {
    OverCall made{call->over->function, {}, call->distinct, call->over->offset, call->type};
    for (size_t i = 0; i < call->over->arguments; ++i)
      made.arguments.push_back(inputColumn(call->args[i], input));
    specification.calls.push_back(std::move(made));
  }
  Relation source = input;
  if (!computed_.empty()) {
    std::vector<ProjectedColumn> projected;
    Scope passed(input);
    for (uint32_t i = 0; i < input.columns.size(); ++i)
      projected.push_back({input.columns[i].name, passed.column(i, range)});
    for (size_t i = 0; i < computed_.size(); ++i)
      projected.push_back({"$f" + std::to_string(i), computed_[i]});
    source = builder_.project(input, projected, range);
  }
  firstResult_ = static_cast<uint32_t>(source.columns.size());
  SourceRange place = calls_[0]->range;
  if (!checkWindows())
    source.value = {};
  return builder_.over(source, specification, place);
}

ScalarPtr OverBinder::replace(const ScalarPtr &scalar) {
  if (!scalar || !hasOver(*scalar))
    return scalar;
  if (auto found = replaced_.find(scalar); found != replaced_.end())
    return found->second;
  ScalarPtr result;
  if (scalar->op == ScalarOp::Over) {
    auto found = std::find_if(calls_.begin(), calls_.end(), [&](const ScalarPtr &call) { return isSame(*call, *scalar); });
    result = makeColumn(firstResult_ + static_cast<uint32_t>(found - calls_.begin()), scalar->type, TimeAttribute::None, scalar->range);
  } else {
    auto copy = std::make_shared<Scalar>(*scalar);
    for (ScalarPtr &arg : copy->args)
      arg = replace(arg);
    result = copy;
  }
  replaced_.emplace(scalar, result);
  return result;
}

} // namespace millrace::bind
