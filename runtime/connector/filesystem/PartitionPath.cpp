#include "runtime/connector/filesystem/PartitionPath.h"

#include "runtime/kernels/TemporalText.h"

#include <optional>
#include <strings.h>

namespace millrace {

namespace {

int hexDigit(char c) {
  char lower = static_cast<char>(c | 0x20);
  return c >= '0' && c <= '9' ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The text of the last `column=text` in the path.
std::optional<std::string> findValue(std::string_view path, std::string_view column) {
  while (!path.empty()) {
    size_t slash = path.find_last_of('/');
    std::string_view part = slash == std::string_view::npos ? path : path.substr(slash + 1);
    path = slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
    size_t equals = part.find_last_of('='); // in values and names it is escaped; Flink's pattern takes the last one
    if (equals != std::string_view::npos && equals > 0 && equals + 1 < part.size() && unescapePathName(part.substr(0, equals)) == column)
      return unescapePathName(part.substr(equals + 1));
  }
  return std::nullopt;
}

/// False: the text is no value of the type.
bool setValue(RowBuilder &row, uint32_t column, const Type &type, std::string_view text) {
  const char *begin = text.data(), *end = begin + text.size();
  int64_t integer;
  auto isInteger = [&](int64_t least, int64_t greatest) { return parseInteger(begin, end, least, greatest, integer); };
  switch (type.kind) {
  case TypeKind::Char:
  case TypeKind::VarChar:
    return row.setString(column, text), true;
  case TypeKind::Boolean: // Boolean.parseBoolean: everything else is false
    return row.setBoolean(column, text.size() == 4 && strncasecmp(begin, "true", 4) == 0), true;
  case TypeKind::TinyInt:
    return isInteger(INT8_MIN, INT8_MAX) && (row.set(column, static_cast<int8_t>(integer)), true);
  case TypeKind::SmallInt:
    return isInteger(INT16_MIN, INT16_MAX) && (row.set(column, static_cast<int16_t>(integer)), true);
  case TypeKind::Int:
    return isInteger(INT32_MIN, INT32_MAX) && (row.set(column, static_cast<int32_t>(integer)), true);
  case TypeKind::BigInt:
    return isInteger(INT64_MIN, INT64_MAX) && (row.set(column, integer), true);
  case TypeKind::Float: {
    float value;
    return parseFloat(begin, end, value) && (row.set(column, value), true);
  }
  case TypeKind::Double: {
    double value;
    return parseDouble(begin, end, value) && (row.set(column, value), true);
  }
  case TypeKind::Date: {
    int32_t days;
    return parseDate(begin, end, days) && (row.set(column, days), true);
  }
  case TypeKind::Timestamp: {
    Timestamp value;
    return parseTimestamp(begin, end, TimestampText::Iso, value) && (row.setTimestamp(column, value), true);
  }
  default:
    return false;
  }
}

} // namespace

std::string unescapePathName(std::string_view name) {
  std::string text;
  for (size_t i = 0; i < name.size(); ++i) {
    int high = name[i] == '%' && i + 2 < name.size() ? hexDigit(name[i + 1]) : -1;
    int low = high >= 0 ? hexDigit(name[i + 2]) : -1;
    if (low < 0) {
      text += name[i];
      continue;
    }
    int code = high * 16 + low;
    if (code >= 0x80) // a character of that number, in UTF-8
      text += static_cast<char>(0xC0 | code >> 6);
    text += static_cast<char>(code >= 0x80 ? 0x80 | (code & 0x3F) : code);
    i += 2;
  }
  return text;
}

Result<const uint8_t *> partitionOf(std::string_view path, std::string_view defaultName, RowBuilder &row) {
  row.clear();
  row.begin(RowKind::Insert);
  for (uint32_t column = 0; column < row.schema().size(); ++column) {
    const Field &field = row.schema()[column];
    auto fail = [&](const std::string &what) {
      StatusContext where;
      where.file = path;
      where.field = field.name;
      return Status(StatusCode::InvalidArgument, what, std::move(where));
    };
    std::optional<std::string> text = findValue(path, field.name);
    if (!text)
      return fail("the file's path does not say the partition: it has no `" + field.name + "=`");
    if (*text == defaultName) {
      if (!field.type.nullable)
        return fail("the partition is NULL, but the column is NOT NULL");
      row.setNull(column);
    } else if (!setValue(row, column, field.type, *text)) {
      return fail("`" + *text + "` in the file's path is no " + toString(field.type));
    }
  }
  return row.finish();
}

} // namespace millrace
