#include "compiler/bind/Functions.h"

#include "stdlib/ResultRules.h"

#include <algorithm>
#include <set>

namespace millrace::bind {
namespace {

constexpr std::string_view kFlinkFunctions[] = {
#define MR_FLINK_FUNCTION(name) #name,
#include "compiler/bind/FlinkFunctions.def"
};

/// What the binder builds from operators; they have no record.
constexpr std::string_view kComposedFunctions[] = {"COALESCE", "GROUPING", "GROUPING_ID", "GROUP_ID", "IF", "IFNULL", "NULLIF"};

struct Parameters {
  std::vector<std::string_view> patterns;
  bool variadic = false;

  explicit Parameters(std::string_view text) {
    while (!text.empty()) {
      size_t comma = text.find(',');
      std::string_view pattern = text.substr(0, comma);
      text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
      while (!pattern.empty() && pattern.front() == ' ')
        pattern.remove_prefix(1);
      while (!pattern.empty() && pattern.back() == ' ')
        pattern.remove_suffix(1);
      patterns.push_back(pattern);
    }
    if (!patterns.empty() && patterns.back().ends_with("...")) {
      variadic = true;
      patterns.back().remove_suffix(3);
    }
  }
  [[nodiscard]] bool takes(size_t count) const { return variadic ? count >= patterns.size() : count == patterns.size(); }
  [[nodiscard]] std::string_view at(size_t index) const { return patterns[std::min(index, patterns.size() - 1)]; }
};

/// The type a value of `from` gets to fit `pattern`; no value: no implicit cast does it.
std::optional<Type> castTarget(const Type &from, std::string_view pattern) {
  auto target = parseRecordType(pattern);
  if (!target)
    return std::nullopt;
  if (from.kind == TypeKind::Null)
    return target;
  bool exact = isIntegerKind(from.kind) || from.kind == TypeKind::Decimal;
  if (target->kind == TypeKind::Decimal && exact)
    *target = asDecimal(from);
  if (isTimestampKind(target->kind))
    target->precision = isTimestampKind(from.kind) ? from.precision : 3;
  target->nullable = true;
  if (target->kind == TypeKind::Decimal && !exact)
    return std::nullopt;
  return canImplicitlyCast(withNull(from, true), *target) ? target : std::nullopt;
}

/// How far a cast goes; the least sum wins among overloads.
int32_t castCost(const Type &from, const Type &to) {
  if (from.kind == TypeKind::Null)
    return 1;
  if (isIntegerKind(from.kind) && isIntegerKind(to.kind))
    return static_cast<int32_t>(to.kind) - static_cast<int32_t>(from.kind);
  if (to.kind == TypeKind::Decimal)
    return 10;
  if (to.kind == TypeKind::Double)
    return from.kind == TypeKind::Float ? 1 : 20;
  return 30;
}

struct Match {
  const FunctionRecord *record = nullptr;
  std::vector<Type> targets;
  int32_t cost = 0;
};

std::optional<Match> matchRecord(const FunctionRecord &record, const std::vector<ScalarPtr> &args) {
  Parameters parameters(record.parameters);
  if (!parameters.takes(args.size()))
    return std::nullopt;
  Match match{&record, {}, 0};
  std::vector<Type> shared;
  for (size_t i = 0; i < args.size(); ++i) {
    const Type &type = args[i]->type;
    std::string_view pattern = parameters.at(i);
    if (type.kind != TypeKind::Null && matchesPattern(type, pattern)) {
      match.targets.push_back(type);
      if (pattern == "T")
        shared.push_back(type);
      continue;
    }
    if (type.kind == TypeKind::Null && (pattern == "T" || pattern == "ANY")) {
      match.targets.push_back(type);
      continue;
    }
    auto target = castTarget(type, pattern);
    if (!target)
      return std::nullopt;
    match.cost += castCost(type, *target);
    match.targets.push_back(*target);
  }
  bool allShared = record.result == "T" && shared.empty();
  if (shared.empty() && !allShared)
    return match;
  auto common = commonType(allShared ? match.targets : shared);
  if (!common)
    return std::nullopt;
  for (size_t i = 0; i < args.size(); ++i)
    if (allShared || parameters.at(i) == "T")
      match.targets[i] = withNull(*common, match.targets[i].nullable);
  return match;
}

std::optional<Match> bestMatch(const std::string &name, const std::vector<ScalarPtr> &args) {
  std::optional<Match> best;
  for (const FunctionRecord *record : findFunction(name)) {
    auto match = matchRecord(*record, args);
    if (match && (!best || match->cost < best->cost))
      best = std::move(match);
  }
  return best;
}

std::vector<int32_t> typeConstantsOf(const FunctionRecord &record, const std::vector<ScalarPtr> &args, const Type &result) {
  std::vector<int32_t> constants;
  std::string_view text = record.typeArguments;
  while (!text.empty()) {
    size_t space = text.find(' ');
    std::string_view item = text.substr(0, space);
    text = space == std::string_view::npos ? std::string_view() : text.substr(space + 1);
    if (item.size() < 2)
      continue;
    const Type &type = item[1] == 'r' ? result : args[static_cast<size_t>(item[1] - '0')]->type;
    constants.push_back(item[0] == 'p' ? type.precision : item[0] == 's' ? type.scale : static_cast<int32_t>(type.kind));
  }
  return constants;
}

ScalarPtr makeCall(const Match &match, const std::vector<ScalarPtr> &args, SourceRange range) {
  auto call = std::make_shared<Scalar>();
  call->op = ScalarOp::Call;
  call->function = match.record;
  call->range = range;
  std::vector<Type> types;
  std::vector<ConstantArgument> constants;
  for (size_t i = 0; i < args.size(); ++i) {
    call->args.push_back(castTo(args[i], match.targets[i]));
    types.push_back(call->args.back()->type);
    const auto *integer = std::get_if<int64_t>(&args[i]->value);
    constants.push_back(args[i]->op == ScalarOp::Constant && integer ? ConstantArgument(*integer) : std::nullopt);
  }
  auto result = resultType(match.record->result, types, constants);
  if (!result)
    return nullptr;
  call->type = *result;
  if (match.record->nulls == NullRule::StrictNullable ||
      (match.record->nulls == NullRule::CalledOnNull && !match.record->result.ends_with("NOT NULL")))
    call->type.nullable = true;
  call->typeConstants = typeConstantsOf(*match.record, call->args, call->type);
  return call;
}

std::string signature(const std::string &spelled, const FunctionRecord &record) {
  return spelled + "(" + std::string(record.parameters) + ")";
}

void noteSignatures(Diagnostic &diagnostic, const std::string &name, const std::string &spelled) {
  std::string text;
  for (const FunctionRecord *record : findFunction(name))
    text += (text.empty() ? "" : "; ") + signature(spelled, *record);
  diagnostic.withNote("signatures: " + text);
}

} // namespace

std::string typeList(const std::vector<ScalarPtr> &args) {
  std::string text;
  for (const ScalarPtr &arg : args)
    text += (text.empty() ? "" : ", ") + typeText(arg->type);
  return text;
}

bool hasFunction(const std::string &name) { return !findFunction(name).empty(); }

bool isFlinkFunction(const std::string &name) {
  return std::find(std::begin(kFlinkFunctions), std::end(kFlinkFunctions), name) != std::end(kFlinkFunctions);
}

std::vector<std::string> functionNames() {
  std::set<std::string> names;
  auto add = [&](std::string_view name) {
    std::string text(name.substr(0, name.find(':')));
    if (text.find(' ') != std::string::npos || text.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 0)
      return;
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    names.insert(text);
  };
  for (const FunctionRecord &record : functionRecords())
    add(record.name);
  for (const AggregateRecord &record : aggregateRecords())
    add(record.name);
  for (std::string_view name : kComposedFunctions)
    add(name);
  return {names.begin(), names.end()};
}

void reportUnknownFunction(BindState &state, const std::string &name, const CallSite &site) {
  if (isFlinkFunction(name)) {
    state.unsupported(DiagnosticId::FunctionNotSupported, site.nameRange, "function " + name);
    return;
  }
  auto &diagnostic = state.report(DiagnosticId::UnknownFunction, site.nameRange, "no function is named `" + site.spelled + "`");
  std::vector<std::string> candidates = functionNames();
  for (std::string &candidate : candidates)
    std::transform(candidate.begin(), candidate.end(), candidate.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  suggest(diagnostic, name, candidates);
}

ScalarPtr tryFunction(const std::string &name, const std::vector<ScalarPtr> &args, SourceRange range) {
  auto match = bestMatch(name, args);
  return match ? makeCall(*match, args, range) : nullptr;
}

ScalarPtr bindFunction(BindState &state, const std::string &name, std::vector<ScalarPtr> args, const CallSite &site) {
  auto overloads = findFunction(name);
  if (overloads.empty()) {
    reportUnknownFunction(state, name, site);
    return nullptr;
  }
  if (ScalarPtr call = tryFunction(name, args, site.range))
    return call;
  bool countFits = std::any_of(overloads.begin(), overloads.end(),
                               [&](const FunctionRecord *record) { return Parameters(record->parameters).takes(args.size()); });
  std::string count = std::to_string(args.size()) + (args.size() == 1 ? " argument" : " arguments");
  auto &diagnostic = countFits ? state.report(DiagnosticId::WrongArgumentTypes, site.range, site.spelled + " does not take (" + typeList(args) + ")")
                               : state.report(DiagnosticId::WrongArgumentCount, site.range, site.spelled + " does not take " + count);
  noteSignatures(diagnostic, name, site.spelled);
  return nullptr;
}

} // namespace millrace::bind
