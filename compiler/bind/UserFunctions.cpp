#include "compiler/bind/UserFunctions.h"

#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/StatementBinders.h"
#include "compiler/bind/TypeNames.h"
#include "compiler/bind/CppFunctions.h"
#include "stdlib/ResultRules.h"

#include <algorithm>

namespace millrace::bind {

using catalog::Function;
using catalog::Outcome;

namespace {

constexpr const char *kSucceeded = "Execute statement succeeded.";

/// Puts arguments in the places of parameters. Nodes are shared, so each is looked at once.
class Substitution {
public:
  explicit Substitution(const std::vector<ScalarPtr> &args) : args_(args) {}

  ScalarPtr apply(const ScalarPtr &node) {
    if (node->op == ScalarOp::Column)
      return args_[node->index];
    ScalarPtr &made = made_[node.get()];
    if (made)
      return made;
    auto copy = std::make_shared<Scalar>(*node);
    for (ScalarPtr &arg : copy->args)
      arg = apply(arg);
    return made = copy;
  }

private:
  const std::vector<ScalarPtr> &args_;
  std::map<const Scalar *, ScalarPtr> made_;
};

class Depth {
public:
  uint32_t of(const ScalarPtr &node) {
    auto found = known_.find(node.get());
    if (found != known_.end())
      return found->second;
    uint32_t below = 0;
    for (const ScalarPtr &arg : node->args)
      below = std::max(below, of(arg));
    return known_[node.get()] = below + 1;
  }

private:
  std::map<const Scalar *, uint32_t> known_;
};

/// Names of a body mean what they meant at CREATE FUNCTION; a function being written out must not call itself.
class BodyScope {
public:
  BodyScope(BindState &state, const Function &function)
      : state_(state), catalog_(state.catalog.currentCatalog()), database_(state.catalog.currentDatabase()) {
    state.catalog.use(function.currentCatalog, function.currentDatabase);
    state.functionsBeingRead.push_back(function.path.str());
  }
  ~BodyScope() {
    state_.functionsBeingRead.pop_back();
    state_.catalog.use(catalog_, database_);
  }
  BodyScope(const BodyScope &) = delete;
  BodyScope &operator=(const BodyScope &) = delete;

private:
  BindState &state_;
  std::string catalog_, database_;
};

/// The body over columns that stand for parameters, as the type that RETURNS says.
ScalarPtr bindBody(BindState &state, const Function &function, const std::vector<bool> &mayBeNull) {
  Relation parameters;
  for (size_t i = 0; i < function.parameters.size(); ++i)
    parameters.columns.push_back({function.parameters[i].name, withNull(function.parameters[i].type, mayBeNull[i])});
  Scope scope(std::move(parameters));
  scope.nameColumns("parameter");
  BodyScope inside(state, function);
  const ast::Expr &body = *function.definition->body;
  ScalarPtr value = ExprBinder(state, scope, Place::FunctionBody).bind(body);
  if (!value)
    return nullptr;
  Type wanted = function.definition->returns ? function.returns : value->type;
  if (!canImplicitlyCast(value->type, wanted)) {
    auto &diagnostic = state.report(DiagnosticId::FunctionResultType, body.range,
                                    "function `" + function.path.object + "` gives " + toString(value->type) + ", but RETURNS " + toString(wanted));
    diagnostic.withSecondary(function.definition->returns->range, "declared here");
    if (castSupport(value->type, withNull(wanted, true)) != CastSupport::None && (wanted.nullable || !value->type.nullable))
      diagnostic.withHelp("cast it: CAST(… AS " + typeText(wanted) + ")");
    return nullptr;
  }
  auto result = std::make_shared<Scalar>(*castTo(value, wanted));
  result->time = TimeAttribute::None; // a value, whatever its argument was
  return result;
}

bool isBuiltIn(const std::string &name) {
  std::vector<std::string> names = functionNames();
  return isFlinkFunction(name) || std::binary_search(names.begin(), names.end(), lowerCase(name));
}

void reportCall(BindState &state, DiagnosticId id, const Function &function, const CallSite &site, const std::string &message) {
  state.report(id, site.range, message).withNote(function.nameRange, "its signature is " + function.signature());
}

/// One report per statement: what is refused is refused everywhere.
bool isBeyondLimits(BindState &state, const CallSite &site) {
  bool isTooDeep = state.functionsBeingRead.size() >= kMaxFunctionNesting, isTooMuch = ++state.inlinedCalls > kMaxInlinedCalls;
  if (isTooDeep && !isTooMuch)
    state.report(DiagnosticId::NestingTooDeep, site.range, "functions call functions more than " + std::to_string(kMaxFunctionNesting) + " levels deep");
  else if (state.inlinedCalls == kMaxInlinedCalls + 1)
    state.report(DiagnosticId::NestingTooDeep, site.range, "functions that call functions come to more than " + std::to_string(kMaxInlinedCalls) + " calls");
  if (isTooDeep)
    state.inlinedCalls = kMaxInlinedCalls + 1;
  return isTooDeep || isTooMuch;
}

bool fits(const std::vector<ScalarPtr> &args, const Function &function) {
  for (size_t i = 0; i < args.size(); ++i)
    if (!canImplicitlyCast(args[i]->type, function.parameters[i].type))
      return false;
  return true;
}

} // namespace

std::shared_ptr<const Function> findUserFunction(BindState &state, const ast::CompoundIdentifier &name) {
  if (auto path = state.catalog.resolveFunction(name, true))
    if (auto function = state.catalog.findFunctionExact(*path, true))
      return function;
  auto path = state.catalog.resolveFunction(name, false);
  auto function = path ? state.catalog.findFunction(*path) : nullptr;
  return function && name.parts.size() == 1 && isBuiltIn(upperCase(name.last().text)) ? nullptr : function;
}

bool isBodyOf(BindState &state, const ast::CompoundIdentifier &name) {
  const auto &open = state.functionsBeingRead;
  for (bool isSystem : {true, false}) {
    auto path = state.catalog.resolveFunction(name, isSystem);
    if (!path || std::find(open.begin(), open.end(), path->str()) == open.end())
      continue;
    if (isSystem || name.parts.size() > 1 || !isBuiltIn(upperCase(name.last().text)))
      return true;
  }
  return false;
}

ScalarPtr inlineFunction(BindState &state, const std::shared_ptr<const Function> &function, std::vector<ScalarPtr> args, const CallSite &site) {
  if (args.size() != function->parameters.size()) {
    reportCall(state, DiagnosticId::WrongArgumentCount, *function, site,
               site.spelled + " does not take " + std::to_string(args.size()) + (args.size() == 1 ? " argument" : " arguments"));
    return nullptr;
  }
  if (!fits(args, *function)) {
    reportCall(state, DiagnosticId::WrongArgumentTypes, *function, site, site.spelled + " does not take (" + typeList(args) + ")");
    return nullptr;
  }
  if (function->cpp)
    return callCpp(*function, std::move(args), site);
  if (isBeyondLimits(state, site))
    return nullptr;
  std::vector<bool> mayBeNull;
  for (size_t i = 0; i < args.size(); ++i) {
    args[i] = castTo(args[i], function->parameters[i].type);
    mayBeNull.push_back(args[i]->type.nullable);
  }
  state.inlinedAt.push_back(site.range);
  ScalarPtr body = bindBody(state, *function, mayBeNull);
  state.inlinedAt.pop_back();
  if (!body)
    return nullptr;
  ScalarPtr value = Substitution(args).apply(body);
  if (Depth().of(value) > kMaxInlinedDepth) {
    state.report(DiagnosticId::NestingTooDeep, site.range, "with the functions written out, the expression is more than " + std::to_string(kMaxInlinedDepth) + " levels deep");
    return nullptr;
  }
  auto result = std::make_shared<Scalar>(*value);
  result->time = TimeAttribute::None;
  result->role = WindowRole::None;
  result->range = site.range;
  return result;
}

/// Fills in what a function with an SQL body is; false after a report.
static bool defineBody(BindState &state, Function &function) {
  const ast::CreateFunction &statement = *function.definition;
  function.bodyText = state.text(statement.body->range);
  bool ok = true;
  for (const ast::CreateFunction::Parameter &parameter : statement.parameters) {
    std::optional<Type> type = bindType(state, *parameter.type);
    ok &= type.has_value();
    bool isTaken = std::any_of(function.parameters.begin(), function.parameters.end(), [&](const auto &other) { return other.name == parameter.name.text; });
    if (isTaken)
      state.report(DiagnosticId::DuplicateParameter, parameter.name.range, "two parameters are named `" + parameter.name.text + "`");
    ok &= !isTaken;
    function.parameters.push_back({parameter.name.text, type.value_or(Type())});
  }
  if (statement.returns) {
    std::optional<Type> type = bindType(state, *statement.returns);
    ok &= type.has_value();
    function.returns = type.value_or(Type());
  }
  std::vector<bool> mayBeNull;
  for (const Function::Parameter &parameter : function.parameters)
    mayBeNull.push_back(parameter.type.nullable);
  ScalarPtr body = ok ? bindBody(state, function, mayBeNull) : nullptr;
  if (!body)
    return false;
  if (!statement.returns)
    function.returns = body->type;
  return true;
}

BoundStatement bindCreateFunction(std::shared_ptr<const ast::CreateFunction> statement, BindState &state) {
  bool isCpp = statement->language == ast::CreateFunction::Language::Cpp;
  if (!statement->body && !isCpp) {
    state.unsupported(DiagnosticId::CreateFunctionNotSupported, statement->range, "a function made of a class");
    return Failed{};
  }
  auto path = state.catalog.resolveFunction(statement->name, statement->system);
  if (!path || (!statement->system && !state.catalog.hasDatabase(path->catalog, path->database))) {
    state.report(DiagnosticId::UnknownDatabase, statement->name.range, "no database is named like that of `" + statement->name.str() + "`");
    return Failed{};
  }
  if (auto existing = state.catalog.findFunctionExact(*path, statement->temporary)) {
    if (statement->ifNotExists)
      return Done{kSucceeded};
    state.report(DiagnosticId::ObjectExists, statement->name.range, "a function named `" + statement->name.str() + "` exists").withNote(existing->nameRange, "it is declared here");
    return Failed{};
  }
  auto function = std::make_shared<Function>();
  function->path = *path;
  function->temporary = statement->temporary;
  function->nameRange = statement->name.range;
  function->currentCatalog = state.catalog.currentCatalog();
  function->currentDatabase = state.catalog.currentDatabase();
  function->definition = statement;
  if (!(isCpp ? defineCpp(state, *function) : defineBody(state, *function))) {
    state.brokenObjects.insert("function " + path->object);
    return Failed{};
  }
  state.brokenObjects.erase("function " + path->object);
  if (!statement->system && isBuiltIn(upperCase(path->object)))
    state.report(DiagnosticId::HiddenFunction, statement->name.range, "`" + path->object + "` is the name of a built-in function")
        .withLabel("calls without a database mean that one")
        .withHelp("call this one as `" + path->database + "." + path->object + "`");
  state.catalog.addFunction(std::move(function));
  return Done{kSucceeded};
}

BoundStatement bindDropFunction(const ast::Drop &drop, BindState &state) {
  auto path = state.catalog.resolveFunction(drop.name, drop.system);
  if (path && state.catalog.dropFunction(*path, drop.temporary) == Outcome::Done)
    return Done{kSucceeded};
  if (drop.ifExists || (path && state.brokenObjects.contains("function " + path->object)))
    return Done{kSucceeded};
  auto &diagnostic = state.report(DiagnosticId::UnknownFunction, drop.name.range,
                                  std::string("no ") + (drop.temporary ? "temporary " : "") + "function of your own is named `" + drop.name.str() + "`");
  auto other = path ? state.catalog.findFunctionExact(*path, !drop.temporary) : nullptr;
  if (other)
    diagnostic.withNote(other->nameRange, other->temporary ? "this one is temporary" : "this one is not temporary");
  else
    suggestReplacing(diagnostic, drop.name.last(), state.catalog.functionNames(state.catalog.currentCatalog(), state.catalog.currentDatabase()));
  return Failed{};
}

} // namespace millrace::bind
