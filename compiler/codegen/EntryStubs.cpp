#include "compiler/codegen/EntryStubs.h"

#include "runtime/status/Check.h"

#include "llvm/ExecutionEngine/Orc/IndirectionUtils.h"
#include "llvm/ExecutionEngine/Orc/OrcABISupport.h"

namespace millrace::codegen {

namespace orc = llvm::orc;

struct EntryStubs::Stubs {
  orc::LocalIndirectStubsManager<orc::OrcX86_64_SysV> table;
};

EntryStubs::EntryStubs(std::unique_ptr<Stubs> stubs) : stubs_(std::move(stubs)) {}
EntryStubs::~EntryStubs() = default;

llvm::Expected<std::unique_ptr<EntryStubs>> EntryStubs::create(std::span<void *const> targets) {
  auto stubs = std::make_unique<Stubs>();
  orc::IndirectStubsManager::StubInitsMap inits;
  for (size_t i = 0; i < targets.size(); ++i)
    inits[std::to_string(i)] = {orc::ExecutorAddr::fromPtr(targets[i]), llvm::JITSymbolFlags::Exported};
  if (llvm::Error error = stubs->table.createStubs(inits))
    return error;
  std::unique_ptr<EntryStubs> result(new EntryStubs(std::move(stubs)));
  for (size_t i = 0; i < targets.size(); ++i)
    result->addresses_.push_back(
        result->stubs_->table.findStub(std::to_string(i), /*ExportedStubsOnly=*/false).getAddress().toPtr<void *>());
  return result;
}

void EntryStubs::redirect(std::span<void *const> targets) {
  MR_CHECK(targets.size() == addresses_.size(), "new code has other entry points than the old");
  for (size_t i = 0; i < targets.size(); ++i)
    llvm::cantFail(stubs_->table.updatePointer(std::to_string(i), orc::ExecutorAddr::fromPtr(targets[i])));
}

} // namespace millrace::codegen
