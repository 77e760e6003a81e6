#include "compiler/ast/Print.h"

#include "compiler/ast/Printer.h"

namespace millrace::ast {

namespace {

constexpr size_t kColumns = 100;

/// End of the part that begins at `begin`: a balanced list, a quoted text or a bare word, with anything glued to it.
size_t partEnd(std::string_view text, size_t begin) {
  size_t depth = 0;
  for (size_t i = begin; i < text.size(); ++i) {
    char c = text[i];
    if (c == '\'' || c == '`') {
      i = text.find(c, i + 1);
      if (i == std::string_view::npos)
        return text.size();
    } else if (c == '(') {
      ++depth;
    } else if (c == ')') {
      if (depth == 0)
        return i;
      --depth;
    } else if (c == ' ' && depth == 0) {
      return i;
    }
  }
  return text.size();
}

std::string layout(std::string_view node, size_t indent) {
  if (node.size() + indent <= kColumns || !node.starts_with('('))
    return std::string(node);
  std::string_view inside = node.substr(1, node.size() - 2);
  size_t end = partEnd(inside, 0);
  std::string text = "(" + std::string(inside.substr(0, end));
  while (end < inside.size()) {
    size_t begin = end + 1;
    end = partEnd(inside, begin);
    text += "\n" + std::string(indent + 2, ' ') + layout(inside.substr(begin, end - begin), indent + 2);
  }
  return text + ")";
}

} // namespace

std::string print(const Expr &expr) { return layout(printer::expr(expr), 0); }
std::string print(const TypeName &type) { return printer::type(type); }
std::string print(const Query &query) { return layout(printer::query(query), 0); }
std::string print(const Statement &statement) { return layout(printer::statement(statement), 0); }

} // namespace millrace::ast
