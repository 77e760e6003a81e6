// Any statements over a few declared tables give operators that verify, or diagnostics with ranges inside the text.
#include "compiler/bind/Binder.h"
#include "compiler/diagnostics/Render.h"
#include "compiler/parse/Parser.h"

#include "mlir/IR/Verifier.h"

#include <cstdlib>

namespace {

constexpr const char *kTables = R"(CREATE TABLE t (a INT, b STRING, c DECIMAL(10, 2), r ROW<x BIGINT, y STRING>, ts TIMESTAMP(3), p AS PROCTIME(),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'filesystem', 'path' = 'x', 'format' = 'json');
CREATE TABLE s (a BIGINT, b STRING NOT NULL, c DECIMAL(12, 4)) WITH ('connector' = 'print');
CREATE VIEW v AS SELECT a, b, ts FROM t WHERE a > 1;
)";

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  using namespace millrace;
  constexpr size_t kMaxSize = 2048;
  if (size > kMaxSize)
    return 0;
  mlir::MLIRContext context;
  source::SourceSet sources;
  diagnostics::DiagnosticBag bag;
  catalog::Catalog catalog;
  catalog::SessionOptions options;
  bind::RelModule pipeline(context);
  bind::BindState state{context, sources, bag, catalog, options, {}, {}};
  for (const std::string &script : {std::string(kTables), std::string(reinterpret_cast<const char *>(bytes), size)}) {
    const source::SourceText &text = sources.add("fuzz.sql", script);
    for (ast::StatementPtr &statement : parse::parseScript(text, bag))
      (void)bind::bindStatement(std::move(statement), state, pipeline);
  }
  if (!bag.hasErrors() && mlir::failed(mlir::verify(pipeline.module())))
    std::abort();
  for (const diagnostics::Diagnostic &d : bag.all())
    if (!d.range || d.range->begin > d.range->end || d.range->end > sources.get(d.range->source).text().size())
      std::abort();
  (void)diagnostics::renderText(bag, sources);
  return 0;
}
