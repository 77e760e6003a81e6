/// The texts that events are made of: letters, words, channels with their URLs. Made once per source, from its seed.
///
/// Shape:   a text of n letters is a piece of a long random one, so it costs one copy.
/// Threads: immutable after construction.
#pragma once
#include "runtime/connector/nexmark/Draws.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace millrace::nexmark {

constexpr uint32_t kHotChannelCount = 4;
constexpr uint32_t kChannelCount = 10000;
constexpr uint32_t kTextPoolBytes = 64 * 1024;

class Texts {
public:
  explicit Texts(uint64_t seed);

  /// `sizeBytes` random letters. Longer texts than the pool repeat it, in `scratch`.
  std::string_view letters(uint64_t draw, size_t sizeBytes, std::string &scratch) const;
  /// Letters with blanks between them, `least` to `most` characters, those at both ends dropped if they are blanks.
  std::string_view words(uint64_t draw, uint32_t least, uint32_t most) const;

  /// Channels from 0; the last kHotChannelCount ones are the hot ones.
  std::string_view channel(uint32_t index) const { return channels_[index].name(texts_); }
  std::string_view url(uint32_t index) const { return channels_[index].url(texts_); }

private:
  struct Channel {
    uint32_t begin, nameBytes, urlBytes; // the URL follows the name
    std::string_view name(const std::string &texts) const { return {texts.data() + begin, nameBytes}; }
    std::string_view url(const std::string &texts) const { return {texts.data() + begin + nameBytes, urlBytes}; }
  };
  void addChannel(std::string_view name, uint64_t draw, bool hasId);

  std::string letters_, words_; // kTextPoolBytes each
  std::string texts_;           // of channels
  std::vector<Channel> channels_;
};

/// 10^(6u) * 100 in whole cents, u from the draw's upper bits: 100 to 100,000,000.
///
/// Source: splits 6u * log2(10) into a table of 256 steps, made by square roots and products, and a polynomial for the rest
///         (relative error < 1e-10); IEEE arithmetic only, so that every machine makes the same prices.
class Prices {
public:
  Prices();
  int64_t price(uint64_t draw) const {
    constexpr double kStep = 0.05396683811704795; // 6 * ln(10) / 256
    double x = static_cast<double>(draw & 0xFFFFFFFFFFFF) * 0x1.0p-48 * kStep;
    double rest = 1 + x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5))));
    return static_cast<int64_t>(steps_[draw >> 56] * rest * 100 + 0.5);
  }

private:
  std::array<double, 256> steps_; // 10^(6 i / 256)
};

} // namespace millrace::nexmark
