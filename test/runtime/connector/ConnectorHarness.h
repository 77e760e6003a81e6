/// Opens connectors as the runtime does, over a simulated machine.
#pragma once
#include "runtime/connector/Connector.h"
#include "runtime/env/SimulatedEnv.h"
#include "test/runtime/format/RowText.h"

namespace millrace {
extern const ConnectorFactory mrConnectorFilesystem, mrConnectorPrint, mrConnectorBlackhole, mrConnectorDatagen, mrConnectorValues;
}

namespace millrace::test {

struct ConnectorHarness {
  OptionMap options;
  Schema schema = {};
  uint32_t parallelism = 1;
  FormatFactory format = {"lines", nullptr, true, {}};
  SimulatedEnv env{1};
  OptionMap session = {}, formatOptions = {};

  ConnectorOptions connectorOptions() { return {options, session, schema, schema, "t", parallelism, &format, formatOptions}; }
};

} // namespace millrace::test
