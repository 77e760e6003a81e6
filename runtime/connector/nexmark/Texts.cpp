#include "runtime/connector/nexmark/Texts.h"

#include <cmath>

namespace millrace::nexmark {

namespace {

/// One character in so many stands between words.
constexpr uint64_t kGapRatio = 13;
constexpr std::string_view kHotChannels[kHotChannelCount] = {"Google", "Facebook", "Baidu", "Apple"};
/// Streams of draws that do not belong to an event.
constexpr uint64_t kLetterStream = ~0ull, kWordStream = ~1ull, kChannelStream = ~2ull;

char letter(uint64_t draw) { return static_cast<char>('a' + below(draw, 26)); }

std::string makePool(uint64_t seed, uint64_t stream, bool hasGaps) {
  Draws draws(seed, stream);
  std::string pool(kTextPoolBytes, ' ');
  for (uint32_t i = 0; i < kTextPoolBytes; ++i)
    if (!hasGaps || below(draws[2 * i], kGapRatio) > 0)
      pool[i] = letter(draws[2 * i + 1]);
  return pool;
}

} // namespace

Texts::Texts(uint64_t seed) : letters_(makePool(seed, kLetterStream, false)), words_(makePool(seed, kWordStream, true)) {
  Draws draws(seed, kChannelStream);
  channels_.reserve(kChannelCount + kHotChannelCount);
  texts_.reserve((kChannelCount + kHotChannelCount) * 96);
  for (uint32_t i = 0; i < kChannelCount; ++i)
    addChannel("channel-" + std::to_string(i), draws[i], true);
  for (uint32_t i = 0; i < kHotChannelCount; ++i)
    addChannel(kHotChannels[i], draws[kChannelCount + i], false);
}

/// Three directories of 3 or 4 characters; nine of ten channels that are not hot have an id.
void Texts::addChannel(std::string_view name, uint64_t draw, bool hasId) {
  Draws draws(draw, 0);
  std::string url = "https://www.nexmark.com/";
  uint64_t k = 0;
  for (int directory = 0; directory < 3; ++directory) {
    for (uint64_t left = 3 + below(draws[k++], 2); left > 0; --left, k += 2)
      url += below(draws[k], kGapRatio) > 0 ? letter(draws[k + 1]) : '_';
    url += '/';
  }
  url += "item.htm?query=1";
  if (hasId && below(draws[k], 10) > 0)
    url += "&channel_id=" + std::to_string(draws[k + 1] >> 33);
  channels_.push_back({static_cast<uint32_t>(texts_.size()), static_cast<uint32_t>(name.size()), static_cast<uint32_t>(url.size())});
  texts_.append(name).append(url);
}

std::string_view Texts::letters(uint64_t draw, size_t sizeBytes, std::string &scratch) const {
  if (sizeBytes < kTextPoolBytes / 2)
    return {letters_.data() + below(draw, kTextPoolBytes - sizeBytes), sizeBytes};
  size_t begin = below(draw, kTextPoolBytes);
  scratch.assign(letters_, begin);
  while (scratch.size() < sizeBytes)
    scratch += letters_;
  scratch.resize(sizeBytes);
  return scratch;
}

std::string_view Texts::words(uint64_t draw, uint32_t least, uint32_t most) const {
  uint64_t size = least + below(draw << 32, most - least + 1);
  std::string_view text(words_.data() + below(draw, kTextPoolBytes - size), size);
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

Prices::Prices() {
  double powers[8]; // 10^(6 * 2^bit / 256)
  double power = 1e6;
  for (int bit = 7; bit >= 0; --bit)
    powers[bit] = power = std::sqrt(power);
  for (uint32_t i = 0; i < steps_.size(); ++i) {
    steps_[i] = 1;
    for (int bit = 0; bit < 8; ++bit)
      if (i >> bit & 1)
        steps_[i] *= powers[bit];
  }
}

} // namespace millrace::nexmark
