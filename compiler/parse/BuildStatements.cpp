#include "compiler/parse/AstBuilder.h"

#include <algorithm>

namespace millrace::parse {

using namespace ast;
using diagnostics::DiagnosticId;
using P = generated::FlinkSqlParser;

StatementPtr AstBuilder::statement(P::StatementContext *c) {
  SourceRange at = range(c);
  if (c->statementSet() && !c->COMPILE())
    return statementSet(c->statementSet()->insert(), at);
  if (c->BEGIN())
    return statementSet(c->insert(), at);
  if (c->COMPILE())
    return compilePlan(c);
  if (c->query())
    return std::make_unique<QueryStatement>(query(c->query()), at);
  if (!c->insert().empty()) {
    auto result = insert(c->insert(0));
    result->range = at;
    return result;
  }
  if (c->create())
    return create(c->create());
  if (c->replaceTable())
    return replaceTable(c->replaceTable());
  if (c->drop())
    return drop(c->drop());
  if (c->alter())
    return alter(c->alter());
  if (c->explain())
    return explain(c->explain());
  if (c->showSubject())
    return show(c->showSubject(), at);
  if (c->describeSubject())
    return describe(c->describeSubject(), at);
  if (c->USE())
    return use(c);
  return utility(c);
}

StatementPtr AstBuilder::utility(P::StatementContext *c) {
  SourceRange at = range(c);
  if (c->SET()) {
    auto set = std::make_unique<Set>(at);
    if (c->Equal())
      set->option = Option{quotedText(c->stringLiteral(0)), quotedText(c->stringLiteral(1))};
    return set;
  }
  if (c->RESET()) {
    auto reset = std::make_unique<Reset>(at);
    if (!c->stringLiteral().empty())
      reset->key = quotedText(c->stringLiteral(0));
    return reset;
  }
  if (c->LOAD() || c->UNLOAD()) {
    auto module = std::make_unique<Module>(at);
    module->load = c->LOAD() != nullptr;
    module->name = identifier(c->identifier(0));
    module->options = options(c->withOptions());
    return module;
  }
  if (c->JAR()) {
    auto jar = std::make_unique<Jar>(at);
    jar->add = c->ADD() != nullptr;
    jar->path = quotedText(c->stringLiteral(0));
    return jar;
  }
  if (c->EXECUTE()) {
    auto plan = std::make_unique<ExecutePlan>(at);
    plan->path = quotedText(c->stringLiteral(0));
    return plan;
  }
  if (c->STOP()) {
    auto stop = std::make_unique<StopJob>(at);
    stop->job = quotedText(c->stringLiteral(0));
    stop->withSavepoint = c->SAVEPOINT() != nullptr;
    stop->withDrain = c->DRAIN() != nullptr;
    if (stop->withDrain && !stop->withSavepoint)
      fail(DiagnosticId::SyntaxError, range(c->DRAIN()), "`WITH DRAIN` needs `WITH SAVEPOINT` before it");
    return stop;
  }
  auto procedure = std::make_unique<CallProcedure>(at);
  P::TableFunctionContext *function = c->tableFunction();
  procedure->call = tableFunction(function->compoundIdentifier(), function->callArguments(), range(function));
  return procedure;
}

StatementPtr AstBuilder::statementSet(const std::vector<P::InsertContext *> &inserts, SourceRange at) {
  auto set = std::make_unique<StatementSet>(at);
  for (P::InsertContext *one : inserts)
    set->inserts.push_back(insert(one));
  return set;
}

std::unique_ptr<Insert> AstBuilder::insert(P::InsertContext *c) {
  auto result = std::make_unique<Insert>(range(c));
  result->overwrite = c->OVERWRITE() != nullptr;
  std::vector<P::CompoundIdentifierContext *> names = c->compoundIdentifier();
  result->target = compound(names.front());
  for (size_t i = 1; i < names.size(); ++i)
    result->columns.push_back(compound(names[i]));
  if (c->hints())
    result->hints = hints(c->hints());
  result->partition = partition(c->partitionSpec());
  result->query = query(c->query());
  if (c->CONFLICT())
    result->onConflict = c->ERROR()     ? Insert::Conflict::Error
                         : c->NOTHING() ? Insert::Conflict::Nothing
                                        : Insert::Conflict::Deduplicate;
  return result;
}

StatementPtr AstBuilder::explain(P::ExplainContext *c) {
  auto result = std::make_unique<Explain>(range(c));
  for (P::ExplainDetailContext *detail : c->explainDetail()) {
    Explain::Detail value = detail->ESTIMATED_COST()   ? Explain::Detail::EstimatedCost
                            : detail->CHANGELOG_MODE() ? Explain::Detail::ChangelogMode
                            : detail->PLAN_ADVICE()    ? Explain::Detail::PlanAdvice
                                                       : Explain::Detail::JsonExecutionPlan;
    if (std::find(result->details.begin(), result->details.end(), value) != result->details.end())
      fail(DiagnosticId::SyntaxError, range(detail), "`" + spelled(range(detail)) + "` is written twice");
    result->details.push_back(value);
  }
  if (c->statementSet())
    result->statement = statementSet(c->statementSet()->insert(), range(c->statementSet()));
  else if (c->insert())
    result->statement = insert(c->insert());
  else if (c->create())
    result->statement = create(c->create());
  else if (c->replaceTable())
    result->statement = replaceTable(c->replaceTable());
  else
    result->statement = std::make_unique<QueryStatement>(query(c->query()), range(c->query()));
  return result;
}

StatementPtr AstBuilder::show(P::ShowSubjectContext *c, SourceRange at) {
  using Subject = Show::Subject;
  auto subject = [&] {
    if (c->CREATE())
      return c->TABLE() && !c->MATERIALIZED() ? Subject::CreateTable
             : c->VIEW()                      ? Subject::CreateView
             : c->FUNCTION()                  ? Subject::CreateFunction
             : c->CATALOG()                   ? Subject::CreateCatalog
                                              : Subject::CreateMaterializedTable;
    if (c->CURRENT())
      return c->CATALOG() ? Subject::CurrentCatalog : Subject::CurrentDatabase;
    if (c->MATERIALIZED())
      return Subject::MaterializedTables;
    if (c->FUNCTIONS())
      return c->USER() ? Subject::UserFunctions : Subject::Functions;
    if (c->MODULES())
      return c->FULL() ? Subject::FullModules : Subject::Modules;
    return c->CATALOGS()     ? Subject::Catalogs
           : c->DATABASES()  ? Subject::Databases
           : c->TABLES()     ? Subject::Tables
           : c->VIEWS()      ? Subject::Views
           : c->COLUMNS()    ? Subject::Columns
           : c->JARS()       ? Subject::Jars
           : c->JOBS()       ? Subject::Jobs
           : c->PARTITIONS() ? Subject::Partitions
                             : Subject::Procedures;
  };
  auto result = std::make_unique<Show>(subject(), at);
  if (c->compoundIdentifier())
    result->name = compound(c->compoundIdentifier());
  if (c->showFrom())
    result->name = compound(c->showFrom()->compoundIdentifier());
  result->partition = partition(c->partitionSpec());
  if (auto *like = c->showLike())
    result->pattern = NamePattern{like->NOT() != nullptr, like->ILIKE() != nullptr, quotedText(like->stringLiteral())};
  return result;
}

StatementPtr AstBuilder::describe(P::DescribeSubjectContext *c, SourceRange at) {
  auto result = std::make_unique<Describe>(at);
  result->extended = c->EXTENDED() != nullptr;
  result->subject = c->JOB()        ? Describe::Subject::Job
                    : c->CATALOG()  ? Describe::Subject::Catalog
                    : c->DATABASE() ? Describe::Subject::Database
                    : c->FUNCTION() ? Describe::Subject::Function
                                    : Describe::Subject::Table;
  if (c->JOB())
    result->job = quotedText(c->stringLiteral());
  else
    result->name = compound(c->compoundIdentifier());
  return result;
}

StatementPtr AstBuilder::use(P::StatementContext *c) {
  auto result = std::make_unique<Use>(range(c));
  if (c->MODULES()) {
    result->subject = Use::Subject::Modules;
    result->modules = identifiers(c->identifier());
  } else if (c->CATALOG()) {
    result->subject = Use::Subject::Catalog;
    result->name = compound(c->identifier());
  } else {
    result->name = compound(c->compoundIdentifier());
  }
  return result;
}

StatementPtr AstBuilder::compilePlan(P::StatementContext *c) {
  auto result = std::make_unique<CompilePlan>(range(c));
  result->path = quotedText(c->stringLiteral(0));
  result->ifNotExists = c->ifNotExists() != nullptr;
  result->execute = c->EXECUTE() != nullptr;
  if (c->statementSet())
    result->statement = statementSet(c->statementSet()->insert(), range(c->statementSet()));
  else
    result->statement = insert(c->insert(0));
  return result;
}

std::vector<PartitionItem> AstBuilder::partition(P::PartitionSpecContext *c) {
  std::vector<PartitionItem> items;
  if (!c)
    return items;
  for (P::PartitionItemContext *item : c->partitionItem())
    items.push_back({identifier(item->identifier()), item->literal() ? expression(item->literal()) : nullptr});
  return items;
}

std::vector<Option> AstBuilder::options(P::OptionListContext *c) {
  std::vector<Option> result;
  for (P::OptionContext *option : c->option())
    result.push_back({quotedText(option->stringLiteral(0)), quotedText(option->stringLiteral(1))});
  return result;
}

std::vector<QuotedText> AstBuilder::keys(P::KeyListContext *c) {
  std::vector<QuotedText> result;
  for (P::StringLiteralContext *key : c->stringLiteral())
    result.push_back(quotedText(key));
  return result;
}

} // namespace millrace::parse
