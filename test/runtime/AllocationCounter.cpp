/// Counts a program's allocations while it reads a part of a file: LD_PRELOAD=liballocationCounter.so.
///
/// Environment: COUNT_FILE the file; COUNT_FROM, COUNT_TO the part in bytes: counting begins when so many were read and ends likewise.
/// Prints:      at exit, on standard error, `allocations: N while bytes A to B were read (M before)`.
/// Counts:      malloc, calloc, realloc, memalign and its kin, of all threads; operator new comes through malloc.
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

std::atomic<bool> isCounting{false};
std::atomic<unsigned long long> counted{0}, before{0}, bytesRead{0};
unsigned long long from = 0, to = 0;
bool hasBegun = false;
struct stat wanted;
bool hasFile = false;

void count() {
  if (isCounting.load(std::memory_order_relaxed))
    counted.fetch_add(1, std::memory_order_relaxed);
  else if (!hasBegun)
    before.fetch_add(1, std::memory_order_relaxed);
}

void noteRead(int descriptor, ssize_t got) {
  struct stat found;
  if (!hasFile || got <= 0 || fstat(descriptor, &found) != 0 || found.st_ino != wanted.st_ino || found.st_dev != wanted.st_dev)
    return;
  unsigned long long total = bytesRead.fetch_add(static_cast<unsigned long long>(got)) + static_cast<unsigned long long>(got);
  if (total >= from && !hasBegun) {
    hasBegun = true;
    isCounting = true;
  }
  if (total >= to)
    isCounting = false;
}

[[gnu::constructor]] void begin() {
  const char *file = getenv("COUNT_FILE"), *first = getenv("COUNT_FROM"), *last = getenv("COUNT_TO");
  if (!file || !first || !last || stat(file, &wanted) != 0)
    return;
  from = strtoull(first, nullptr, 10);
  to = strtoull(last, nullptr, 10);
  hasFile = true;
}

[[gnu::destructor]] void end() {
  if (!hasFile)
    return;
  char text[256];
  int size = snprintf(text, sizeof(text), "allocations: %llu while bytes %llu to %llu were read (%llu before)\n", counted.load(), from,
                      bytesRead.load() < to ? bytesRead.load() : to, before.load());
  ssize_t written = write(STDERR_FILENO, text, static_cast<size_t>(size));
  static_cast<void>(written);
}

} // namespace

extern "C" {

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}
void *calloc(size_t number, size_t size) {
  count();
  return __libc_calloc(number, size);
}
void *realloc(void *old, size_t size) {
  count();
  return __libc_realloc(old, size);
}
void *memalign(size_t alignment, size_t size) {
  count();
  return __libc_memalign(alignment, size);
}
void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }
int posix_memalign(void **result, size_t alignment, size_t size) {
  *result = memalign(alignment, size);
  return *result ? 0 : ENOMEM;
}

ssize_t read(int descriptor, void *buffer, size_t size) {
  static auto next = reinterpret_cast<ssize_t (*)(int, void *, size_t)>(dlsym(RTLD_NEXT, "read"));
  ssize_t got = next(descriptor, buffer, size);
  noteRead(descriptor, got);
  return got;
}

} // extern "C"
