// Any bytes give statements or diagnostics: no crash, no hang, no range outside the text, and rendering works on them.
#include "compiler/ast/Print.h"
#include "compiler/diagnostics/Render.h"
#include "compiler/parse/Parser.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  using namespace millrace;
  // Errors are explained by parsing again many times; long garbage only costs time.
  constexpr size_t kMaxSize = 4096;
  if (size > kMaxSize)
    return 0;
  source::SourceSet sources;
  const source::SourceText &text =
      sources.add("fuzz.sql", std::string(reinterpret_cast<const char *>(bytes), size));
  diagnostics::DiagnosticBag bag;
  for (const ast::StatementPtr &statement : parse::parseScript(text, bag)) {
    if (statement->range.begin > statement->range.end || statement->range.end > size)
      std::abort();
    (void)ast::print(*statement);
  }
  for (const diagnostics::Diagnostic &d : bag.all())
    if (!d.range || d.range->begin > d.range->end || d.range->end > size)
      std::abort();
  (void)diagnostics::renderText(bag, sources);
  (void)diagnostics::renderJson(bag, sources);
  (void)parse::isCompleteStatement(text.text());
  return 0;
}
