/// The `json` format's complete decoder, and what the fast kernels learn from it.
///
/// Shape:   a *plan* (a tree of wanted keys) is built from the pruned schema: a column is a key of the record, or a path `a.b`
///          into ROW columns of the full schema when no key has that name. Unknown keys are skipped; the last duplicate wins.
///          A top-level array gives one row per element.
/// Learning: from a record it took through mr_json_slow it keeps the bytes between the values (runtime/kernels/JsonReader.h)
///          unless the record has a duplicate key; up to kMaxLearnedOrders orders of at most kMaxLearnedBytes.
/// Errors:  BadRecord with column (in characters) and field path.
/// Source:  Flink's JsonParserRowDataDeserializationSchema.
#pragma once
#include "runtime/format/RecordDecoder.h"
#include "runtime/format/json/JsonConverter.h"
#include "runtime/kernels/JsonReader.h"

namespace millrace {

constexpr size_t kMaxLearnedBytes = 16 * 1024;

Result<JsonDecodeOptions> jsonDecodeOptions(const OptionMap &options, const Schema &schema);

/// Wanted keys of one object.
struct JsonPlan {
  struct Key {
    std::string name;
    int32_t column = -1;              // of the row, or
    std::unique_ptr<JsonPlan> object; // an object to walk into
    uint64_t seenIn = 0;              // record number
  };
  std::vector<Key> keys;
  uint32_t expected = 0; // index of the key that followed last time

  Key *find(std::string_view name);
};

/// Turns one object of a record into columns of a row; the part that changelog formats share.
class JsonRowReader {
public:
  JsonRowReader(const Schema &physicalSchema, const Schema &fullSchema, const JsonDecodeOptions &options);

  /// The values between which a learned order has its bytes.
  struct Learned {
    struct Step {
      std::string text;
      int32_t field;
    };
    std::vector<Step> steps;
    const char *last = nullptr; // where the next step's bytes begin
    bool usable = true;
  };

  /// The parser is at `{`. On success the row begun has its columns; `learned` (if any) its steps.
  Conversion readObject(JsonParser &parser, RowBuilder &row, JsonMismatch &mismatch, Learned *learned);
  JsonConverter &converter(uint32_t column) { return converters_[column]; }

private:
  Conversion walk(JsonParser &parser, JsonPlan &plan, RowBuilder &row, JsonMismatch &mismatch, Learned *learned);
  Conversion value(JsonParser &parser, JsonPlan::Key &key, RowBuilder &row, JsonMismatch &mismatch, Learned *learned);
  bool findMissing(const JsonPlan &plan, JsonMismatch &mismatch) const;
  void clearColumns(const JsonPlan &plan, RowBuilder &row);

  const JsonDecodeOptions options_;
  JsonPlan plan_;
  std::vector<JsonConverter> converters_;
  uint64_t recordNumber_ = 0;
};

class JsonDecoder final : public RecordDecoder {
public:
  static Result<std::unique_ptr<Decoder>> make(const DecoderOptions &options);
  ~JsonDecoder() override;

  void *fastState() override { return &reader_; }
  void useCursor(const DecodeCursor &cursor) override;

  /// mr_json_slow: as decodeSlow, and learns.
  bool decodeAndLearn(const char *&position, const char *end);
  /// mr_json_nested: a nested value of a column in a record that ends at `end`, into scratch memory.
  int32_t nestedValue(const char *&position, const char *end, uint32_t column, NestedView &value);

private:
  JsonDecoder(const DecoderOptions &options, const JsonDecodeOptions &decodeOptions);
  Status decodeRecord(std::string_view record, RowBuilder &rows) override;
  void forgetScratch() override { reader_.scratch.reset(); }
  Status decodeElement(JsonParser &parser, std::string_view record, RowBuilder &rows, JsonRowReader::Learned *learned);
  void remember(const JsonRowReader::Learned &learned);

  struct Order;
  Schema physicalSchema_, fullSchema_;
  JsonRowReader rowReader_;
  JsonReader reader_;
  std::unique_ptr<Order> orders_[kMaxLearnedOrders];
  uint32_t nextOrder_ = 0;
  bool learning_ = false;
  std::vector<ArrayBuilder> holders_; // one slot each, for nestedValue
};

/// A syntax failure of the parser, or a conversion's mismatch, as a BadRecord.
Status jsonFailure(std::string_view record, const JsonParser &parser, Conversion conversion, const JsonMismatch &mismatch);

} // namespace millrace
