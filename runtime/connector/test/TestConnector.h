/// Feeds the tables of a `.test.sql` script and collects what its sinks receive.
///
/// Shape:   a source replays `<folder>/<table>.input` as one split: lines `<sequence> <record of the table's format>`, or
///          `<sequence> WATERMARK <ms>` between changelog-json records; such a source gives rows, one without watermarks gives bytes.
///          Several tables of one folder take turns in the order of the sequence numbers. A sink writes one record a line to
///          `<folder>/<table>.<shard>.rows`. The folder is the session option `millrace.test-folder`.
/// Errors:  a missing folder or file; a row that changelog-json refuses stops the run.
/// Threads: as runtime/connector/Connector.h; the turns are behind a lock.
#pragma once
#include "runtime/connector/Connector.h"

namespace millrace {

extern const ConnectorFactory mrConnectorTest;

inline constexpr const char *kTestFolderOption = "millrace.test-folder";

/// Where a shard's sink writes.
std::string testRowsFile(const std::string &folder, std::string_view table, uint32_t shard);
/// Where a source reads.
std::string testInputFile(const std::string &folder, std::string_view table);

} // namespace millrace
