// Regular expressions on RE2, which differs from Java's: no look-around and no back-references (both are refused by name),
// `.` leaves out only \n, and `$` matches only at the very end.
// The compiled patterns of a thread live here, so this file is in the library only, never in the bitcode.
#include "stdlib/Function.h"
#include "stdlib/regex/Similar.h"
#include "stdlib/string/Utf8.h"

#include <memory>
#include <re2/re2.h>
#include <unordered_map>

namespace millrace {
namespace {

using re2::RE2;
using re2::StringPiece;

constexpr size_t kMaxPatterns = 256; // per thread; patterns are nearly always constants

struct PatternCache {
  std::unordered_map<std::string, std::unique_ptr<RE2>> patterns;

  const RE2 &get(std::string_view pattern) {
    std::string key(pattern);
    auto found = patterns.find(key);
    if (found != patterns.end())
      return *found->second;
    if (patterns.size() == kMaxPatterns)
      patterns.clear();
    RE2::Options options;
    options.set_log_errors(false);
    return *patterns.emplace(key, std::make_unique<RE2>(javaClassesToPosix(key), options)).first->second;
  }
};

PatternCache &cache() {
  thread_local PatternCache instance;
  return instance;
}

/// Errors that Java does not have: the pattern means something there that RE2 cannot do.
bool isUnsupported(RE2::ErrorCode code) {
  return code == RE2::ErrorBadPerlOp || code == RE2::ErrorBadEscape || code == RE2::ErrorRepeatOp ||
         code == RE2::ErrorRepeatSize || code == RE2::ErrorBadCharRange || code == RE2::ErrorPatternTooLarge;
}

/// Null for a pattern that is wrong in Java too, or after a failure.
const RE2 *compiled(FunctionContext &context, StringView pattern) {
  const RE2 &expression = cache().get(pattern.view());
  if (expression.ok())
    return &expression;
  if (isUnsupported(expression.error_code()))
    context.fail(FunctionError::InvalidArgument,
                 text::message(context, "the regular expression is not supported: ", pattern.view(), ""));
  return nullptr;
}

StringPiece piece(StringView text) { return StringPiece(text.bytes == nullptr ? "" : text.bytes, text.sizeBytes); }
StringView view(const StringPiece &text) { return {text.data(), static_cast<uint32_t>(text.size())}; }

bool find(FunctionContext &context, StringView text, StringView pattern) {
  if (pattern.sizeBytes == 0)
    return false;
  const RE2 *expression = compiled(context, pattern);
  return expression != nullptr && expression->Match(piece(text), 0, text.sizeBytes, RE2::UNANCHORED, nullptr, 0);
}

constexpr int32_t kMaxGroups = 64;

Nullable<StringView> extract(FunctionContext &context, StringView text, StringView pattern, int32_t group) {
  if (group < 0)
    return {};
  const RE2 *expression = compiled(context, pattern);
  if (expression == nullptr || group > expression->NumberOfCapturingGroups())
    return {};
  if (group >= kMaxGroups) {
    context.fail(FunctionError::InvalidArgument, StringView(std::string_view("REGEXP_EXTRACT takes groups up to 63")));
    return {};
  }
  StringPiece groups[kMaxGroups];
  if (!expression->Match(piece(text), 0, text.sizeBytes, RE2::UNANCHORED, groups, group + 1) ||
      groups[group].data() == nullptr)
    return {};
  return view(groups[group]);
}

Nullable<StringView> extractAll(FunctionContext &context, StringView text, StringView pattern) {
  return extract(context, text, pattern, 0);
}

/// Java's Matcher.replaceAll: an empty match may stand right behind another match.
Nullable<StringView> replace(FunctionContext &context, StringView text, StringView pattern, StringView replacement) {
  const RE2 *expression = compiled(context, pattern);
  if (expression == nullptr)
    return {};
  std::string result;
  StringPiece whole = piece(text), match;
  size_t from = 0, copied = 0;
  while (from <= text.sizeBytes && expression->Match(whole, from, text.sizeBytes, RE2::UNANCHORED, &match, 1)) {
    size_t begin = static_cast<size_t>(match.data() - whole.data());
    result.append(whole.data() + copied, begin - copied);
    result.append(replacement.view());
    copied = begin + match.size();
    from = copied;
    if (match.empty())
      from += from < text.sizeBytes ? text::characterSizeAt(text, static_cast<uint32_t>(from)) : 1;
  }
  if (copied == 0 && result.empty())
    return text;
  result.append(whole.data() + copied, text.sizeBytes - copied);
  if (!text::checkSize(context, result.size()))
    return {};
  text::Writer writer(context, result.size());
  writer.put(StringView(std::string_view(result)));
  return writer.finish();
}

bool matchSimilar(FunctionContext &context, StringView text, StringView pattern, std::string_view escape) {
  SimilarPattern translated = translateSimilar(pattern.view(), escape);
  if (!translated.error.empty()) {
    context.fail(FunctionError::InvalidArgument, text::message(context, translated.error, "", ""));
    return false;
  }
  const RE2 *expression = compiled(context, StringView(std::string_view(translated.expression)));
  if (expression == nullptr) {
    context.fail(FunctionError::InvalidArgument,
                 text::message(context, "Invalid regular expression '", pattern.view(), "'"));
    return false;
  }
  return expression->Match(piece(text), 0, text.sizeBytes, RE2::ANCHOR_BOTH, nullptr, 0);
}

bool similar(FunctionContext &context, StringView text, StringView pattern) { return matchSimilar(context, text, pattern, {}); }

bool similarEscape(FunctionContext &context, StringView text, StringView pattern, StringView escape) {
  if (escape.sizeBytes != 1 || escape.bytes[0] == 0) {
    context.fail(FunctionError::InvalidArgument, text::message(context, "Invalid escape character '", escape.view(), "'"));
    return false;
  }
  return matchSimilar(context, text, pattern, escape.view());
}

} // namespace
} // namespace millrace

using namespace millrace;
MR_FUNCTION(mr_fn_regexp, find)
MR_FUNCTION(mr_fn_regexp_extract, extract)
MR_FUNCTION(mr_fn_regexp_extract_all, extractAll)
MR_FUNCTION(mr_fn_regexp_replace, replace)
MR_FUNCTION(mr_fn_similar, similar)
MR_FUNCTION(mr_fn_similar_escape, similarEscape)
