#include "compiler/catalog/SqlText.h"

#include <algorithm>

namespace millrace::catalog {
namespace {

using ast::Expr;
using llvm::cast;

/// Builds the text of one expression; `ok` turns false at a form that has none.
class ExprText {
public:
  bool ok = true;

  std::string write(const Expr &expr) {
    switch (expr.kind()) {
    case Expr::Kind::NullLiteral:
      return "NULL";
    case Expr::Kind::BooleanLiteral: {
      auto value = cast<ast::BooleanLiteral>(expr).value;
      return value ? (*value ? "TRUE" : "FALSE") : "UNKNOWN";
    }
    case Expr::Kind::NumericLiteral:
      return cast<ast::NumericLiteral>(expr).text;
    case Expr::Kind::StringLiteral:
      return quoteText(cast<ast::StringLiteral>(expr).value);
    case Expr::Kind::DateTimeLiteral:
      return dateTime(cast<ast::DateTimeLiteral>(expr));
    case Expr::Kind::IntervalLiteral:
      return interval(cast<ast::IntervalLiteral>(expr));
    case Expr::Kind::ColumnRef:
      return name(cast<ast::ColumnRef>(expr).name);
    case Expr::Kind::Unary: {
      const auto &unary = cast<ast::Unary>(expr);
      return std::string(spelling(unary.op)) + (unary.op == ast::UnaryOp::Not ? " " : "") + operand(*unary.operand);
    }
    case Expr::Kind::Binary: {
      const auto &binary = cast<ast::Binary>(expr);
      return operand(*binary.left) + " " + spelling(binary.op) + " " + operand(*binary.right);
    }
    case Expr::Kind::IsTest: {
      const auto &test = cast<ast::IsTest>(expr);
      return operand(*test.operand) + (test.negated ? " IS NOT " : " IS ") + spelling(test.test);
    }
    case Expr::Kind::Case:
      return caseText(cast<ast::Case>(expr));
    case Expr::Kind::Cast:
      return castText(cast<ast::Cast>(expr));
    case Expr::Kind::Call:
      return call(cast<ast::Call>(expr));
    case Expr::Kind::TimeUnitArg:
      return spelling(cast<ast::TimeUnitArg>(expr).unit);
    case Expr::Kind::ItemAccess: {
      const auto &item = cast<ast::ItemAccess>(expr);
      return operand(*item.base) + "[" + write(*item.index) + "]";
    }
    case Expr::Kind::FieldAccess: {
      const auto &access = cast<ast::FieldAccess>(expr);
      return operand(*access.base) + "." + (access.field ? quoteName(access.field->text) : "*");
    }
    default:
      ok = false;
      return {};
    }
  }

private:
  std::string operand(const Expr &expr) {
    bool nested = expr.kind() == Expr::Kind::Binary || expr.kind() == Expr::Kind::IsTest;
    return nested ? "(" + write(expr) + ")" : write(expr);
  }

  static std::string name(const ast::CompoundIdentifier &identifier) {
    std::string text;
    for (const ast::Identifier &part : identifier.parts)
      text += (text.empty() ? "" : ".") + quoteName(part.text);
    return text;
  }

  static std::string dateTime(const ast::DateTimeLiteral &literal) {
    static constexpr const char *kNames[] = {"DATE ", "TIME ", "TIMESTAMP ", "TIMESTAMP_LTZ "};
    return kNames[static_cast<size_t>(literal.type)] + quoteText(literal.text);
  }

  static std::string interval(const ast::IntervalLiteral &literal) {
    std::string text = std::string("INTERVAL ") + (literal.negative ? "-" : "") + quoteText(literal.text) + " ";
    text += spelling(literal.qualifier.from);
    if (literal.qualifier.leadingPrecision)
      text += "(" + std::to_string(*literal.qualifier.leadingPrecision) + ")";
    if (literal.qualifier.to)
      text += std::string(" TO ") + spelling(*literal.qualifier.to);
    return text;
  }

  std::string caseText(const ast::Case &expr) {
    std::string text = "CASE";
    if (expr.operand)
      text += " " + write(*expr.operand);
    for (const ast::Case::When &when : expr.whens) {
      text += " WHEN ";
      for (size_t i = 0; i < when.conditions.size(); ++i)
        text += (i ? ", " : "") + write(*when.conditions[i]);
      text += " THEN " + write(*when.result);
    }
    return text + (expr.otherwise ? " ELSE " + write(*expr.otherwise) : "") + " END";
  }

  std::string castText(const ast::Cast &expr) {
    const auto *simple = llvm::dyn_cast<ast::SimpleTypeName>(expr.type.get());
    if (!simple) {
      ok = false;
      return {};
    }
    std::string type = spelling(simple->type);
    if (simple->precision) {
      std::string modifiers = "(" + std::to_string(*simple->precision);
      if (simple->scale)
        modifiers += ", " + std::to_string(*simple->scale);
      type += modifiers + ")";
    }
    return std::string(expr.isTry ? "TRY_CAST(" : "CAST(") + write(*expr.operand) + " AS " + type + ")";
  }

  std::string call(const ast::Call &expr) {
    if (expr.over || expr.filter)
      ok = false;
    std::string text;
    for (const ast::Identifier &part : expr.name.parts)
      text += (text.empty() ? "" : ".") + (part.quoted ? quoteName(part.text) : upper(part.text));
    if (expr.withoutParentheses)
      return text;
    text += "(";
    for (size_t i = 0; i < expr.args.size(); ++i)
      text += (i ? ", " : "") + write(*expr.args[i].value);
    return text + ")";
  }

  static std::string upper(std::string_view name) {
    std::string text(name);
    for (char &c : text)
      c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return text;
  }
};

std::string doubled(std::string_view text, char quote) {
  std::string result(1, quote);
  for (char c : text)
    result.append(c == quote ? 2 : 1, c);
  return result + quote;
}

std::string extras(const Column &column) {
  if (column.isComputed())
    return "AS " + column.exprText;
  std::string text = "METADATA";
  if (column.metadataKey != column.name)
    text += " FROM " + quoteText(column.metadataKey);
  return text + (column.isVirtual ? " VIRTUAL" : "");
}

std::string quotePath(const ObjectPath &path) {
  return quoteName(path.catalog) + "." + quoteName(path.database) + "." + quoteName(path.object);
}

std::string prefix(const char *kind, bool temporary, const ObjectPath &path) {
  return std::string("CREATE ") + (temporary ? "TEMPORARY " : "") + kind + " " + quotePath(path) + " (\n";
}

std::string joinNames(const std::vector<std::string> &names) {
  std::string text;
  for (const std::string &name : names)
    text += (text.empty() ? "" : ", ") + quoteName(name);
  return text;
}

std::string columnLine(const Column &column) {
  std::string text = "  " + quoteName(column.name) + " ";
  if (!column.isComputed())
    text += serializableType(column.type);
  if (!column.isPhysical())
    text += (column.isComputed() ? "" : " ") + extras(column);
  if (column.comment && !column.comment->empty())
    text += " COMMENT " + quoteText(*column.comment);
  return text;
}

} // namespace

std::optional<std::string> toSqlText(const ast::Expr &expr) {
  ExprText text;
  std::string result = text.write(expr);
  return text.ok ? std::optional<std::string>(std::move(result)) : std::nullopt;
}

std::string quoteName(std::string_view name) { return doubled(name, '`'); }
std::string quoteText(std::string_view text) { return doubled(text, '\''); }

std::string serializableType(const Type &type) {
  std::string notNull = type.nullable ? "" : " NOT NULL";
  switch (type.kind) {
  case TypeKind::VarChar:
    return "VARCHAR(" + std::to_string(type.precision) + ")" + notNull;
  case TypeKind::VarBinary:
    return "VARBINARY(" + std::to_string(type.precision) + ")" + notNull;
  case TypeKind::TimestampLtz:
    return "TIMESTAMP(" + std::to_string(type.precision) + ") WITH LOCAL TIME ZONE" + notNull;
  case TypeKind::Array:
    return "ARRAY<" + serializableType(type.children[0].type) + ">" + notNull;
  case TypeKind::Multiset:
    return "MULTISET<" + serializableType(type.children[0].type) + ">" + notNull;
  case TypeKind::Map:
    return "MAP<" + serializableType(type.children[0].type) + ", " + serializableType(type.children[1].type) + ">" + notNull;
  case TypeKind::Row: {
    std::string text;
    for (const Field &field : type.children)
      text += (text.empty() ? "" : ", ") + quoteName(field.name) + " " + serializableType(field.type);
    return "ROW<" + text + ">" + notNull;
  }
  default:
    return toString(type);
  }
}

std::string summaryType(const Column &column) {
  Type type = column.type;
  type.nullable = true;
  std::string text = toString(type);
  if (column.time == TimeAttribute::EventTime)
    text += " *ROWTIME*";
  if (column.time == TimeAttribute::ProcessingTime)
    text += " *PROCTIME*";
  return text;
}

std::string showCreateTable(const Table &table) {
  std::string text = prefix("TABLE", table.temporary, table.path);
  for (size_t i = 0; i < table.columns.size(); ++i)
    text += (i ? ",\n" : "") + columnLine(table.columns[i]);
  if (table.watermark)
    text += ",\n  WATERMARK FOR " + quoteName(table.columns[table.watermark->column].name) + " AS " + table.watermark->exprText;
  if (!table.primaryKey.empty())
    text += ",\n  CONSTRAINT " + quoteName(table.primaryKeyName) + " PRIMARY KEY (" + joinNames(table.primaryKey) + ") NOT ENFORCED";
  text += "\n)\n";
  if (table.comment && !table.comment->empty())
    text += "COMMENT " + quoteText(*table.comment) + "\n";
  if (!table.partitionKeys.empty())
    text += "PARTITIONED BY (" + joinNames(table.partitionKeys) + ")\n";
  if (table.options.empty())
    return text;
  text += "WITH (\n";
  bool first = true;
  for (const auto &[key, value] : table.options) {
    text += std::string(first ? "" : ",\n") + "  " + quoteText(key) + " = " + quoteText(value);
    first = false;
  }
  return text + "\n)\n";
}

std::string showCreateView(const View &view) {
  std::string text = prefix("VIEW", view.temporary, view.path);
  for (size_t i = 0; i < view.columns.size(); ++i)
    text += (i ? ",\n  " : "  ") + quoteName(view.columns[i].name);
  text += "\n)\n";
  if (view.comment && !view.comment->empty())
    text += "COMMENT " + quoteText(*view.comment) + "\n";
  return text + "AS " + view.queryText + "\n";
}

std::string showCreateFunction(const Function &function) {
  std::string name = function.isSystem() ? "SYSTEM FUNCTION " + quoteName(function.path.object) : "FUNCTION " + quotePath(function.path);
  std::string create = std::string("CREATE ") + (function.temporary ? "TEMPORARY " : "") + name;
  if (function.cpp)
    return create + "\nAS " + quoteText(function.cppPath) + "\nLANGUAGE CPP\n";
  std::string parameters;
  for (const Function::Parameter &parameter : function.parameters)
    parameters += (parameters.empty() ? "" : ", ") + quoteName(parameter.name) + " " + serializableType(parameter.type);
  return create + "(" + parameters + ")\nRETURNS " + serializableType(function.returns) + "\nRETURN " + function.bodyText + "\n";
}

namespace {

ResultTable describeColumns(const std::vector<Column> &columns, const Table *table) {
  ResultTable result;
  result.columns = {"name", "type", "null", "key", "extras", "watermark"};
  bool comments = false;
  for (const Column &column : columns)
    comments |= column.comment.has_value();
  if (comments)
    result.columns.emplace_back("comment");
  std::string key;
  for (size_t i = 0; table && i < table->primaryKey.size(); ++i)
    key += (i ? ", " : "") + table->primaryKey[i];
  for (size_t i = 0; i < columns.size(); ++i) {
    const Column &column = columns[i];
    std::vector<std::optional<std::string>> row(result.columns.size());
    row[0] = column.name;
    row[1] = summaryType(column);
    row[2] = column.type.nullable ? "TRUE" : "FALSE";
    if (table && std::find(table->primaryKey.begin(), table->primaryKey.end(), column.name) != table->primaryKey.end())
      row[3] = "PRI(" + key + ")";
    if (!column.isPhysical())
      row[4] = extras(column);
    if (table && table->watermark && table->watermark->column == i)
      row[5] = table->watermark->exprText;
    if (comments)
      row[6] = column.comment;
    result.rows.push_back(std::move(row));
  }
  return result;
}

} // namespace

ResultTable describe(const Table &table) { return describeColumns(table.columns, &table); }
ResultTable describe(const View &view) { return describeColumns(view.columns, nullptr); }

} // namespace millrace::catalog
