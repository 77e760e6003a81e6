/// `blackhole`: takes every row and forgets it; the row's columns were made all the same.
#include "runtime/connector/Connector.h"

namespace millrace {

namespace {

class BlackholeWriter final : public SinkWriter {
  Status write(uint64_t, const SinkBytes &) override { return Status::ok(); }
  Status prepare(uint64_t) override { return Status::ok(); }
  Status commit(uint64_t) override { return Status::ok(); }
  Status close() override { return Status::ok(); }
};

class BlackholeSink final : public Sink {
  Result<std::unique_ptr<SinkWriter>> makeWriter(uint32_t) override {
    return std::unique_ptr<SinkWriter>(std::make_unique<BlackholeWriter>());
  }
};

Result<std::unique_ptr<Sink>> makeBlackhole(const ConnectorOptions &, Env &) {
  return std::unique_ptr<Sink>(std::make_unique<BlackholeSink>());
}

} // namespace

extern const ConnectorFactory mrConnectorBlackhole;
const ConnectorFactory mrConnectorBlackhole = {"blackhole", nullptr, makeBlackhole};

} // namespace millrace
