// FOR SYSTEM_TIME AS OF: a table as it is when a row comes (a lookup), or as it was at the row's event time (its versions).
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/QueryBinder.h"
#include "runtime/abi/ConnectorRecords.h"

namespace millrace::bind {

namespace {

const std::shared_ptr<const catalog::Table> *tableAt(const BindState &state, const std::optional<catalog::ObjectPath> &path) {
  const catalog::Object *object = path ? state.catalog.find(*path) : nullptr;
  return object ? std::get_if<std::shared_ptr<const catalog::Table>>(object) : nullptr;
}

/// Whether the table's changes come without -U. Other readers see them completed; a temporal join takes them as they are.
bool isUpsert(const catalog::Table &table) {
  uint8_t kinds = sourceRowKinds(table);
  return (kinds & rel::kUpdateAfterKind) && !(kinds & rel::kUpdateBeforeKind);
}

/// The scan that a table is read by.
rel::ScanOp scanBelow(mlir::Value stream) {
  mlir::Operation *op = stream.getDefiningOp();
  auto scan = mlir::dyn_cast<rel::ScanOp>(op);
  return scan ? scan : scanBelow(op->getOperand(0));
}

/// What a lookup cannot do of the table's `lookup.` options: why not, for the one at `option`; empty: it can.
std::string cacheProblem(const ast::Option &option) {
  const std::string &key = option.key.value, &value = option.value.value;
  if (key == "lookup.cache" && value != "FULL")
    return value == "NONE" ? "no row would be kept, and the table read anew for every row that looks it up"
                           : "only rows that were asked for would be kept, and the table read anew for others";
  if (key.starts_with("lookup.partial-cache."))
    return "it is about a cache of some rows; the table is kept whole";
  if (key.starts_with("lookup.full-cache."))
    return "it is about reading the table again; it is read once";
  return "";
}

std::string quoted(const std::vector<std::string> &names) {
  std::string text;
  for (const std::string &name : names)
    text += (text.empty() ? "`" : ", `") + name + "`";
  return text;
}

} // namespace

/// Not the scan that other readers have: this one is read before the rows that look it up, or its changes are versions.
Relation QueryBinder::readApart(const ast::NamedTable &table, std::optional<catalog::ObjectPath> &path) {
  std::optional<catalog::ObjectPath> at;
  if (!findCommonTable(table.name.parts[0].text))
    at = state_.catalog.resolve(table.name);
  const auto *found = tableAt(state_, at);
  std::optional<Relation> cached;
  if (found) {
    if (const Relation *known = builder_.cachedScan(**found))
      cached = *known;
    builder_.forgetScan(**found);
  }
  Relation relation = readNamed(table.name, path, table.name.range);
  if (found) {
    builder_.forgetScan(**found);
    if (cached)
      builder_.cacheScan(*found, *cached);
  }
  return relation;
}

Relation QueryBinder::bindLookup(const ast::NamedTable &table, std::optional<catalog::ObjectPath> &path) {
  Relation relation = readApart(table, path);
  const auto *found = tableAt(state_, path);
  const ConnectorRecord *connector = found ? findConnectorRecord((*found)->option("connector")) : nullptr;
  if (relation.value && (!connector || !connector->isAlwaysBounded)) {
    relation.value = {};
    state_.unsupported(DiagnosticId::SystemTimeNotSupported, table.name.range, "looking up a view or a table without end")
        .withNote("a lookup reads its table before the first row; connector filesystem has an end")
        .withHelp("a table that changes has versions: give it a PRIMARY KEY and a WATERMARK, and join it as of an event time");
  }
  if (!found)
    return relation;
  for (const ast::Option &option : (*found)->definition->options)
    if (std::string problem = cacheProblem(option); !problem.empty()) {
      relation.value = {};
      state_.unsupported(DiagnosticId::LookupCacheNotSupported, table.name.range, "the cache that `" + (*found)->path.object + "` asks for")
          .withNote(option.key.range, problem)
          .withHelp("'lookup.cache' = 'FULL' alone reads the table to its end before the first row and keeps it");
    }
  return relation;
}

Relation QueryBinder::bindVersions(const ast::NamedTable &table, const Scalar &time, std::optional<catalog::ObjectPath> &path, AsOf &asOf) {
  Relation relation = readNamed(table.name, path, table.name.range);
  const auto *found = tableAt(state_, path);
  bool isApart = found && isUpsert(**found);
  if (isApart)
    relation = readApart(table, path);
  if (!relation.value)
    return relation;
  auto refuse = [&](const std::string &what) -> Diagnostic & {
    relation.value = {};
    return state_.report(DiagnosticId::NoVersions, table.name.range, what);
  };
  std::vector<std::string> times;
  for (uint32_t i = 0; i < relation.columns.size(); ++i)
    if (relation.columns[i].time == TimeAttribute::EventTime) {
      asOf.rightTime = i;
      times.push_back(relation.columns[i].name);
    }
  if (times.empty()) {
    refuse("the table has no event time, so nothing says when its versions are valid")
        .withHelp("declare from when on a row is valid: WATERMARK FOR time AS time, with time TIMESTAMP(3)");
  } else if (times.size() > 1) {
    refuse("the table has several event times").withLabel(quoted(times) + "; a version is valid from one on");
  } else if (relation.columns[*asOf.rightTime].type.kind != time.type.kind) {
    refuse("the event times of both sides have different types")
        .withLabel(quoted(times) + " is " + typeText(relation.columns[*asOf.rightTime].type))
        .withSecondary(time.range, typeText(time.type));
  } else if (isApart) {
    scanBelow(relation.value)->setAttr(rel::kVersionsAttr, mlir::UnitAttr::get(&state_.context));
  }
  return relation;
}

Scope QueryBinder::bindAsOf(const ast::NamedTable &table, const ast::Join &join, const Scope &left, AsOf &asOf) {
  ScalarPtr time = ExprBinder(state_, left, Place::On).bind(*table.systemTime);
  std::optional<catalog::ObjectPath> path;
  bool isAttribute = time && time->op == ScalarOp::Column && time->time != TimeAttribute::None;
  bool isInnerOrLeft = join.type == ast::Join::Type::Inner || join.type == ast::Join::Type::Left;
  Relation relation;
  if (!isAttribute || !isInnerOrLeft) {
    relation = readNamed(table.name, path, table.name.range);
    relation.value = {};
    if (time && !isAttribute)
      state_.unsupported(DiagnosticId::SystemTimeNotSupported, table.systemTime->range, "FOR SYSTEM_TIME AS OF other than a time attribute of the left side");
    else if (time)
      state_.unsupported(DiagnosticId::SystemTimeNotSupported, join.keywordRange, "FOR SYSTEM_TIME AS OF in a join other than INNER and LEFT");
  } else {
    asOf.leftTime = time->index;
    relation = time->time == TimeAttribute::EventTime ? bindVersions(table, *time, path, asOf) : bindLookup(table, path);
  }
  if (!table.hints.empty())
    state_.unsupported(DiagnosticId::HintNotSupported, table.hints[0].range, "hint " + table.hints[0].name.text);
  Scope scope(relation);
  std::string name = table.name.last().text;
  if (table.alias) {
    applyAlias(scope, *table.alias);
    name = table.alias->name.text;
    path.reset();
  }
  scope.addTable({name, path, 0, static_cast<uint32_t>(scope.input().columns.size())});
  return scope;
}

} // namespace millrace::bind
