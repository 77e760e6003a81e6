/// `print`: one line for every row on standard output or error. Generated code has made the row's text, `+I[a, null]`, with or
/// without a line end; the prefix is put here.
///
/// Prefix:  `print-identifier`, then the shard (from 1) when there are several, then `> `: `id:2> `.
/// Source:  Flink's PrintSinkOutputWriter.
#include "runtime/connector/Connector.h"
#include "runtime/env/Env.h"
#include "runtime/format/Options.h"

namespace millrace {

namespace {

class PrintWriter final : public SinkWriter {
public:
  PrintWriter(WritableFile &stream, std::string prefix) : stream_(stream), prefix_(std::move(prefix)) {}

  Status write(uint64_t, const SinkBytes &rows) override {
    lines_.clear();
    uint32_t begin = 0;
    for (uint32_t end : rows.rowEnds) {
      lines_ += prefix_;
      lines_ += rows.bytes.substr(begin, end - begin);
      if (end == begin || lines_.back() != '\n')
        lines_ += '\n';
      begin = end;
    }
    return stream_.write(lines_);
  }
  Status prepare(uint64_t) override { return Status::ok(); }
  Status commit(uint64_t) override { return Status::ok(); }
  Status close() override { return Status::ok(); }

private:
  WritableFile &stream_;
  const std::string prefix_;
  std::string lines_;
};

class PrintSink final : public Sink {
public:
  PrintSink(WritableFile &stream, std::string identifier, uint32_t parallelism)
      : stream_(stream), identifier_(std::move(identifier)), parallelism_(parallelism) {}

  Result<std::unique_ptr<SinkWriter>> makeWriter(uint32_t shard) override {
    std::string prefix = identifier_;
    if (parallelism_ > 1)
      prefix += (prefix.empty() ? "" : ":") + std::to_string(shard + 1);
    if (!prefix.empty())
      prefix += "> ";
    return std::unique_ptr<SinkWriter>(std::make_unique<PrintWriter>(stream_, std::move(prefix)));
  }

private:
  WritableFile &stream_;
  const std::string identifier_;
  const uint32_t parallelism_;
};

Result<std::unique_ptr<Sink>> makePrint(const ConnectorOptions &options, Env &env) {
  MR_ASSIGN(bool isError, optionBoolean(options.options, "standard-error", false));
  WritableFile &stream = isError ? env.standardError() : env.standardOutput();
  return std::unique_ptr<Sink>(std::make_unique<PrintSink>(
      stream, std::string(option(options.options, "print-identifier")), options.parallelism));
}

} // namespace

extern const ConnectorFactory mrConnectorPrint;
const ConnectorFactory mrConnectorPrint = {"print", nullptr, makePrint};

} // namespace millrace
