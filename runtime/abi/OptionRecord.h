/// One declared option of a connector or format, as the catalog checks it and SHOW and the documentation print it.
#pragma once
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

namespace millrace {

enum class OptionKind : unsigned char {
  Text,
  Integer,
  Number,   // with a fraction
  Boolean,
  Duration, // `10 s`
  Size,     // `128MB`
  Character, // one ASCII character
  Word,     // one of `words`
};

/// The least and the greatest value of an Integer or a Number, of a Duration in ms, of a Size in bytes.
struct OptionBounds {
  int64_t least = std::numeric_limits<int64_t>::min();
  int64_t most = std::numeric_limits<int64_t>::max();
};

struct OptionRecord {
  /// As written in WITH; formats: behind the format's name and a dot (`json.` …). `#` stands for a column's name (a path of nested
  /// names), a `*` at the end for anything.
  std::string_view key;
  OptionKind kind;
  std::string_view defaultText;   // empty: none
  bool isRequired;
  std::string_view words;         // of Word, separated by commas; case matters as the words are written
  std::string_view documentation; // one sentence
  OptionBounds bounds = {};
};

/// Where a metadata column's value lies, in its C++ form: in the DecodeCursor, or in the SourceFile behind it.
struct MetadataPlace {
  unsigned offset; // bytes
  bool isOfFile = false;
};

/// A metadata column that a connector can read, and perhaps write.
struct MetadataRecord {
  std::string_view key;
  std::string_view type; // as SQL writes it
  MetadataPlace place;
  std::string_view documentation;
  bool isWritable = false; // sinks take it too, or NULL
};

/// The record of `key`, `#` and `*` matched; null: unknown.
const OptionRecord *findOption(std::span<const OptionRecord> options, std::string_view key);

} // namespace millrace
