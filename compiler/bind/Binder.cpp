#include "compiler/bind/Binder.h"

#include "compiler/bind/QueryBinder.h"
#include "compiler/bind/StatementBinders.h"

namespace millrace::bind {

using ast::Statement;
using llvm::cast;
using llvm::dyn_cast;

namespace {

/// What the statement is called in "… is not supported yet"; null for those that are.
const char *unsupportedName(Statement::Kind kind) {
  switch (kind) {
  case Statement::Kind::Module:
    return "LOAD or UNLOAD MODULE";
  case Statement::Kind::Jar:
    return "ADD or REMOVE JAR";
  case Statement::Kind::CompilePlan:
    return "COMPILE PLAN";
  case Statement::Kind::ExecutePlan:
    return "EXECUTE PLAN";
  case Statement::Kind::StopJob:
    return "STOP JOB";
  case Statement::Kind::CallProcedure:
    return "CALL";
  case Statement::Kind::CreateCatalog:
    return "CREATE CATALOG";
  case Statement::Kind::CreateMaterializedTable:
    return "CREATE MATERIALIZED TABLE";
  case Statement::Kind::AlterTable:
    return "ALTER TABLE";
  case Statement::Kind::AlterView:
    return "ALTER VIEW";
  case Statement::Kind::AlterDatabase:
    return "ALTER DATABASE";
  case Statement::Kind::AlterCatalog:
    return "ALTER CATALOG";
  case Statement::Kind::AlterMaterializedTable:
    return "ALTER MATERIALIZED TABLE";
  default:
    return nullptr;
  }
}

/// Settings of the pipeline that passes ask for: the last statement's win, as in Flink's sessions.
void noteSettings(BindState &state, RelModule &pipeline) {
  int64_t ttlMs = state.options.durationMs("table.exec.state.ttl");
  if (ttlMs > 0)
    pipeline.module()->setAttr("rel.state_ttl_ms", mlir::IntegerAttr::get(mlir::IntegerType::get(&state.context, 64), ttlMs));
  if (int64_t buckets = state.options.integer("table.optimizer.distinct-agg.split.bucket-num"); state.options.boolean("table.optimizer.distinct-agg.split.enabled") && buckets > 0)
    pipeline.module()->setAttr("rel.split_distinct", mlir::IntegerAttr::get(mlir::IntegerType::get(&state.context, 64), buckets));
  if (llvm::StringRef(state.options.get("table.optimizer.agg-phase-strategy")).equals_insensitive("ONE_PHASE"))
    pipeline.module()->setAttr("flow.one_phase", mlir::UnitAttr::get(&state.context));
}

bool bindSelect(const ast::QueryStatement &statement, BindState &state, RelModule &pipeline, PipelinePart &part) {
  QueryBinder binder(state, pipeline);
  Relation result = binder.bindQuery(*statement.query, /*isTop=*/true);
  if (!result.value)
    return false;
  for (const RelationColumn &column : result.columns)
    part.resultSchema.push_back({column.name, column.type});
  part.kind = PipelinePart::Kind::Select;
  binder.builder().sink(result, nullptr, statement.range);
  return true;
}

/// SELECT, INSERT and statement sets.
bool bindPart(const Statement &statement, BindState &state, RelModule &pipeline, PipelinePart &part) {
  noteSettings(state, pipeline);
  if (const auto *query = dyn_cast<ast::QueryStatement>(&statement))
    return bindSelect(*query, state, pipeline, part);
  if (const auto *insert = dyn_cast<ast::Insert>(&statement))
    return bindInsert(*insert, state, pipeline, part);
  part.kind = PipelinePart::Kind::StatementSet;
  bool ok = true;
  for (const auto &insert : cast<ast::StatementSet>(statement).inserts)
    ok &= bindInsert(*insert, state, pipeline, part);
  return ok;
}

BoundStatement bindExplain(const ast::Explain &explain, BindState &state) {
  Explained explained{std::make_unique<RelModule>(state.context), {}, explain.details};
  Statement::Kind kind = explain.statement->kind();
  if (kind != Statement::Kind::Query && kind != Statement::Kind::Insert && kind != Statement::Kind::StatementSet) {
    state.unsupported(DiagnosticId::StatementNotSupported, explain.statement->range, "EXPLAIN of this statement");
    return Failed{};
  }
  if (!bindPart(*explain.statement, state, *explained.pipeline, explained.part))
    return Failed{};
  return explained;
}

BoundStatement bindReset(const ast::Reset &reset, BindState &state) {
  if (reset.key)
    state.options.reset(reset.key->value);
  else
    state.options.resetAll();
  return Done{"Execute statement succeeded."};
}

template <typename T> std::shared_ptr<const T> take(ast::StatementPtr &statement) {
  return std::shared_ptr<const T>(cast<T>(statement.release()));
}

BoundStatement bindKnown(ast::StatementPtr &statement, BindState &state, RelModule &pipeline) {
  switch (statement->kind()) {
  case Statement::Kind::Explain:
    return bindExplain(cast<ast::Explain>(*statement), state);
  case Statement::Kind::Set:
    return bindSet(cast<ast::Set>(*statement), state);
  case Statement::Kind::Reset:
    return bindReset(cast<ast::Reset>(*statement), state);
  case Statement::Kind::Show:
    return bindShow(cast<ast::Show>(*statement), state);
  case Statement::Kind::Describe:
    return bindDescribe(cast<ast::Describe>(*statement), state);
  case Statement::Kind::Use:
    return bindUse(cast<ast::Use>(*statement), state);
  case Statement::Kind::CreateTable:
    return bindCreateTable(take<ast::CreateTable>(statement), state);
  case Statement::Kind::CreateView:
    return bindCreateView(take<ast::CreateView>(statement), state);
  case Statement::Kind::CreateDatabase:
    return bindCreateDatabase(cast<ast::CreateDatabase>(*statement), state);
  case Statement::Kind::Drop:
    return bindDrop(cast<ast::Drop>(*statement), state);
  case Statement::Kind::CreateFunction:
    return bindCreateFunction(take<ast::CreateFunction>(statement), state);
  case Statement::Kind::AlterFunction:
    state.unsupported(DiagnosticId::CreateFunctionNotSupported, statement->range, "ALTER FUNCTION");
    return Failed{};
  default: {
    PipelinePart part;
    if (!bindPart(*statement, state, pipeline, part))
      return Failed{};
    return part;
  }
  }
}

} // namespace

BoundStatement bindStatement(ast::StatementPtr statement, BindState &state, RelModule &pipeline) {
  if (const char *name = unsupportedName(statement->kind())) {
    state.unsupported(DiagnosticId::StatementNotSupported, statement->range, name);
    return Failed{};
  }
  size_t errorCount = state.bag.errorCount();
  state.inlinedCalls = 0;
  BoundStatement bound = bindKnown(statement, state, pipeline);
  // What was refused on the way (a clause that is not supported yet) must not run without it.
  if (state.bag.errorCount() > errorCount)
    return Failed{};
  return bound;
}

} // namespace millrace::bind
