/// Gives entry points addresses that stay while the code behind them is replaced.
///
/// Shape:    one stub per entry point: a jump through a pointer. `redirect` stores the pointer atomically, so a call runs wholly in
///           the old code or wholly in the new, and the next call of the same entry runs in the new.
/// Lifetime: old code must live until no thread can be in it; stubs live as long as this object.
/// Threads:  `redirect` from any thread while others call.
#ifndef MILLRACE_COMPILER_CODEGEN_ENTRYSTUBS_H
#define MILLRACE_COMPILER_CODEGEN_ENTRYSTUBS_H

#include "llvm/Support/Error.h"

#include <memory>
#include <span>
#include <vector>

namespace millrace::codegen {

class EntryStubs {
public:
  [[nodiscard]] static llvm::Expected<std::unique_ptr<EntryStubs>> create(std::span<void *const> targets);
  ~EntryStubs();

  /// In the order of the targets.
  [[nodiscard]] const std::vector<void *> &addresses() const { return addresses_; }
  /// New code for all stubs, in the same order.
  void redirect(std::span<void *const> targets);

private:
  struct Stubs;
  explicit EntryStubs(std::unique_ptr<Stubs> stubs);
  std::unique_ptr<Stubs> stubs_;
  std::vector<void *> addresses_;
};

} // namespace millrace::codegen

#endif
