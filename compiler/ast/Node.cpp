#include "compiler/ast/Ddl.h"

namespace millrace::ast {

std::string CompoundIdentifier::str() const {
  std::string text;
  for (const Identifier &part : parts)
    text += (text.empty() ? "" : ".") + part.text;
  return text;
}

InSubquery::InSubquery(SourceRange range) : Expr(Kind::InSubquery, range) {}
InSubquery::~InSubquery() = default;
Exists::Exists(std::unique_ptr<Query> query, SourceRange range) : Expr(Kind::Exists, range), query(std::move(query)) {}
Exists::~Exists() = default;
ScalarSubquery::ScalarSubquery(std::unique_ptr<Query> query, SourceRange range)
    : Expr(Kind::ScalarSubquery, range), query(std::move(query)) {}
ScalarSubquery::~ScalarSubquery() = default;
Quantified::Quantified(SourceRange range) : Expr(Kind::Quantified, range) {}
Quantified::~Quantified() = default;
Array::Array(SourceRange range) : Expr(Kind::Array, range) {}
Array::~Array() = default;
Map::Map(SourceRange range) : Expr(Kind::Map, range) {}
Map::~Map() = default;
Multiset::Multiset(SourceRange range) : Expr(Kind::Multiset, range) {}
Multiset::~Multiset() = default;
TableArg::TableArg(SourceRange range) : Expr(Kind::TableArg, range) {}
TableArg::~TableArg() = default;

const char *spelling(TimeUnit unit) {
  switch (unit) {
  case TimeUnit::Nanosecond: return "NANOSECOND";
  case TimeUnit::Microsecond: return "MICROSECOND";
  case TimeUnit::Millisecond: return "MILLISECOND";
  case TimeUnit::Second: return "SECOND";
  case TimeUnit::Minute: return "MINUTE";
  case TimeUnit::Hour: return "HOUR";
  case TimeUnit::Day: return "DAY";
  case TimeUnit::Week: return "WEEK";
  case TimeUnit::Month: return "MONTH";
  case TimeUnit::Quarter: return "QUARTER";
  case TimeUnit::Year: return "YEAR";
  case TimeUnit::Decade: return "DECADE";
  case TimeUnit::Century: return "CENTURY";
  case TimeUnit::Millennium: return "MILLENNIUM";
  case TimeUnit::Epoch: return "EPOCH";
  case TimeUnit::DayOfWeek: return "DOW";
  case TimeUnit::DayOfYear: return "DOY";
  case TimeUnit::IsoDayOfWeek: return "ISODOW";
  case TimeUnit::IsoYear: return "ISOYEAR";
  }
  return "";
}

const char *spelling(SimpleType type) {
  switch (type) {
  case SimpleType::Boolean: return "BOOLEAN";
  case SimpleType::TinyInt: return "TINYINT";
  case SimpleType::SmallInt: return "SMALLINT";
  case SimpleType::Int: return "INT";
  case SimpleType::BigInt: return "BIGINT";
  case SimpleType::Float: return "FLOAT";
  case SimpleType::Real: return "REAL";
  case SimpleType::Double: return "DOUBLE";
  case SimpleType::Decimal: return "DECIMAL";
  case SimpleType::Char: return "CHAR";
  case SimpleType::VarChar: return "VARCHAR";
  case SimpleType::String: return "STRING";
  case SimpleType::Binary: return "BINARY";
  case SimpleType::VarBinary: return "VARBINARY";
  case SimpleType::Bytes: return "BYTES";
  case SimpleType::Date: return "DATE";
  case SimpleType::Time: return "TIME";
  case SimpleType::Timestamp: return "TIMESTAMP";
  case SimpleType::TimestampWithTimeZone: return "TIMESTAMP WITH TIME ZONE";
  case SimpleType::TimestampLtz: return "TIMESTAMP_LTZ";
  case SimpleType::Variant: return "VARIANT";
  case SimpleType::Bitmap: return "BITMAP";
  case SimpleType::Null: return "NULL";
  }
  return "";
}

const char *spelling(UnaryOp op) {
  switch (op) {
  case UnaryOp::Plus: return "+";
  case UnaryOp::Minus: return "-";
  case UnaryOp::Not: return "NOT";
  }
  return "";
}

const char *spelling(BinaryOp op) {
  switch (op) {
  case BinaryOp::Or: return "OR";
  case BinaryOp::And: return "AND";
  case BinaryOp::Equal: return "=";
  case BinaryOp::NotEqual: return "<>";
  case BinaryOp::Less: return "<";
  case BinaryOp::LessEqual: return "<=";
  case BinaryOp::Greater: return ">";
  case BinaryOp::GreaterEqual: return ">=";
  case BinaryOp::IsDistinctFrom: return "IS DISTINCT FROM";
  case BinaryOp::IsNotDistinctFrom: return "IS NOT DISTINCT FROM";
  case BinaryOp::Add: return "+";
  case BinaryOp::Subtract: return "-";
  case BinaryOp::Multiply: return "*";
  case BinaryOp::Divide: return "/";
  case BinaryOp::Modulo: return "%";
  case BinaryOp::Concat: return "||";
  case BinaryOp::Overlaps: return "OVERLAPS";
  }
  return "";
}

const char *spelling(IsTest::Test test) {
  switch (test) {
  case IsTest::Test::Null: return "NULL";
  case IsTest::Test::True: return "TRUE";
  case IsTest::Test::False: return "FALSE";
  case IsTest::Test::Unknown: return "UNKNOWN";
  case IsTest::Test::Json: return "JSON";
  case IsTest::Test::JsonValue: return "JSON VALUE";
  case IsTest::Test::JsonObject: return "JSON OBJECT";
  case IsTest::Test::JsonArray: return "JSON ARRAY";
  case IsTest::Test::JsonScalar: return "JSON SCALAR";
  }
  return "";
}

const char *spelling(JsonCall::Function function) {
  switch (function) {
  case JsonCall::Function::Exists: return "JSON_EXISTS";
  case JsonCall::Function::Value: return "JSON_VALUE";
  case JsonCall::Function::Query: return "JSON_QUERY";
  case JsonCall::Function::Object: return "JSON_OBJECT";
  case JsonCall::Function::Array: return "JSON_ARRAY";
  case JsonCall::Function::ObjectAgg: return "JSON_OBJECTAGG";
  case JsonCall::Function::ArrayAgg: return "JSON_ARRAYAGG";
  }
  return "";
}

const char *spelling(Show::Subject subject) {
  switch (subject) {
  case Show::Subject::Catalogs: return "CATALOGS";
  case Show::Subject::Databases: return "DATABASES";
  case Show::Subject::Tables: return "TABLES";
  case Show::Subject::Views: return "VIEWS";
  case Show::Subject::MaterializedTables: return "MATERIALIZED TABLES";
  case Show::Subject::Columns: return "COLUMNS";
  case Show::Subject::Functions: return "FUNCTIONS";
  case Show::Subject::UserFunctions: return "USER FUNCTIONS";
  case Show::Subject::Modules: return "MODULES";
  case Show::Subject::FullModules: return "FULL MODULES";
  case Show::Subject::Jars: return "JARS";
  case Show::Subject::Partitions: return "PARTITIONS";
  case Show::Subject::Procedures: return "PROCEDURES";
  case Show::Subject::Jobs: return "JOBS";
  case Show::Subject::CurrentCatalog: return "CURRENT CATALOG";
  case Show::Subject::CurrentDatabase: return "CURRENT DATABASE";
  case Show::Subject::CreateTable: return "CREATE TABLE";
  case Show::Subject::CreateView: return "CREATE VIEW";
  case Show::Subject::CreateFunction: return "CREATE FUNCTION";
  case Show::Subject::CreateCatalog: return "CREATE CATALOG";
  case Show::Subject::CreateMaterializedTable: return "CREATE MATERIALIZED TABLE";
  }
  return "";
}

} // namespace millrace::ast
