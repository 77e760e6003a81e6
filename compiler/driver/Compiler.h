/// The whole compiler as one list of calls: a script's text in, a lowered pipeline (or a dump of any stage) out.
///
/// Shape:   statements apply in order: DDL, SET and USE change the session; SHOW, DESCRIBE and EXPLAIN answer where they stand. All INSERTs,
///          statement sets and SELECTs of one text form one pipeline, which the caller runs at the end.
/// Errors:  the user's program in `reports.bag`; then there is no result. A stage that breaks its own contract is our bug and is reported as
///          MR0601 with the range it happened at.
/// Threads: one session, one thread.
#ifndef MILLRACE_COMPILER_DRIVER_COMPILER_H
#define MILLRACE_COMPILER_DRIVER_COMPILER_H

#include "compiler/catalog/SqlText.h"
#include "compiler/driver/NativeCode.h"
#include "compiler/driver/Session.h"

#include <functional>
#include <optional>

namespace millrace::driver {

enum class Stage : uint8_t { Ast, Rel, RelOpt, Flow, Llvm, LlvmIr, Asm };

/// `ast`, `rel`, `rel-opt`, `flow`, `llvm` (what lowering gives), `llvm-ir` (optimised, kernels inlined), `asm`.
[[nodiscard]] std::optional<Stage> parseStage(std::string_view name);

/// What a statement says where it stands.
struct Answer {
  enum class Kind : uint8_t {
    Table,        ///< SHOW, DESCRIBE, SET without a value
    Plan,         ///< EXPLAIN: `text`
    Confirmation, ///< the session was changed: `text` says how; for people at a prompt
  };
  Kind kind = Kind::Table;
  catalog::ResultTable table;
  std::string text;
};
using AnswerOutput = std::function<void(const Answer &)>;

/// Where a compilation leaves what it found and how long it took.
struct Reports {
  diagnostics::DiagnosticBag bag;
  codegen::StageTimes times;
};

enum class ExplainFormat : uint8_t { Text, Json };

struct CompileOptions {
  NativeOptions native = {};
  std::optional<Stage> dump = {};            ///< stop there and give the stage's text
  std::optional<ExplainFormat> explain = {};  ///< give the plan of the script's pipeline
  bool checkOnly = false;                 ///< stop after the plan: everything that can be wrong with the user's program is known
  AnswerOutput answers = [](const Answer &) {};
  /// Called with every statement before it gets its meaning; `millrace test` declares the formats of its tables so.
  std::function<void(ast::Statement &)> prepare = [](ast::Statement &) {};
};

struct CompiledScript {
  std::optional<lower::LoweredPipeline> pipeline; ///< none: the script has no INSERT or SELECT, or `dump`, `explain`, `checkOnly`
  std::string text;                               ///< of `dump` or `explain`
};

[[nodiscard]] std::optional<CompiledScript> compileScript(Session &session, const source::SourceText &text,
                                                          const CompileOptions &options, Reports &reports);

} // namespace millrace::driver

#endif
