/// The parts of the AST printer, one line each; Print.cpp breaks long lines. Private to this folder.
#ifndef MILLRACE_COMPILER_AST_PRINTER_H
#define MILLRACE_COMPILER_AST_PRINTER_H

#include "compiler/ast/Ddl.h"

#include <span>
#include <string_view>

namespace millrace::ast::printer {

/// Collects the parts of one node: `(head part part)`.
class Node {
public:
  explicit Node(std::string_view head) : text_("(" + std::string(head)) {}

  Node &add(std::string_view part) {
    if (!part.empty())
      text_.append(text_.size() > 1 ? " " : "").append(part);
    return *this;
  }
  Node &addIf(bool present, std::string_view part) { return present ? add(part) : *this; }
  [[nodiscard]] std::string done() const { return text_ + ")"; }

private:
  std::string text_;
};

std::string quoted(std::string_view text);
std::string name(const Identifier &identifier);
std::string name(const CompoundIdentifier &identifier);
std::string names(std::string_view head, std::span<const Identifier> identifiers);

std::string expr(const Expr &expr);
std::string exprs(std::string_view head, const std::vector<ExprPtr> &items);
std::string optionalExpr(std::string_view head, const ExprPtr &item);
std::string call(const Call &call);
std::string jsonCall(const JsonCall &call);
std::string intervalQualifier(const IntervalQualifier &qualifier);
std::string orderBy(std::string_view head, const std::vector<OrderItem> &items);
std::string windowSpec(std::string_view head, const WindowSpec &spec);

std::string type(const TypeName &type);

std::string query(const Query &query);
std::string hints(const std::vector<Hint> &hints);

std::string statement(const Statement &statement);
/// Empty for statements that are no DDL.
std::string ddl(const Statement &statement);
std::string text(const QuotedText &text);
std::string options(const std::vector<Option> &options);
std::string partition(const std::vector<PartitionItem> &items);

} // namespace millrace::ast::printer

#endif
