#include "compiler/bind/Scope.h"

#include <algorithm>

namespace millrace::bind {

std::vector<std::string> Relation::columnNames() const {
  std::vector<std::string> names;
  for (const RelationColumn &column : columns)
    names.push_back(column.name);
  return names;
}

ScalarPtr Scope::column(uint32_t index, SourceRange range) const {
  const RelationColumn &found = input_.columns[index];
  if (!found.known)
    return nullptr;
  auto column = std::make_shared<Scalar>();
  column->op = ScalarOp::Column;
  column->type = found.type;
  column->time = found.time;
  column->role = found.role;
  column->index = index;
  column->range = range;
  return column;
}

size_t Scope::matchTable(const ast::CompoundIdentifier &name, const ScopeTable *&table) const {
  for (const ScopeTable &candidate : tables_) {
    if (candidate.alias == name.parts[0].text) {
      table = &candidate;
      return 1;
    }
    if (!candidate.path)
      continue;
    const catalog::ObjectPath &path = *candidate.path;
    const auto &parts = name.parts;
    if (parts.size() >= 2 && parts[0].text == path.database && parts[1].text == path.object) {
      table = &candidate;
      return 2;
    }
    if (parts.size() >= 3 && parts[0].text == path.catalog && parts[1].text == path.database && parts[2].text == path.object) {
      table = &candidate;
      return 3;
    }
  }
  return 0;
}

std::vector<StarColumn> Scope::star() const {
  if (!star_.empty())
    return star_;
  std::vector<StarColumn> star;
  for (uint32_t i = 0; i < input_.columns.size(); ++i)
    star.push_back({input_.columns[i].name, {i}, input_.columns[i].type});
  return star;
}

ScalarPtr Scope::value(const StarColumn &star, SourceRange range) const {
  ScalarPtr result;
  for (size_t i = star.columns.size(); i-- > 0;) {
    ScalarPtr one = column(star.columns[i], range);
    if (!one)
      return nullptr;
    if (!sameValueType(one->type, star.type))
      one = castTo(one, star.type);
    if (!result) {
      result = one;
      continue;
    }
    ScalarPtr isNull = makeScalar(ScalarOp::IsNull, simpleType(TypeKind::Boolean, false), range, {one});
    result = makeScalar(ScalarOp::If, withNull(star.type, one->type.nullable && result->type.nullable), range, {isNull, result, one});
  }
  return result;
}

std::optional<StarColumn> Scope::findColumn(BindState &state, const ast::Identifier &name, const ScopeTable *table, bool &reported) const {
  std::vector<StarColumn> found;
  if (table || star_.empty()) {
    uint32_t first = table ? table->first : 0;
    uint32_t end = table ? first + table->count : static_cast<uint32_t>(input_.columns.size());
    for (uint32_t i = first; i < end; ++i)
      if (input_.columns[i].name == name.text)
        found.push_back({name.text, {i}, input_.columns[i].type});
  } else {
    for (const StarColumn &column : star_)
      if (column.name == name.text)
        found.push_back(column);
  }
  if (found.size() <= 1)
    return found.empty() ? std::nullopt : std::optional<StarColumn>(std::move(found[0]));
  reported = true;
  auto &diagnostic = state.report(DiagnosticId::AmbiguousColumn, name.range, "column `" + name.text + "` is ambiguous")
                         .withLabel(std::to_string(found.size()) + " columns have this name");
  std::vector<std::string> owners;
  for (const ScopeTable &owner : tables_)
    if (std::any_of(found.begin(), found.end(), [&](const StarColumn &column) {
          return column.columns[0] >= owner.first && column.columns[0] < owner.first + owner.count;
        }))
      owners.push_back(owner.alias + "." + name.text);
  if (owners.size() > 1)
    diagnostic.withHelp("say which one: " + listNames(owners));
  else
    diagnostic.withHelp("give the columns different names in the query below, with AS");
  return std::nullopt;
}

void Scope::reportUnknown(BindState &state, const ast::CompoundIdentifier &name, size_t part, const ScopeTable *table) const {
  const ast::Identifier &wanted = name.parts[part];
  std::vector<std::string> candidates = input_.columnNames();
  if (table)
    candidates = {candidates.begin() + table->first, candidates.begin() + table->first + table->count};
  if (!table && part == 0 && name.parts.size() > 1) {
    std::vector<std::string> names;
    for (const ScopeTable &known : tables_)
      names.push_back(known.alias);
    auto &diagnostic = state.report(DiagnosticId::UnknownQualifier, wanted.range, "no table of FROM is named `" + wanted.text + "`");
    if (!names.empty())
      diagnostic.withNote("FROM has " + listNames(names));
    suggestReplacing(diagnostic, wanted, names);
    return;
  }
  std::string where = table ? "`" + table->alias + "`" : tables_.size() == 1 && !tables_[0].alias.empty() ? "`" + tables_[0].alias + "`" : "";
  auto &diagnostic = state.report(DiagnosticId::UnknownColumn, wanted.range,
                                  where.empty() ? "no " + noun_ + " is named `" + wanted.text + "`" : where + " has no column `" + wanted.text + "`");
  if (input_.columns.empty() && noun_ == "column")
    diagnostic.withNote("the query has no FROM");
  if (std::find(aliases_.begin(), aliases_.end(), wanted.text) != aliases_.end() && name.parts.size() == 1)
    diagnostic.withNote("`" + wanted.text + "` is an alias of SELECT, which is not visible inside this SELECT")
        .withHelp("repeat the expression, or put the SELECT into a derived table");
  else
    suggestReplacing(diagnostic, wanted, candidates);
  if (input_.table)
    diagnostic.withNote(input_.table->nameRange, "`" + input_.table->path.object + "` is declared here");
}

bool Scope::knows(const ast::CompoundIdentifier &name) const {
  const ScopeTable *table = nullptr;
  if (name.parts.size() > 1 && matchTable(name, table) > 0)
    return true;
  auto isNamed = [&](const auto &column) { return column.name == name.parts[0].text; };
  return star_.empty() ? std::ranges::any_of(input_.columns, isNamed) : std::ranges::any_of(star_, isNamed);
}

ScalarPtr Scope::resolveOuter(BindState &state, const ast::CompoundIdentifier &name, bool mayBeOuter) const {
  if (!mayBeOuter) {
    state.unsupported(DiagnosticId::SubqueryNotSupported, name.range, "a column of the query around, at this place,");
    return nullptr;
  }
  ScalarPtr found = outer_->resolve(state, name);
  if (!found)
    return nullptr;
  return replaceColumns(found, [](const Scalar &column) {
    auto copy = std::make_shared<Scalar>(column);
    copy->isOuter = true;
    return copy;
  });
}

ScalarPtr Scope::resolve(BindState &state, const ast::CompoundIdentifier &name, bool mayBeOuter) const {
  if (!input_.columnsKnown)
    return nullptr;
  if (outer_ && !knows(name) && outer_->knows(name))
    return resolveOuter(state, name, mayBeOuter);
  for (const Scope *around = outer_ ? outer_->outer_ : nullptr; around && !knows(name); around = around->outer_)
    if (around->knows(name)) {
      state.unsupported(DiagnosticId::SubqueryNotSupported, name.range, "a column of a query two levels around");
      return nullptr;
    }
  const ScopeTable *table = nullptr;
  if (auto given = values_.find(name.parts[0].text); name.parts.size() == 1 && given != values_.end())
    return given->second;
  size_t part = name.parts.size() > 1 ? matchTable(name, table) : 0;
  if (part >= name.parts.size())
    part = 0;
  if (part == 0)
    table = nullptr;
  bool reported = false;
  auto found = findColumn(state, name.parts[part], table, reported);
  if (!found && !reported && part > 0) {
    // `t.a` may still be a field of a column `t`.
    found = findColumn(state, name.parts[0], nullptr, reported);
    if (found)
      part = 0;
  }
  if (!found) {
    if (!reported)
      reportUnknown(state, name, part, table);
    return nullptr;
  }
  ScalarPtr value = this->value(*found, name.range);
  for (size_t i = part + 1; value && i < name.parts.size(); ++i)
    value = accessField(state, value, name.parts[i]);
  return value;
}

const ScopeTable *Scope::resolveTable(BindState &state, const ast::CompoundIdentifier &name) const {
  const ScopeTable *table = nullptr;
  if (matchTable(name, table) == name.parts.size())
    return table;
  if (input_.columnsKnown) {
    std::vector<std::string> names;
    for (const ScopeTable &known : tables_)
      names.push_back(known.alias);
    auto &diagnostic = state.report(DiagnosticId::UnknownQualifier, name.range, "no table of FROM is named `" + name.str() + "`");
    suggest(diagnostic, name.str(), names);
  }
  return nullptr;
}

ScalarPtr accessField(BindState &state, const ScalarPtr &row, const ast::Identifier &field) {
  if (row->type.kind != TypeKind::Row) {
    state.report(DiagnosticId::NotARow, field.range, "`" + field.text + "` is read from a value of type " + toString(withNull(row->type, true)))
        .withLabel("only a ROW has fields");
    return nullptr;
  }
  std::vector<std::string> names;
  for (uint32_t i = 0; i < row->type.children.size(); ++i) {
    const Field &child = row->type.children[i];
    names.push_back(child.name);
    if (child.name != field.text)
      continue;
    SourceRange range = row->range;
    range.end = std::max(range.end, field.range.end);
    auto scalar = std::make_shared<Scalar>();
    scalar->op = ScalarOp::Field;
    scalar->type = withNull(child.type, child.type.nullable || row->type.nullable);
    scalar->range = range;
    scalar->index = i;
    scalar->args = {row};
    return scalar;
  }
  auto &diagnostic = state.report(DiagnosticId::UnknownColumn, field.range, "the ROW has no field `" + field.text + "`");
  diagnostic.withNote("its fields are " + listNames(names));
  suggestReplacing(diagnostic, field, names);
  return nullptr;
}

} // namespace millrace::bind
