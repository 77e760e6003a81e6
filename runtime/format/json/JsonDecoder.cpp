#include "runtime/format/json/JsonDecoder.h"

#include "runtime/abi/FormatAbi.h"

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
    JsonStep step;
    step.size = static_cast<uint32_t>(std::min<size_t>(text.text.size(), 32));
    step.mask = step.size == 32 ? ~0u : (1u << step.size) - 1;
    std::memcpy(step.text, text.text.data(), step.size);
    step.field = text.field;
    step.rest = text.text.data() + step.size;
    step.restSize = static_cast<uint32_t>(text.text.size()) - step.size;
    order->steps.push_back(step);
  }
  uint32_t at = reader_.orderCount < kMaxLearnedOrders ? reader_.orderCount++ : nextOrder_++ % kMaxLearnedOrders;
  orders_[at] = std::move(order);
  reader_.orders[at] = orders_[at]->steps.data();
  reader_.preferred = at;
}

bool JsonDecoder::decodeAndLearn(const char *&position, const char *end) {
  learning_ = true;
  bool decoded = decodeSlow(position, end);
  learning_ = false;
  return decoded;
}

int32_t JsonDecoder::nestedValue(JsonCursor &cursor, uint32_t column, NestedView &value) {
  const char *end = static_cast<const char *>(
      std::memchr(cursor.position, '\n', static_cast<size_t>(cursor.end - cursor.position)));
  if (reader_.isMessage || end == nullptr)
    end = cursor.end;
  if (cursor.position > end)
    return kDecodeSurprise;
  JsonParser parser(cursor.position, end, reader_.scratch);
  if (parser.peek() == 'n') {
    JsonToken token;
    if (!parser.token(token))
      return kDecodeSurprise;
    cursor.position = parser.position();
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
  cursor.position = parser.position();
  return kDecodeOk;
}

namespace {

JsonDecoder &decoderOf(const JsonCursor *cursor) { return *static_cast<JsonDecoder *>(cursor->reader->decoder); }

/// A parser from the cursor to the end of its line.
JsonParser parserAt(JsonCursor *cursor) {
  const char *end = cursor->end;
  if (cursor->position > end)
    return JsonParser(end, end, cursor->reader->scratch);
  if (!cursor->reader->isMessage)
    if (const void *line = std::memchr(cursor->position, '\n', static_cast<size_t>(end - cursor->position)))
      end = static_cast<const char *>(line);
  return JsonParser(cursor->position, end, cursor->reader->scratch);
}

} // namespace

extern "C" {

int32_t mr_json_record_slow(JsonCursor *cursor, const uint8_t **rows, uint64_t *sizeBytes) {
  JsonDecoder &decoder = decoderOf(cursor);
  const char *position = cursor->recordBegin;
  bool decoded = decoder.decodeAndLearn(position, cursor->end);
  cursor->position = position;
  *rows = decoder.rows().rows();
  *sizeBytes = decoded ? decoder.rows().sizeBytes() : 0;
  return decoded ? 0 : static_cast<int32_t>(StatusCode::BadRecord);
}

int32_t mr_json_nested_slow(JsonCursor *cursor, int32_t field, NestedView *value) {
  return decoderOf(cursor).nestedValue(*cursor, static_cast<uint32_t>(field), *value);
}

int32_t mr_json_string_slow(JsonCursor *cursor, StringView *value) {
  JsonParser parser = parserAt(cursor);
  JsonToken token;
  if (!parser.token(token) || token.kind != JsonKind::String)
    return kDecodeSurprise;
  *value = StringView(token.text);
  cursor->position = parser.position();
  return kDecodeOk;
}

int32_t mr_json_bytes_slow(JsonCursor *cursor, StringView *value) {
  StringView text;
  const char *position = cursor->position;
  if (mr_json_string_slow(cursor, &text) != kDecodeOk)
    return kDecodeSurprise;
  char *bytes = cursor->reader->scratch.allocate(text.sizeBytes + 3);
  uint32_t size;
  if (!decodeBase64(text.view(), bytes, size)) {
    cursor->position = position;
    return kDecodeSurprise;
  }
  *value = StringView(bytes, size);
  return kDecodeOk;
}

int32_t mr_json_skip_slow(JsonCursor *cursor) {
  JsonParser parser = parserAt(cursor);
  if (!parser.skipValue())
    return kDecodeSurprise;
  cursor->position = parser.position();
  return kDecodeOk;
}

void mr_json_open_slow(JsonCursor *cursor) { cursor->reader->scratch.reset(); }

} // extern "C"

extern const FormatFactory mrFormatJson;
const FormatFactory mrFormatJson = {"json", JsonDecoder::make, true, {}};

} // namespace millrace
