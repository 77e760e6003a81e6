#include "compiler/driver/ResultRows.h"

#include "runtime/kernels/TemporalText.h"

#include <fmt/format.h>

namespace millrace::driver {

namespace {

constexpr int64_t kNanosPerMs = 1'000'000;

/// `.123`: exactly `digits` digits of a second's nanoseconds; nothing for 0.
std::string fraction(int64_t nanos, int32_t digits) {
  return digits == 0 ? "" : "." + fmt::format("{:09d}", nanos).substr(0, static_cast<size_t>(digits));
}

std::string timeOfDay(int64_t millis, int64_t nanoOfMs, int32_t precision) {
  return fmt::format("{:02d}:{:02d}:{:02d}", millis / 3'600'000, millis / 60'000 % 60, millis / 1000 % 60) +
         fraction(millis % 1000 * kNanosPerMs + nanoOfMs, precision);
}

std::string dateText(int64_t days) {
  char text[32];
  return std::string(text, putDate(text, days));
}

std::string timestampText(Timestamp value, int32_t precision) {
  constexpr int64_t kMsPerDay = 86'400'000;
  int64_t days = floorDiv(value.ms, kMsPerDay);
  return dateText(days) + " " + timeOfDay(value.ms - days * kMsPerDay, value.nanoOfMs, precision);
}

std::string hexText(StringView bytes) {
  std::string text = "x'";
  for (unsigned char byte : bytes.view())
    text += fmt::format("{:02x}", byte);
  return text + "'";
}

constexpr std::string_view kKindNames[] = {"+I", "-U", "+U", "-D"};

} // namespace

std::optional<std::string> displayColumn(const RowReader &row, const Schema &schema, uint32_t column, const TimeZone &zone) {
  const Type &type = schema[column].type;
  if (row.isNull(column) || type.kind == TypeKind::Null)
    return std::nullopt;
  switch (type.kind) {
  case TypeKind::Boolean: return row.get<uint8_t>(column) ? "TRUE" : "FALSE";
  case TypeKind::Binary:
  case TypeKind::VarBinary: return hexText(row.getString(column));
  case TypeKind::Time: return timeOfDay(row.get<int32_t>(column), 0, type.precision);
  case TypeKind::Timestamp: return timestampText(row.getTimestamp(column, type), type.precision);
  case TypeKind::TimestampLtz: {
    Timestamp value = row.getTimestamp(column, type);
    value.ms = zone.toLocalMs(value.ms);
    return timestampText(value, type.precision);
  }
  default: return printColumn(row, schema, column);
  }
}

ResultTableau::ResultTableau(Schema schema, const TimeZone &zone, ChangelogTableau::Output output)
    : schema_(std::move(schema)), zone_(zone), tableau_(schema_, std::move(output)),
      registration_([this](const RowReader &row) { add(row); }) {}

void ResultTableau::add(const RowReader &row) {
  TableauCells cells;
  for (uint32_t i = 0; i < schema_.size(); ++i)
    cells.push_back(displayColumn(row, schema_, i, zone_));
  tableau_.addRow(kKindNames[static_cast<size_t>(row.kind()) & 3], cells);
}

} // namespace millrace::driver
