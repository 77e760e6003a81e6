#include "compiler/codegen/Link.h"

#include "compiler/codegen/Target.h"

#include "lld/Common/Driver.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"

#include <algorithm>
#include <array>
#include <mutex>

LLD_HAS_DRIVER(elf)

namespace millrace::codegen {

namespace {

constexpr std::array kStartFiles = {"Scrt1.o", "crti.o", "crtbeginS.o"};
constexpr std::array kLibraries = {"libre2.a",    "libstdc++.a", "libm.so.6",         "libgcc.a",
                                   "libgcc_eh.a", "libc.so.6",         "libc_nonshared.a",
                                   "ld-linux-x86-64.so.2"};
constexpr std::array kEndFiles = {"crtendS.o", "crtn.o"};

/// Connectors whose library Debian ships only as shared.
struct SharedFeature {
  std::string_view connector;
  const char *archive; ///< ours, over the library
  const char *library;
  const char *debianPackage;
};
constexpr std::array kSharedFeatures = {
    SharedFeature{"kafka", "millraceKafka", "librdkafka.so.1", "librdkafka1"},
    SharedFeature{"upsert-kafka", "millraceKafka", "librdkafka.so.1", "librdkafka1"},
};

std::vector<const SharedFeature *> neededFeatures(std::span<const std::string> connectors) {
  std::vector<const SharedFeature *> needed;
  for (const SharedFeature &feature : kSharedFeatures) {
    bool isNamed = std::find(connectors.begin(), connectors.end(), feature.connector) != connectors.end();
    bool isThere = std::any_of(needed.begin(), needed.end(),
                               [&](const SharedFeature *other) { return other->library == std::string_view(feature.library); });
    if (isNamed && !isThere)
      needed.push_back(&feature);
  }
  return needed;
}

void addSanitizerRuntime(Sanitizer sanitizer, const Installation &installation, std::vector<std::string> &arguments) {
  auto addWhole = [&](std::initializer_list<const char *> names) {
    arguments.push_back("--whole-archive");
    for (const char *name : names)
      arguments.push_back(installation.linkInput(name));
    arguments.push_back("--no-whole-archive");
  };
  if (sanitizer == Sanitizer::None)
    return;
  if (sanitizer == Sanitizer::Address) {
    addWhole({"libclang_rt.asan_static-x86_64.a", "libclang_rt.asan-x86_64.a"});
    arguments.push_back(installation.linkInput("libclang_rt.asan_cxx-x86_64.a"));
    arguments.push_back(installation.linkInput("libclang_rt.ubsan_standalone_cxx-x86_64.a"));
  } else {
    addWhole({"libclang_rt.tsan-x86_64.a"});
    arguments.push_back(installation.linkInput("libclang_rt.tsan_cxx-x86_64.a"));
  }
  arguments.insert(arguments.end(), {"--export-dynamic", installation.linkInput("libresolv.so.2")});
}

std::vector<std::string> linkArguments(const std::string &objectPath, const Installation &installation,
                                       const LinkOptions &options, std::span<const SharedFeature *const> features) {
  std::vector<std::string> arguments = {"ld.lld", "--gc-sections", "-pie", "--eh-frame-hdr", "--as-needed",
                                        "-z", "relro", "-z", "now", "--allow-shlib-undefined", "--build-id=none",
                                        options.stripAll ? "--strip-all" : "--strip-debug", "-dynamic-linker",
                                        "/lib64/ld-linux-x86-64.so.2", "-o", options.outputPath};
  for (const char *name : kStartFiles)
    arguments.push_back(installation.linkInput(name));
  arguments.push_back(objectPath);
  for (const SharedFeature *feature : features)
    arguments.push_back(installation.archive(feature->archive));
  arguments.push_back(installation.archive("millraceRuntime"));
  for (const SharedFeature *feature : features)
    arguments.push_back(installation.linkInput(feature->library));
  addSanitizerRuntime(options.sanitizer, installation, arguments);
  for (const char *name : kLibraries)
    arguments.push_back(installation.linkInput(name));
  for (const char *name : kEndFiles)
    arguments.push_back(installation.linkInput(name));
  return arguments;
}

/// LLD's messages, one line, without its own name in front.
std::string firstLine(llvm::StringRef text) {
  llvm::StringRef line = text.trim().split('\n').first;
  line.consume_front("ld.lld: ");
  line.consume_front("error: ");
  return line.str();
}

} // namespace

std::vector<std::string> linkInputs(const Installation &installation) {
  std::vector<std::string> inputs = {installation.archive("millraceRuntime")};
  for (const char *name : kStartFiles)
    inputs.push_back(installation.linkInput(name));
  for (const char *name : kLibraries)
    inputs.push_back(installation.linkInput(name));
  for (const char *name : kEndFiles)
    inputs.push_back(installation.linkInput(name));
  return inputs;
}

llvm::Expected<std::vector<SharedNeed>> linkExecutable(llvm::MemoryBufferRef object, const Installation &installation,
                                                       const LinkOptions &options) {
  llvm::SmallString<128> objectPath;
  int descriptor = -1;
  if (std::error_code failed = llvm::sys::fs::createTemporaryFile("millrace", "o", descriptor, objectPath))
    return codegenError("cannot write an object file: " + failed.message());
  llvm::FileRemover removeObject(objectPath);
  {
    llvm::raw_fd_ostream out(descriptor, /*shouldClose=*/true);
    out << object.getBuffer();
    out.close();
    if (out.has_error()) {
      std::string reason = out.error().message();
      out.clear_error();
      return codegenError("cannot write `" + llvm::Twine(objectPath) + "`: " + reason);
    }
  }

  std::vector<const SharedFeature *> features = neededFeatures(options.connectors);
  std::vector<std::string> arguments = linkArguments(objectPath.str().str(), installation, options, features);
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());

  static std::mutex oneAtATime;
  std::lock_guard<std::mutex> lock(oneAtATime);
  std::string messages;
  llvm::raw_string_ostream out(messages);
  lld::Result result = lld::lldMain(pointers, out, out, {{lld::Gnu, &lld::elf::link}});
  if (!result.canRunAgain)
    llvm::report_fatal_error(llvm::Twine("the linker broke off: ") + messages);
  if (result.retCode != 0)
    return codegenError("cannot link `" + llvm::Twine(options.outputPath) + "`: " + firstLine(messages));

  std::vector<SharedNeed> needs;
  for (const SharedFeature *feature : features)
    needs.push_back({feature->library, feature->debianPackage});
  return needs;
}

} // namespace millrace::codegen
