/// `values`: constant rows that the compiler packed (VALUES). SQL cannot name it.
///
/// Options:  `rows` holds packed rows of the physical schema, one after the other.
/// Position: the byte offset of the next row.
#include "runtime/connector/Connector.h"
#include "runtime/format/Options.h"
#include "runtime/kernels/NumberText.h"
#include "runtime/row/RowReader.h"

namespace millrace {

namespace {

class ValuesReader final : public SplitReader {
public:
  ValuesReader(const Schema &schema, const std::string &rows, size_t next)
      : schema_(schema), layout_(computeRowLayout(schema)), rows_(rows), next_(next) {}

  Result<ReadState> readRows(RowSink &sink) override {
    if (next_ >= rows_.size())
      return ReadState::End;
    for (; next_ < rows_.size() && !sink.isFull();) {
      const uint8_t *bytes = reinterpret_cast<const uint8_t *>(rows_.data()) + next_;
      RowReader row(layout_, bytes);
      sink.builder.begin(row.kind());
      for (uint32_t column = 0; column < schema_.size(); ++column)
        if (!row.isNull(column))
          sink.builder.copySlot(column, row.slot(column), bytes);
      sink.builder.finish();
      next_ += row.sizeBytes();
    }
    return ReadState::Ready;
  }

  Result<std::string> position(const DecodeCursor &) override { return std::to_string(next_); }

private:
  const Schema &schema_;
  const RowLayout layout_;
  const std::string &rows_;
  size_t next_;
};

class ValuesSource final : public Source {
public:
  ValuesSource(Schema schema, std::string rows) : schema_(std::move(schema)), rows_(std::move(rows)) {}
  bool isBounded() const override { return true; }
  bool givesRows() const override { return true; }
  Result<std::vector<Split>> discoverSplits(uint32_t) override { return std::vector<Split>{{"values", {}, 0}}; }

  Result<std::unique_ptr<SplitReader>> open(const Split &split) override {
    int64_t next = 0;
    const char *position = split.position.data();
    if (!split.position.empty() &&
        !parseInteger(position, position + split.position.size(), 0, static_cast<int64_t>(rows_.size()), next))
      return Status(StatusCode::Corrupt, "`" + split.position + "` is no position in constant rows");
    return std::unique_ptr<SplitReader>(std::make_unique<ValuesReader>(schema_, rows_, static_cast<size_t>(next)));
  }

private:
  const Schema schema_;
  const std::string rows_;
};

Result<std::unique_ptr<Source>> makeValues(const ConnectorOptions &options, Env &) {
  std::string rows(option(options.options, "rows"));
  for (size_t at = 0; at < rows.size();) {
    uint32_t size = 0;
    if (rows.size() - at >= sizeof(RowHeader))
      std::memcpy(&size, rows.data() + at, sizeof(size));
    if (size < sizeof(RowHeader) || size > rows.size() - at)
      return Status(StatusCode::Corrupt, "the constant rows of the pipeline are cut off");
    at += size;
  }
  return std::unique_ptr<Source>(std::make_unique<ValuesSource>(options.physicalSchema, std::move(rows)));
}

} // namespace

extern const ConnectorFactory mrConnectorValues;
const ConnectorFactory mrConnectorValues = {"values", makeValues, nullptr};

} // namespace millrace
