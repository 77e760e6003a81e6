/// What every connector is called, can do and takes in WITH: one record each. Catalog, SHOW and documentation read them.
///
/// Source: option names, types and defaults are Flink's (2.x).
#pragma once
#include "runtime/abi/OptionRecord.h"

namespace millrace {

/// What PARTITIONED BY means to a connector.
enum class PartitionUse : uint8_t {
  Refused,
  Ignored, // as in Flink: partitions decide nothing
  Folders, // the columns' values stand in the paths of files, not in their records
};

struct ConnectorRecord {
  std::string_view name;
  bool canRead, canWrite;
  bool takesFormat;         // `format` (and `value.format` where declared) is required
  bool isAlwaysBounded;     // every source table is bounded
  bool takesUpdates;        // a sink that takes every row kind whatever the format
  std::string_view symbol;  // of its ConnectorFactory
  std::string_view library; // shared library it brings along, with its Debian package; empty: none
  std::span<const OptionRecord> options;
  std::span<const MetadataRecord> metadata;
  std::string_view documentation;
  bool readsFields = false; // a source of rows makes a field `a.b` of a ROW alone where nothing else of `a` is read
  PartitionUse partitions = PartitionUse::Refused;
};

/// Connectors that SQL can name, sorted by name.
std::span<const ConnectorRecord> connectorRecords();
const ConnectorRecord *findConnectorRecord(std::string_view name);

} // namespace millrace
