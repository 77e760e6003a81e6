/// Writes an AST as stable S-expression-like text: `--dump=ast`, and what parser tests compare with.
///
/// Shape:   a node is `(kind part…)`; operators are their SQL spelling; names are bare, or in back-ticks where they were quoted;
///          strings stand in quotes; symbols (time units, trim sides) begin with `#`; absent parts are not printed.
///          A node wider than 100 columns puts every part on a line of its own, indented by two.
#ifndef MILLRACE_COMPILER_AST_PRINT_H
#define MILLRACE_COMPILER_AST_PRINT_H

#include "compiler/ast/Ddl.h"

namespace millrace::ast {

[[nodiscard]] std::string print(const Expr &expr);
[[nodiscard]] std::string print(const TypeName &type);
[[nodiscard]] std::string print(const Query &query);
[[nodiscard]] std::string print(const Statement &statement);

} // namespace millrace::ast

#endif
