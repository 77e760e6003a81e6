/// Parses one text for a test and prints what came out, white space collapsed.
#ifndef MILLRACE_TEST_COMPILER_PARSE_PARSETEXT_H
#define MILLRACE_TEST_COMPILER_PARSE_PARSETEXT_H

#include "compiler/ast/Print.h"
#include "compiler/diagnostics/Render.h"
#include "compiler/parse/Parser.h"

#include <string>

namespace millrace::parse {

inline std::string collapsed(const std::string &text) {
  std::string result;
  for (char c : text) {
    bool space = c == ' ' || c == '\n';
    if (!space || (!result.empty() && result.back() != ' '))
      result += space ? ' ' : c;
  }
  return result;
}

/// The statement's AST on one line, or the rendered errors.
inline std::string dump(const std::string &sql) {
  source::SourceSet sources;
  diagnostics::DiagnosticBag bag;
  auto statements = parseScript(sources.add("q.sql", sql), bag);
  if (bag.hasErrors())
    return diagnostics::renderText(bag, sources);
  return statements.empty() ? "" : collapsed(ast::print(*statements.front()));
}

inline std::string dumpExpression(const std::string &sql) {
  source::SourceSet sources;
  diagnostics::DiagnosticBag bag;
  auto expr = parseExpression(sources.add("q.sql", sql), bag);
  return expr ? collapsed(ast::print(*expr)) : diagnostics::renderText(bag, sources);
}

inline std::string dumpType(const std::string &sql) {
  source::SourceSet sources;
  diagnostics::DiagnosticBag bag;
  auto type = parseType(sources.add("q.sql", sql), bag);
  return type ? ast::print(*type) : diagnostics::renderText(bag, sources);
}

/// `MR0111 1:8 message` of every error, one a line.
inline std::string errors(const std::string &sql) {
  source::SourceSet sources;
  diagnostics::DiagnosticBag bag;
  const source::SourceText &text = sources.add("q.sql", sql);
  (void)parseScript(text, bag);
  std::string result;
  for (const diagnostics::Diagnostic *d : bag.sorted()) {
    source::LineColumn at = text.lineColumn(d->range ? d->range->begin : 0);
    result += (result.empty() ? "" : "\n") + diagnostics::codeOf(d->id) + " " + std::to_string(at.line) + ":" +
              std::to_string(at.column) + " " + d->message;
  }
  return result;
}

} // namespace millrace::parse

#endif
