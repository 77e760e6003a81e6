#include "runtime/connector/Connector.h"

namespace millrace {

const FormatFactory *findFormat(std::span<const FormatFactory *const> table, std::string_view name) {
  for (const FormatFactory *factory : table)
    if (factory->name == name)
      return factory;
  return nullptr;
}

const ConnectorFactory *findConnector(std::span<const ConnectorFactory *const> table, std::string_view name) {
  for (const ConnectorFactory *factory : table)
    if (factory->name == name)
      return factory;
  return nullptr;
}

Result<ReadState> SplitReader::readBytes(DecodeCursor &) {
  return Status(StatusCode::NotSupported, "this source gives rows, not bytes");
}

Result<ReadState> SplitReader::readRows(RowSink &) {
  return Status(StatusCode::NotSupported, "this source gives bytes, not rows");
}

} // namespace millrace
