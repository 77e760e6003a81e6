/// Shows result rows as a tableau while they arrive.
///
/// Shape:   values as Flink's CAST to STRING shows them: TRUE, 2020-01-01 00:00:00.000, x'00ff'; TIMESTAMP_LTZ in the session's zone.
/// Threads: rows may come from any shard, one at a time (runtime/connector/collect/CollectConnector.h).
#ifndef MILLRACE_COMPILER_DRIVER_RESULTROWS_H
#define MILLRACE_COMPILER_DRIVER_RESULTROWS_H

#include "compiler/driver/Tableau.h"
#include "runtime/connector/collect/CollectConnector.h"
#include "runtime/time/TimeZone.h"

namespace millrace::driver {

/// No value for NULL.
[[nodiscard]] std::optional<std::string> displayColumn(const RowReader &row, const Schema &schema, uint32_t column,
                                                       const TimeZone &zone);

/// Collects one run's rows into a tableau.
class ResultTableau {
public:
  ResultTableau(Schema schema, const TimeZone &zone, ChangelogTableau::Output output);

  /// For the session option kResultFormatOption.
  [[nodiscard]] std::string collectorId() const { return registration_.id(); }
  void finish(double elapsedSeconds) { tableau_.finish(elapsedSeconds); }

private:
  void add(const RowReader &row);

  Schema schema_;
  const TimeZone &zone_;
  ChangelogTableau tableau_;
  CollectorRegistration registration_;
};

} // namespace millrace::driver

#endif
