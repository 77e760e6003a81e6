#include "compiler/codegen/Jit.h"

#include "compiler/codegen/Target.h"

#include "llvm/ExecutionEngine/JITLink/EHFrameSupport.h"
#include "llvm/ExecutionEngine/Orc/ExecutionUtils.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include "llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h"

namespace millrace::codegen {

namespace orc = llvm::orc;

struct JitCode::Session {
  ~Session() { statics.runAtExits(&statics); } // while the code of the destructors is there

  std::unique_ptr<orc::LLJIT> jit;
  orc::ItaniumCXAAtExitSupport statics; ///< what functions in C++ made at their first calls
  std::string failure; ///< what the linker said; its error values only say that something failed
};

/// The code's own __cxa_atexit: that of the process would call destructors when the code is gone.
static int registerStatic(void (*destroy)(void *), void *object, void *handle) {
  static_cast<orc::ItaniumCXAAtExitSupport *>(handle)->registerAtExit(destroy, object, handle);
  return 0;
}

static llvm::Error defineStatics(orc::LLJIT &jit, orc::ItaniumCXAAtExitSupport &statics) {
  auto symbol = [](auto *address) { return orc::ExecutorSymbolDef(orc::ExecutorAddr::fromPtr(address), llvm::JITSymbolFlags::Exported); };
  return jit.getMainJITDylib().define(
      orc::absoluteSymbols({{jit.mangleAndIntern("__dso_handle"), symbol(&statics)}, {jit.mangleAndIntern("__cxa_atexit"), symbol(&registerStatic)}}));
}

JitCode::JitCode(std::unique_ptr<Session> session) : session_(std::move(session)) {}
JitCode::~JitCode() = default;

llvm::Expected<std::unique_ptr<JitCode>> JitCode::load(std::vector<std::unique_ptr<llvm::MemoryBuffer>> objects, Unwinding unwinding) {
  // Registers the x86 target, which LLJIT needs for its data layout.
  auto target = hostTarget();
  if (!target)
    return target.takeError();
  orc::JITTargetMachineBuilder machine((llvm::Triple("x86_64-unknown-linux-gnu")));
  machine.setCPU(target->cpu).setRelocationModel(llvm::Reloc::PIC_).setCodeModel(llvm::CodeModel::Small);
  // The generic platform compiles support code for static constructors, which generated code does not have.
  auto jit = orc::LLJITBuilder()
                 .setJITTargetMachineBuilder(std::move(machine))
                 .setPlatformSetUp(orc::setUpInactivePlatform)
                 .setObjectLinkingLayerCreator(
                     [unwinding](orc::ExecutionSession &session,
                                 const llvm::Triple &) -> llvm::Expected<std::unique_ptr<orc::ObjectLayer>> {
                       auto layer = std::make_unique<orc::ObjectLinkingLayer>(session);
                       if (unwinding == Unwinding::Registered)
                         layer->addPlugin(std::make_unique<orc::EHFrameRegistrationPlugin>(
                             session, std::make_unique<llvm::jitlink::InProcessEHFrameRegistrar>()));
                       return layer;
                     })
                 .create();
  if (!jit)
    return jit.takeError();
  auto session = std::make_unique<Session>();
  session->jit = std::move(*jit);
  session->jit->getExecutionSession().setErrorReporter([text = &session->failure](llvm::Error error) {
    std::string message = llvm::toString(std::move(error));
    if (text->empty())
      *text = std::move(message);
  });
  if (llvm::Error error = defineStatics(*session->jit, session->statics))
    return error;
  for (std::unique_ptr<llvm::MemoryBuffer> &object : objects)
    if (llvm::Error error = session->jit->addObjectFile(std::move(object)))
      return error;
  return std::unique_ptr<JitCode>(new JitCode(std::move(session)));
}

llvm::Expected<std::vector<void *>> JitCode::lookup(std::span<const std::string> symbols) {
  orc::LLJIT &jit = *session_->jit;
  orc::SymbolLookupSet wanted;
  for (const std::string &symbol : symbols)
    wanted.add(jit.mangleAndIntern(symbol));
  wanted.removeDuplicates();
  auto found = jit.getExecutionSession().lookup(
      {{&jit.getMainJITDylib(), orc::JITDylibLookupFlags::MatchAllSymbols}}, std::move(wanted));
  if (!found) {
    std::string message = llvm::toString(found.takeError());
    return codegenError(session_->failure.empty() ? message : session_->failure);
  }
  std::vector<void *> addresses;
  addresses.reserve(symbols.size());
  for (const std::string &symbol : symbols)
    addresses.push_back(found->lookup(jit.mangleAndIntern(symbol)).getAddress().toPtr<void *>());
  return addresses;
}

} // namespace millrace::codegen
