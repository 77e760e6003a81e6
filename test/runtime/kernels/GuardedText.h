/// Text in front of a page that may not be read: a load behind what a kernel promises is a crash.
#pragma once
#include <gtest/gtest.h>

#include <cstring>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace millrace::test {

class GuardedText {
public:
  GuardedText() : pageBytes_(static_cast<size_t>(sysconf(_SC_PAGESIZE))) {
    void *memory = mmap(nullptr, 2 * pageBytes_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    EXPECT_NE(memory, MAP_FAILED);
    begin_ = static_cast<char *>(memory);
    EXPECT_EQ(mprotect(begin_ + pageBytes_, pageBytes_, PROT_NONE), 0);
  }
  ~GuardedText() { munmap(begin_, 2 * pageBytes_); }
  GuardedText(const GuardedText &) = delete;
  GuardedText &operator=(const GuardedText &) = delete;

  /// The text with `paddingBytes` of `filler` behind it, the last of them the page's last byte. Dies with the next call.
  const char *place(std::string_view text, size_t paddingBytes, char filler) {
    char *at = begin_ + pageBytes_ - paddingBytes - text.size();
    std::memcpy(at, text.data(), text.size());
    std::memset(at + text.size(), filler, paddingBytes);
    return at;
  }

private:
  size_t pageBytes_;
  char *begin_;
};

} // namespace millrace::test
