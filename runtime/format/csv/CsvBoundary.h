/// Where CSV records end when quoted fields may hold line ends.
///
/// Rule:   a record ends with the first line end outside of quotes. A quote opens a field only at the field's first byte (after
///         blanks with `trim-spaces`); inside, two quotes are one and the escape character takes the next byte. An escape
///         character outside takes the next byte too. A comment line holds no fields.
/// Speed:  64 bytes at a time while every quote stands where one may open or close a field; from the first that does not, byte for byte.
/// Source: Jackson's CsvDecoder; the parity of quotes in a word as in Langdale and Lemire, "Parsing gigabytes of JSON per second" (VLDB J. 2019).
#pragma once
#include "runtime/format/Format.h"

namespace millrace {

struct CsvDecodeOptions; // CsvDecoder.h

class CsvBoundary final : public RecordBoundary {
public:
  /// Whether a carriage return alone ends a record: to the decoder it does, while files are cut at line feeds.
  enum class LineEnds : uint8_t { LineFeed, CarriageReturnToo };
  explicit CsvBoundary(const CsvDecodeOptions &options, LineEnds lineEnds = LineEnds::LineFeed);
  bool isPlain(const char *begin, const char *end) const override;
  const char *firstEnd(const char *begin, const char *end, uint64_t least) const override;
  const char *lastEnd(const char *begin, const char *end) const override;
  /// The end of the record that begins at `begin`, or null.
  const char *recordEnd(const char *begin, const char *end) const;

private:
  const char *findEnd(const char *begin, const char *end, uint64_t least, bool wantsFirst) const;
  bool opensField(const char *quote, const char *record, const char *plainFrom) const;
  const char *behindQuotes(const char *position, const char *end) const;

  const char delimiter_, quote_, escape_; // 0: disabled
  const char carriage_; // `\r`, or `\n` where it means nothing
  const bool hasComments_, trimsSpaces_;
};

/// Null when neither quotes nor escapes are known, so that every line end ends a record.
std::unique_ptr<RecordBoundary> makeCsvBoundary(const OptionMap &formatOptions);

} // namespace millrace
