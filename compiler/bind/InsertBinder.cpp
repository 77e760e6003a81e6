// INSERT INTO: which columns the query fills, and the casts to their types.
#include "compiler/bind/ExprBinder.h"
#include "compiler/bind/QueryBinder.h"
#include "compiler/bind/StatementBinders.h"
#include "runtime/abi/ConnectorRecords.h"
#include "stdlib/ResultRules.h"

#include <algorithm>

namespace millrace::bind {

namespace {

using TablePtr = std::shared_ptr<const catalog::Table>;

/// One column of the sink and where its value comes from.
struct Target {
  const catalog::Column *column = nullptr;
  std::optional<uint32_t> source; ///< of the query
  ScalarPtr constant;             ///< PARTITION (c = value)
  SourceRange range;              ///< of the name in the column list, if written
};

/// In rel.table's order: physical columns, then metadata columns.
std::vector<Target> persistedColumns(const catalog::Table &table, SourceRange range) {
  std::vector<Target> targets;
  for (bool metadata : {false, true})
    for (const catalog::Column &column : table.columns)
      if (column.isPersisted() && column.isMetadata() == metadata)
        targets.push_back({&column, std::nullopt, nullptr, range});
  return targets;
}

/// DDL order is what values without a column list fill.
std::vector<const catalog::Column *> declaredOrder(const catalog::Table &table) {
  std::vector<const catalog::Column *> columns;
  for (const catalog::Column &column : table.columns)
    if (column.isPersisted())
      columns.push_back(&column);
  return columns;
}

TablePtr findSink(BindState &state, const ast::Insert &insert) {
  const catalog::Object *object = findObject(state, insert.target);
  if (!object)
    return nullptr;
  if (const auto *table = std::get_if<TablePtr>(object)) {
    const ConnectorRecord *connector = findConnectorRecord((*table)->option("connector"));
    if (!connector || connector->canWrite)
      return *table;
    state.report(DiagnosticId::WrongConnectorDirection, insert.target.range, "`" + insert.target.str() + "` cannot be written")
        .withLabel("connector `" + std::string(connector->name) + "` only gives rows")
        .withNote((*table)->nameRange, "`" + (*table)->path.object + "` is declared here");
    return nullptr;
  }
  state.report(DiagnosticId::WrongObjectKind, insert.target.range, "`" + insert.target.str() + "` is a view, and rows go into tables")
      .withNote(catalog::nameRangeOf(*object), "it is declared here");
  return nullptr;
}

Target *findTarget(std::vector<Target> &targets, const std::string &name) {
  auto found = std::find_if(targets.begin(), targets.end(), [&](const Target &target) { return target.column->name == name; });
  return found == targets.end() ? nullptr : &*found;
}

/// Why `name` cannot be filled.
void reportInvalidColumn(BindState &state, const catalog::Table &table, const ast::Identifier &name, const std::vector<Target> &targets) {
  const catalog::Column *column = table.findColumn(name.text);
  if (!column) {
    auto &diagnostic = state.report(DiagnosticId::InvalidInsertColumn, name.range, "`" + table.path.object + "` has no column `" + name.text + "`");
    std::vector<std::string> names;
    for (const Target &target : targets)
      names.push_back(target.column->name);
    suggestReplacing(diagnostic, name, names);
    diagnostic.withNote(table.nameRange, "`" + table.path.object + "` is declared here");
    return;
  }
  state.report(DiagnosticId::InvalidInsertColumn, name.range, "column `" + name.text + "` cannot be filled")
      .withNote(column->range, column->isComputed() ? "it is computed" : "it is VIRTUAL metadata");
}

bool bindPartition(BindState &state, const ast::Insert &insert, const catalog::Table &table, std::vector<Target> &targets) {
  bool ok = true;
  for (const ast::PartitionItem &item : insert.partition) {
    const auto &keys = table.partitionKeys;
    if (std::find(keys.begin(), keys.end(), item.name.text) == keys.end()) {
      auto &diagnostic = state.report(DiagnosticId::InvalidPartition, item.name.range,
                                      "`" + item.name.text + "` is no partition column of `" + table.path.object + "`");
      if (keys.empty())
        diagnostic.withNote(table.nameRange, "the table has no PARTITIONED BY");
      else
        suggestReplacing(diagnostic, item.name, keys);
      ok = false;
      continue;
    }
    if (!item.value)
      continue; // a dynamic partition: the query gives the value
    Scope nothing;
    ScalarPtr value = ExprBinder(state, nothing, Place::Values).bind(*item.value);
    Target *target = findTarget(targets, item.name.text);
    ok &= value && target;
    if (value && target)
      target->constant = value;
  }
  return ok;
}

bool bindColumnList(BindState &state, const ast::Insert &insert, const catalog::Table &table, std::vector<Target> &targets, uint32_t &count) {
  bool ok = true;
  count = 0;
  for (const ast::CompoundIdentifier &name : insert.columns) {
    if (name.parts.size() > 1) {
      state.unsupported(DiagnosticId::InsertFormNotSupported, name.range, "filling a field of a ROW");
      ok = false;
      continue;
    }
    Target *target = findTarget(targets, name.parts[0].text);
    if (!target) {
      reportInvalidColumn(state, table, name.parts[0], targets);
      ok = false;
      continue;
    }
    if (target->source) {
      state.report(DiagnosticId::InvalidInsertColumn, name.range, "column `" + name.str() + "` is filled twice").withSecondary(target->range, "first here");
      ok = false;
      continue;
    }
    target->source = count++;
    target->range = name.range;
  }
  return ok;
}

std::string columnList(const std::vector<const catalog::Column *> &columns) {
  std::string text;
  for (const catalog::Column *column : columns)
    text += (text.empty() ? "" : ", ") + ("`" + column->name + "` ") + typeText(column->type);
  return text;
}

void reportCount(BindState &state, const ast::Insert &insert, const catalog::Table &table, size_t given, size_t wanted) {
  auto &diagnostic = state.report(DiagnosticId::InsertColumnCount, insert.query->range,
                                  "the query gives " + std::to_string(given) + (given == 1 ? " column" : " columns") + ", `" + table.path.object + "` takes " +
                                      std::to_string(wanted));
  if (insert.columns.empty())
    diagnostic.withNote(table.nameRange, "the table takes " + columnList(declaredOrder(table)));
  else
    diagnostic.withNote(source::join(insert.columns.front().range, insert.columns.back().range), "the columns to fill are listed here");
}

/// Where column `at` of the query's result is written, if it is a plain SELECT.
SourceRange itemRange(const ast::Insert &insert, uint32_t at) {
  const auto *select = llvm::dyn_cast<ast::Select>(insert.query->body.get());
  if (select && at < select->items.size() &&
      std::none_of(select->items.begin(), select->items.end(), [](const ast::SelectItem &item) { return item.expr->kind() == ast::Expr::Kind::Star; }))
    return select->items[at].expr->range;
  const auto *values = llvm::dyn_cast<ast::Values>(insert.query->body.get());
  if (values && values->rows.size() == 1 && at < values->rows[0].items.size())
    return values->rows[0].items[at]->range;
  return insert.query->range;
}

/// The value of one column, cast to its type; nullptr after MR0320 or MR0322.
ScalarPtr fill(BindState &state, const ast::Insert &insert, const catalog::Table &table, const Target &target, const Scope &query) {
  const Type &wanted = target.column->type;
  ScalarPtr value = target.constant;
  SourceRange range = target.range;
  if (target.source) {
    range = itemRange(insert, *target.source);
    value = query.column(*target.source, range);
    if (!value)
      return nullptr;
  }
  if (!value) {
    if (!wanted.nullable) {
      state.report(DiagnosticId::NotNullColumn, insert.target.range, "column `" + target.column->name + "` of `" + table.path.object + "` gets no value")
          .withNote(target.column->range, "it is NOT NULL");
      return nullptr;
    }
    return makeConstant(withNull(wanted, true), Constant(), insert.target.range);
  }
  if (value->type.kind == TypeKind::Null && !wanted.nullable) {
    state.report(DiagnosticId::NotNullColumn, range, "column `" + target.column->name + "` of `" + table.path.object + "` cannot be NULL")
        .withNote(target.column->range, "it is NOT NULL");
    return nullptr;
  }
  // As in Flink, the constants of PARTITION take any cast, what the query gives only those without loss.
  bool fits = target.constant ? castSupport(withNull(value->type, true), withNull(wanted, true)) != CastSupport::None
                              : canImplicitlyCast(withNull(value->type, true), withNull(wanted, true));
  if (!fits) {
    std::string position = target.source ? "position " + std::to_string(*target.source + 1) : "PARTITION";
    auto &diagnostic = state.report(DiagnosticId::InsertTypeMismatch, range,
                                    "column `" + target.column->name + "` of `" + table.path.object + "` is " + typeText(wanted) + ", the query gives " +
                                        typeText(value->type));
    diagnostic.withLabel(position + " is " + typeText(value->type)).withNote(target.column->range, "`" + target.column->name + "` is declared here");
    if (castSupport(withNull(value->type, true), withNull(wanted, true)) != CastSupport::None && target.source && !(range == insert.query->range))
      diagnostic.withHelp("write the cast", range, "CAST(" + state.text(range) + " AS " + typeText(wanted) + ")");
    return nullptr;
  }
  return castTo(value, wanted);
}

/// Whether the connector writes the metadata of a column that is not VIRTUAL; else MR0220.
bool checkWritable(BindState &state, const catalog::Table &table, const catalog::Column &column, SourceRange range) {
  const ConnectorRecord *connector = findConnectorRecord(table.option("connector"));
  std::string writable;
  for (const MetadataRecord &record : connector ? connector->metadata : std::span<const MetadataRecord>()) {
    if (!record.isWritable)
      continue;
    if (record.key == column.metadataKey) {
      if (castSupport(column.type, column.metadataType) != CastSupport::None)
        return true;
      state.report(DiagnosticId::InvalidMetadataColumn, range, "metadata `" + column.metadataKey + "` cannot be written from " + typeText(column.type))
          .withNote(column.range, "it is " + typeText(withNull(column.metadataType, true)));
      return false;
    }
    writable += (writable.empty() ? "" : ", ") + std::string(record.key);
  }
  state.report(DiagnosticId::InvalidMetadataColumn, range, "`" + table.path.object + "` cannot be written: metadata `" + column.metadataKey + "` can only be read")
      .withNote(column.range, "declared VIRTUAL, column `" + column.name + "` would be left out of what is written")
      .withNote(writable.empty() ? "the connector writes no metadata" : "the connector writes " + writable);
  return false;
}

} // namespace

bool bindInsert(const ast::Insert &insert, BindState &state, RelModule &pipeline, PipelinePart &part) {
  bool ok = true;
  auto refuse = [&](bool present, SourceRange range, const char *what) {
    if (present)
      state.unsupported(DiagnosticId::InsertFormNotSupported, range, what);
    ok &= !present;
  };
  refuse(insert.overwrite, insert.target.range, "INSERT OVERWRITE");
  refuse(insert.onConflict != ast::Insert::Conflict::None, insert.range, "ON CONFLICT");
  if (!insert.hints.empty()) {
    state.unsupported(DiagnosticId::HintNotSupported, insert.hints[0].range, "hint " + insert.hints[0].name.text);
    ok = false;
  }
  TablePtr table = findSink(state, insert);
  QueryBinder binder(state, pipeline);
  Relation query = binder.bindQuery(*insert.query, /*isTop=*/true);
  if (!table)
    return false;
  std::vector<Target> targets = persistedColumns(*table, insert.target.range);
  ok &= bindPartition(state, insert, *table, targets);
  uint32_t wanted = 0;
  if (!insert.columns.empty()) {
    ok &= bindColumnList(state, insert, *table, targets, wanted);
  } else {
    for (const catalog::Column *column : declaredOrder(*table)) {
      Target *target = findTarget(targets, column->name);
      if (!target->constant)
        target->source = wanted++;
    }
  }
  if (!ok || !query.columnsKnown)
    return false;
  if (query.columns.size() != wanted) {
    reportCount(state, insert, *table, query.columns.size(), wanted);
    return false;
  }
  Scope scope(query);
  std::vector<ProjectedColumn> columns;
  for (const Target &target : targets) {
    if (target.column->isMetadata() && !checkWritable(state, *table, *target.column, insert.target.range))
      return false;
    ScalarPtr value = fill(state, insert, *table, target, scope);
    ok &= value != nullptr;
    if (value && target.column->isMetadata())
      value = castTo(value, withNull(target.column->metadataType, true));
    if (value && value->time != TimeAttribute::None) {
      auto plain = std::make_shared<Scalar>(*value);
      plain->time = TimeAttribute::None;
      value = plain;
    }
    columns.push_back({target.column->name, value});
  }
  Relation filled = binder.builder().project(query, columns, insert.query->range);
  if (!ok || !filled.value)
    return false;
  binder.builder().sink(filled, table, insert.range);
  part.sinkTables.push_back(table->path.object);
  return true;
}

} // namespace millrace::bind
