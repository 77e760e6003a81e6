#include "runtime/format/json/JsonDecoder.h"

namespace millrace {

/// One learned order: its texts and the steps that point into them.
struct JsonDecoder::Order {
  std::vector<JsonRowReader::Learned::Step> texts;
  std::vector<JsonStep> steps;
};

Result<std::unique_ptr<Decoder>> JsonDecoder::make(const DecoderOptions &options) {
  MR_ASSIGN(JsonDecodeOptions decodeOptions, jsonDecodeOptions(options.options, options.physicalSchema));
  return std::unique_ptr<Decoder>(new JsonDecoder(options, decodeOptions));
}

JsonDecoder::JsonDecoder(const DecoderOptions &options, const JsonDecodeOptions &decodeOptions)
    : RecordDecoder(options, decodeOptions.ignoreParseErrors, true), physicalSchema_(options.physicalSchema),
      fullSchema_(options.fullSchema), rowReader_(physicalSchema_, fullSchema_, decodeOptions) {
  reader_.decoder = this;
  for (const Field &field : physicalSchema_)
    holders_.emplace_back(field.type);
}

JsonDecoder::~JsonDecoder() { reader_.scratch.release(); }

void JsonDecoder::useCursor(const DecodeCursor &cursor) {
  RecordDecoder::useCursor(cursor);
  reader_.isMessage = cursor.isMessage != 0;
  if (reader_.orderCount > 0)
    reader_.prefer(reader_.preferred);
}

Status jsonFailure(std::string_view record, const JsonParser &parser, Conversion conversion, const JsonMismatch &mismatch) {
  if (conversion == Conversion::Syntax)
    return badRecord(record, parser.failedAt(), parser.reason());
  return badRecord(record, mismatch.at, mismatch.message, mismatch.field);
}

Status JsonDecoder::decodeElement(JsonParser &parser, std::string_view record, RowBuilder &rows,
                                  JsonRowReader::Learned *learned) {
  uint64_t start = rows.sizeBytes();
  const char *at = parser.position();
  rows.begin(RowKind::Insert);
  JsonMismatch mismatch;
  Conversion result = rowReader_.readObject(parser, rows, mismatch, learned);
  if (result != Conversion::Ok) {
    rows.abandon();
    return jsonFailure(record, parser, result, mismatch);
  }
  if (int32_t column = findForbiddenNull(rows, start); column >= 0) {
    rows.abandon();
    return badRecord(record, at, "the column is NOT NULL and the record has no value for it",
                     schema()[static_cast<uint32_t>(column)].name);
  }
  rows.finish();
  return Status::ok();
}

Status JsonDecoder::decodeRecord(std::string_view record, RowBuilder &rows) {
  JsonParser parser(record.data(), record.data() + record.size(), reader_.scratch);
  if (parser.peek() != '[') {
    if (parser.atEnd())
      return badRecord(record, record.data(), "expected a JSON object, found nothing but white space");
    JsonRowReader::Learned learned;
    learned.last = record.data();
    Status status = decodeElement(parser, record, rows, learning_ ? &learned : nullptr);
    if (status.isOk() && learning_ && learned.usable)
      remember(learned);
    return status;
  }
  JsonToken open;
  bool done = false;
  if (!parser.token(open))
    return badRecord(record, parser.failedAt(), parser.reason());
  for (bool first = true; parser.nextElement(first, done); first = false)
    MR_RETURN_IF_ERROR(decodeElement(parser, record, rows, nullptr));
  return done ? Status::ok() : badRecord(record, parser.failedAt(), parser.reason());
}

void JsonDecoder::remember(const JsonRowReader::Learned &learned) {
  size_t bytes = 0;
  for (const auto &step : learned.steps)
    bytes += step.text.size();
  if (bytes > kMaxLearnedBytes)
    return;
  for (uint32_t i = 0; i < reader_.orderCount; ++i) {
    const auto &known = orders_[i]->texts;
    bool same = known.size() == learned.steps.size();
    for (size_t k = 0; same && k < known.size(); ++k)
      same = known[k].field == learned.steps[k].field && known[k].text == learned.steps[k].text;
    if (same)
      return;
  }
  auto order = std::make_unique<Order>();
  order->texts = learned.steps;
  for (const auto &text : order->texts) {
    size_t passed = 0;
    do { // at least one; 32 bytes each
      JsonStep step;
      size_t size = std::min<size_t>(text.text.size() - passed, sizeof(step.text));
      std::memcpy(step.text, text.text.data() + passed, size);
      step.unusedMask = static_cast<uint32_t>(~uint64_t(0) << size);
      step.sizeBytes = static_cast<int64_t>(size);
      passed += size;
      step.field = passed < text.text.size() ? kJsonMore : text.field;
      order->steps.push_back(step);
    } while (passed < text.text.size());
  }
  uint32_t at = reader_.orderCount < kMaxLearnedOrders ? reader_.orderCount++ : nextOrder_++ % kMaxLearnedOrders;
  orders_[at] = std::move(order);
  reader_.orders[at] = orders_[at]->steps.data();
  reader_.prefer(at);
}

bool JsonDecoder::decodeAndLearn(const char *&position, const char *end) {
  learning_ = true;
  bool decoded = decodeSlow(position, end);
  learning_ = false;
  return decoded;
}

int32_t JsonDecoder::nestedValue(const char *&position, const char *end, uint32_t column, NestedView &value) {
  if (position > end)
    return kDecodeSurprise;
  JsonParser parser(position, end, reader_.scratch);
  if (parser.peek() == 'n') {
    JsonToken token;
    if (!parser.token(token))
      return kDecodeSurprise;
    position = parser.position();
    return kDecodeNull;
  }
  ArrayBuilder &holder = holders_[column];
  holder.begin(1);
  JsonMismatch mismatch;
  if (rowReader_.converter(column).convert(parser, holder, 0, mismatch) != Conversion::Ok)
    return kDecodeSurprise;
  NestedView held = holder.finish();
  ArrayReader array(held);
  if (array.isNull(0))
    return kDecodeSurprise;
  VariableSlot slot;
  std::memcpy(&slot, array.slot(0, sizeof(VariableSlot)), sizeof(slot));
  char *copy = reader_.scratch.allocate(slot.sizeBytes);
  std::memcpy(copy, array.base() + slot.offsetBytes, slot.sizeBytes);
  value = {slot.sizeBytes, 0, reinterpret_cast<const uint8_t *>(copy)};
  position = parser.position();
  return kDecodeOk;
}

extern const FormatFactory mrFormatJson;
const FormatFactory mrFormatJson = {"json", JsonDecoder::make, true, {}};

} // namespace millrace
