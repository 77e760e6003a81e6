#include "compiler/driver/Compiler.h"

#include "compiler/ast/Print.h"
#include "compiler/bind/Binder.h"
#include "compiler/driver/LateErrors.h"
#include "compiler/flow/Explain.h"
#include "compiler/flow/FlowPasses.h"
#include "compiler/parse/Parser.h"
#include "compiler/rel/RelPasses.h"

#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"

#include <algorithm>
#include <array>

namespace millrace::driver {

namespace {

using Module = mlir::OwningOpRef<mlir::ModuleOp>;

constexpr std::array<std::string_view, 7> kStageNames = {"ast", "rel", "rel-opt", "flow", "llvm", "llvm-ir", "asm"};

std::string textOf(mlir::ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream out(text);
  module.print(out, mlir::OpPrintingFlags().useLocalScope());
  return text + "\n";
}

class ScriptCompiler {
public:
  ScriptCompiler(Session &session, const source::SourceText &text, const CompileOptions &options, Reports &reports)
      : session_(session), text_(text), options_(options), reports_(reports) {}

  std::optional<CompiledScript> compile() {
    // The whole text first: a script with a syntax error in its last line must not have printed or changed anything.
    std::vector<ast::StatementPtr> statements = parse();
    if (stopsAt(Stage::Ast))
      return failed() ? std::nullopt : std::optional(CompiledScript{{}, dumpAst(statements)});

    // Statement by statement: DDL and SET decide what later names and settings mean. Binding goes on after an error, so that one run
    // shows several.
    std::optional<Module> bound = bind(std::move(statements));
    if (!bound)
      return std::nullopt;
    if (!*bound) // no INSERT, no SELECT
      return CompiledScript{};
    Module module = std::move(*bound);
    if (stopsAt(Stage::Rel))
      return CompiledScript{{}, textOf(*module)};

    // Logical rewrites before physical ones: column pruning and filter push-down decide what decoders read, and the row kinds that
    // consumers need decide which kernels keep which state.
    if (!planRel(*module))
      return std::nullopt;
    if (stopsAt(Stage::RelOpt))
      return CompiledScript{{}, textOf(*module)};

    if (options_.explain) {
      std::optional<std::string> plan = explain(*module, *options_.explain);
      return plan ? std::optional(CompiledScript{{}, std::move(*plan)}) : std::nullopt;
    }
    if (!planFlow(*module))
      return std::nullopt;
    if (stopsAt(Stage::Flow))
      return CompiledScript{{}, textOf(*module)};

    // From here on nothing depends on the user's names; what fails now is a step without code, or our defect.
    std::optional<lower::LoweredPipeline> lowered = lower(*module);
    if (!lowered)
      return std::nullopt;
    if (stopsAt(Stage::Llvm))
      return CompiledScript{{}, textOf(*lowered->llvmModule)};
    if (stopsAt(Stage::LlvmIr) || stopsAt(Stage::Asm))
      return dumpCode(*lowered);
    if (options_.checkOnly)
      return CompiledScript{};
    return CompiledScript{std::move(lowered), ""};
  }

private:
  [[nodiscard]] bool stopsAt(Stage stage) const { return options_.dump == stage; }
  [[nodiscard]] bool failed() const { return reports_.bag.hasErrors(); }

  std::vector<ast::StatementPtr> parse() {
    auto timed = reports_.times.measure("parse");
    return parse::parseScript(text_, reports_.bag);
  }

  static std::string dumpAst(const std::vector<ast::StatementPtr> &statements) {
    std::string text;
    for (const ast::StatementPtr &statement : statements)
      text += ast::print(*statement) + "\n";
    return text;
  }

  /// No value after an error; an empty module when nothing writes rows.
  std::optional<Module> bind(std::vector<ast::StatementPtr> statements) {
    bind::BindState state{session_.context, session_.sources, reports_.bag, session_.catalog, session_.settings};
    state.compileCpp = [this](const std::string &path, source::SourceRange at) { return session_.cppSources.compile(path, at, reports_.bag); };
    bind::RelModule pipeline(session_.context);
    for (ast::StatementPtr &statement : statements) {
      options_.prepare(*statement);
      auto timed = reports_.times.measure("bind");
      answer(bind::bindStatement(std::move(statement), state, pipeline));
    }
    if (failed())
      return std::nullopt;
    return pipeline.empty() ? Module() : pipeline.take();
  }

  void answer(bind::BoundStatement bound) {
    if (failed()) // what stands after an error is only checked
      return;
    if (auto *done = std::get_if<bind::Done>(&bound))
      options_.answers({.kind = Answer::Kind::Confirmation, .table = {}, .text = done->message});
    else if (auto *table = std::get_if<catalog::ResultTable>(&bound))
      options_.answers({.kind = Answer::Kind::Table, .table = std::move(*table), .text = ""});
    else if (auto *explained = std::get_if<bind::Explained>(&bound))
      answerPlan(*explained);
  }

  void answerPlan(bind::Explained &explained) {
    Module module = explained.pipeline->take();
    bool wantsJson = std::find(explained.details.begin(), explained.details.end(),
                               ast::Explain::Detail::JsonExecutionPlan) != explained.details.end();
    if (!planRel(*module))
      return;
    if (std::optional<std::string> plan = explain(*module, wantsJson ? ExplainFormat::Json : ExplainFormat::Text))
      options_.answers({.kind = Answer::Kind::Plan, .table = {}, .text = std::move(*plan)});
  }

  bool planRel(mlir::ModuleOp module) {
    return runPasses(module, "rel", [&](mlir::OpPassManager &passes) { rel::addRelPasses(passes, reports_.bag); });
  }
  bool planFlow(mlir::ModuleOp module) {
    return runPasses(module, "flow", [&](mlir::OpPassManager &passes) { flow::addFlowPasses(passes, reports_.bag); });
  }

  /// `module` after the rel passes: it knows the row kinds; its flow knows exchanges and state.
  std::optional<std::string> explain(mlir::ModuleOp module, ExplainFormat format) {
    Module flow = module.clone();
    if (!planFlow(*flow))
      return std::nullopt;
    return format == ExplainFormat::Json ? flow::explainJson(module, *flow) : flow::explain(module, *flow);
  }

  template <typename AddPasses> bool runPasses(mlir::ModuleOp module, std::string_view stage, AddPasses addPasses) {
    auto timed = reports_.times.measure(stage);
    LateErrors errors(session_.context, reports_.bag);
    mlir::PassManager passes(&session_.context);
    passes.enableVerifier(true);
    addPasses(passes);
    if (mlir::succeeded(passes.run(module)) && !failed())
      return true;
    errors.stageFailed(stage);
    return false;
  }

  std::optional<lower::LoweredPipeline> lower(mlir::ModuleOp module) {
    auto timed = reports_.times.measure("lower");
    LateErrors errors(session_.context, reports_.bag);
    mlir::FailureOr<lower::LoweredPipeline> lowered =
        lower::lower(module, {.name = session_.programName,
                              .sqlText = session_.preamble + std::string(text_.text()),
                              .timeZone = session_.timeZone(),
                              .cpu = options_.native.target.cpu,
                              .compilerVersion = MILLRACE_VERSION,
                              .sessionOptions = session_.descriptorOptions()});
    if (mlir::failed(lowered) || failed()) {
      errors.stageFailed("lower");
      return std::nullopt;
    }
    lowered->cppBitcode = session_.cppSources.bitcodeFor(*lowered->llvmModule);
    return std::move(*lowered);
  }

  std::optional<CompiledScript> dumpCode(const lower::LoweredPipeline &lowered) {
    auto text = stopsAt(Stage::Asm) ? dumpAssembly(lowered, options_.native) : dumpLlvm(lowered, options_.native);
    if (text)
      return CompiledScript{{}, std::move(*text)};
    reports_.bag.report(diagnostics::DiagnosticId::CompilerFailure, llvm::toString(text.takeError()));
    return std::nullopt;
  }

  Session &session_;
  const source::SourceText &text_;
  const CompileOptions &options_;
  Reports &reports_;
};

} // namespace

std::optional<Stage> parseStage(std::string_view name) {
  for (size_t i = 0; i < kStageNames.size(); ++i)
    if (kStageNames[i] == name)
      return static_cast<Stage>(i);
  return std::nullopt;
}

std::optional<CompiledScript> compileScript(Session &session, const source::SourceText &text, const CompileOptions &options,
                                            Reports &reports) {
  return ScriptCompiler(session, text, options, reports).compile();
}

} // namespace millrace::driver
