#include "compiler/diagnostics/NearestName.h"

#include <algorithm>

namespace millrace::diagnostics {

namespace {

char lower(char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); }

/// Damerau's optimal string alignment: three rows of the table at a time.
size_t editDistance(std::string_view a, std::string_view b) {
  std::vector<size_t> beforeLast(b.size() + 1), last(b.size() + 1), current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j)
    last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      bool same = lower(a[i - 1]) == lower(b[j - 1]);
      current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped)
        current[j] = std::min(current[j], beforeLast[j - 2] + 1);
    }
    std::swap(beforeLast, last);
    std::swap(last, current);
  }
  return last[b.size()];
}

} // namespace

std::vector<std::string> nearestNames(std::string_view wanted, std::span<const std::string> candidates) {
  size_t best = std::max<size_t>(1, wanted.size() / 3);
  std::vector<std::string> names;
  for (const std::string &candidate : candidates) {
    size_t longer = std::max(candidate.size(), wanted.size());
    size_t shorter = std::min(candidate.size(), wanted.size());
    if (longer - shorter > best)
      continue;
    size_t distance = editDistance(wanted, candidate);
    // A distance of the whole name says nothing: `a` is not a misspelt `b`.
    if (distance > best || distance >= longer)
      continue;
    if (distance < best)
      names.clear();
    best = distance;
    if (std::find(names.begin(), names.end(), candidate) == names.end())
      names.push_back(candidate);
  }
  return names;
}

std::string didYouMean(std::span<const std::string> names) {
  if (names.empty())
    return {};
  std::string text = "did you mean ";
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0)
      text += i + 1 == names.size() ? " or " : ", ";
    text += "`" + names[i] + "`";
  }
  return text + "?";
}

} // namespace millrace::diagnostics
