/// The OVER calls of one SELECT: collected, computed by one rel.over, and replaced by its columns.
///
/// Errors:  MR0402 where two calls have different windows.
#ifndef MILLRACE_COMPILER_BIND_OVERBINDER_H
#define MILLRACE_COMPILER_BIND_OVERBINDER_H

#include "compiler/bind/RelBuilder.h"

#include <map>
#include <set>

namespace millrace::bind {

class OverBinder {
public:
  OverBinder(BindState &state, RelBuilder &builder) : state_(state), builder_(builder) {}

  /// Notes the calls in an expression; null is nothing. All expressions are collected before `apply`.
  void collect(const ScalarPtr &scalar);
  [[nodiscard]] bool empty() const { return calls_.empty(); }
  /// The input with a column per call behind its own.
  [[nodiscard]] Relation apply(const Relation &input, SourceRange range);
  /// The expression over the result of `apply`; null stays null.
  [[nodiscard]] ScalarPtr replace(const ScalarPtr &scalar);

private:
  [[nodiscard]] uint32_t inputColumn(const ScalarPtr &scalar, const Relation &input);
  bool checkWindows();

  BindState &state_;
  RelBuilder &builder_;
  std::vector<ScalarPtr> calls_;
  std::vector<ScalarPtr> computed_; ///< columns behind the input's own
  uint32_t firstResult_ = 0;
  std::set<const Scalar *> collected_;
  std::map<ScalarPtr, ScalarPtr> replaced_;
};

} // namespace millrace::bind

#endif
