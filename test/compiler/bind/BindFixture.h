/// Binds a script as the driver does and gives what tests look at: IR text, diagnostics, answers.
#ifndef MILLRACE_TEST_COMPILER_BIND_BINDFIXTURE_H
#define MILLRACE_TEST_COMPILER_BIND_BINDFIXTURE_H

#include "compiler/bind/Binder.h"
#include "compiler/diagnostics/Render.h"
#include "compiler/parse/Parser.h"

#include "mlir/IR/Verifier.h"

#include "gtest/gtest.h"

namespace millrace::bind {

class BoundScript {
public:
  explicit BoundScript(const std::string &sql, const std::string &name = "q.sql") : pipeline(context) {
    const source::SourceText &text = sources.add(name, sql);
    BindState state{context, sources, bag, catalog, options};
    for (ast::StatementPtr &statement : parse::parseScript(text, bag))
      statements.push_back(bindStatement(std::move(statement), state, pipeline));
  }

  /// Printed without locations; empty after an error.
  [[nodiscard]] std::string ir() {
    if (bag.hasErrors())
      return diagnostics::renderText(bag, sources);
    std::string text;
    llvm::raw_string_ostream out(text);
    pipeline.module().print(out, mlir::OpPrintingFlags().useLocalScope());
    if (mlir::failed(mlir::verify(pipeline.module())))
      text += "VERIFIER FAILED";
    return text;
  }
  [[nodiscard]] std::string errors() { return diagnostics::renderText(bag, sources); }
  /// `MR0301 3:7 text under the range`, one line each, sorted.
  [[nodiscard]] std::string errorLines() {
    std::string lines;
    for (const diagnostics::Diagnostic *diagnostic : bag.sorted()) {
      const source::SourceText &text = sources.get(diagnostic->range->source);
      source::LineColumn at = text.lineColumn(diagnostic->range->begin);
      lines += codeOf(diagnostic->id) + " " + std::to_string(at.line) + ":" + std::to_string(at.column) + " " +
               std::string(text.text(*diagnostic->range)) + "\n";
    }
    return lines;
  }
  /// Types of the last SELECT's columns, `, ` between, NOT NULL included.
  [[nodiscard]] std::string resultTypes() {
    if (bag.hasErrors())
      return errors();
    std::string text;
    for (const Field &field : std::get<PipelinePart>(statements.back()).resultSchema)
      text += (text.empty() ? "" : ", ") + toString(field.type);
    return text;
  }
  [[nodiscard]] std::string resultNames() {
    if (bag.hasErrors())
      return errors();
    std::string text;
    for (const Field &field : std::get<PipelinePart>(statements.back()).resultSchema)
      text += (text.empty() ? "" : ", ") + field.name;
    return text;
  }
  /// Rows of the last SHOW or DESCRIBE, ` | ` between columns, NULL as `-`.
  [[nodiscard]] std::string answer() {
    if (bag.hasErrors())
      return errors();
    std::string text;
    for (const auto &row : std::get<catalog::ResultTable>(statements.back()).rows) {
      for (size_t i = 0; i < row.size(); ++i)
        text += (i ? " | " : "") + row[i].value_or("-");
      text += "\n";
    }
    return text;
  }

  mlir::MLIRContext context;
  source::SourceSet sources;
  DiagnosticBag bag;
  catalog::Catalog catalog;
  catalog::SessionOptions options;
  RelModule pipeline;
  std::vector<BoundStatement> statements;
};

/// A table that most tests use.
inline const std::string kOrders = R"(CREATE TABLE orders (
  order_id STRING,
  product STRING,
  amount DECIMAL(10, 2),
  quantity INT,
  order_time TIMESTAMP(3),
  customer ROW<id BIGINT NOT NULL, name STRING>,
  WATERMARK FOR order_time AS order_time - INTERVAL '5' SECOND
) WITH ('connector' = 'filesystem', 'path' = 'orders.json', 'format' = 'json');
)";

} // namespace millrace::bind

#endif
