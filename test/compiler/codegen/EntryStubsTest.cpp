#include "compiler/codegen/EntryStubs.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace millrace::codegen {
namespace {

int one() { return 1; }
int two() { return 2; }
int three() { return 3; }

using Function = int (*)();
void *addressOf(Function function) { return reinterpret_cast<void *>(function); }
int call(void *address) { return reinterpret_cast<Function>(address)(); }

// The REPL hands these addresses to the runtime, which keeps them: they must lead to the new code without being asked again.
TEST(EntryStubsTest, theSameAddressLeadsToTheNewCode) {
  std::vector<void *> before = {addressOf(one), addressOf(two)};
  auto stubs = llvm::cantFail(EntryStubs::create(before));
  std::vector<void *> addresses = stubs->addresses();
  ASSERT_EQ(addresses.size(), 2u);
  EXPECT_EQ(call(addresses[0]), 1);
  EXPECT_EQ(call(addresses[1]), 2);
  std::vector<void *> after = {addressOf(three), addressOf(one)};
  stubs->redirect(after);
  EXPECT_EQ(call(addresses[0]), 3);
  EXPECT_EQ(call(addresses[1]), 1);
}

// A shard calls while the optimised code arrives: every call gives one of the two answers, and in the end the new one.
TEST(EntryStubsTest, redirectsWhileAnotherThreadCalls) {
  std::vector<void *> before = {addressOf(one)};
  std::vector<void *> after = {addressOf(two)};
  auto stubs = llvm::cantFail(EntryStubs::create(before));
  void *address = stubs->addresses()[0];
  std::atomic<bool> redirected{false};
  int wrongCount = 0, last = 0;
  std::thread caller([&] {
    bool isLast = false;
    do {
      isLast = redirected.load();
      last = call(address);
      wrongCount += last != 1 && last != 2;
    } while (!isLast);
  });
  stubs->redirect(after);
  redirected.store(true);
  caller.join();
  EXPECT_EQ(wrongCount, 0);
  EXPECT_EQ(last, 2);
}

} // namespace
} // namespace millrace::codegen
