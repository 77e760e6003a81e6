/// Takes the result of a SELECT without a table: packed rows that it prints, or hands to a collector in this process.
///
/// Shape:   sink only. Each record is one packed row of SinkDescriptor::schema (docs/formats/row.md), row kind in its header, and
///          nothing else: no format. What happens to it says the session option `millrace.result-format`:
///          `print` (default): `+I[a, 1]` lines on standard output, `N> ` before them when there are several shards;
///          `json`: changelog-json lines; a number: rows go to the collector with that id.
/// Threads: each shard's writer calls the collector; the registry locks, and calls of one collector never overlap.
#pragma once
#include "runtime/connector/Connector.h"
#include "runtime/row/RowReader.h"

#include <functional>

namespace millrace {

extern const ConnectorFactory mrConnectorCollect;

inline constexpr const char *kResultFormatOption = "millrace.result-format";

/// One row; the reader dies after the call.
using RowCollector = std::function<void(const RowReader &row)>;

/// Takes rows as long as it lives; `id()` is the option's value.
class CollectorRegistration {
public:
  explicit CollectorRegistration(RowCollector collector);
  ~CollectorRegistration();
  CollectorRegistration(const CollectorRegistration &) = delete;
  CollectorRegistration &operator=(const CollectorRegistration &) = delete;
  [[nodiscard]] std::string id() const { return std::to_string(id_); }

private:
  uint64_t id_;
};

/// A column of a packed row as the print connector writes it; NULL is `null`.
std::string printColumn(const RowReader &row, const Schema &schema, uint32_t column);

} // namespace millrace
