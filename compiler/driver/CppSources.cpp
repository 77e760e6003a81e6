#include "compiler/driver/CppSources.h"

#include "compiler/codegen/CppModule.h"
#include "compiler/driver/CppErrors.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"

#include "llvm/Config/llvm-config.h"

#include <filesystem>
#include <set>

namespace millrace::driver {

using diagnostics::DiagnosticBag;
using diagnostics::DiagnosticId;
using source::SourceRange;

std::vector<CppSources::File> CppSources::look(const std::vector<std::string> &paths) {
  std::vector<File> files;
  for (const std::string &path : paths) {
    std::error_code ignored; // a file that is gone has no time and no size, and so differs
    files.push_back({path, static_cast<int64_t>(std::filesystem::last_write_time(path, ignored).time_since_epoch().count()), std::filesystem::file_size(path, ignored)});
  }
  return files;
}

bool CppSources::isCurrent(const Compiled &compiled) const {
  std::vector<std::string> paths;
  for (const File &file : compiled.files)
    paths.push_back(file.path);
  return look(paths) == compiled.files;
}

const catalog::CppFunctions *CppSources::compile(const std::string &path, SourceRange at, DiagnosticBag &bag) {
  if (std::error_code ignored; !std::filesystem::is_regular_file(path, ignored)) {
    bag.report(DiagnosticId::CppSourceMissing, at, "there is no file `" + path + "`").withNote("a relative path starts at the folder of the SQL file");
    return nullptr;
  }
  auto &versions = compiled_[path];
  if (!versions.empty() && isCurrent(*versions.back()))
    return &versions.back()->functions;
  std::optional<std::string> clang = codegen::findClang();
  if (!clang) {
    bag.report(DiagnosticId::CppCompilerMissing, at, "functions in C++ need clang, and none is in PATH")
        .withHelp("install clang " + std::to_string(LLVM_VERSION_MAJOR) + " (Debian package clang-" + std::to_string(LLVM_VERSION_MAJOR) + ")");
    return nullptr;
  }
  CppErrors errors(texts_, bag, path, at);
  // Looked at before clang reads them: what changes meanwhile is read again next time.
  std::vector<File> before = look({path});
  auto output = codegen::runClang(*clang, path, codegen::findInstallation());
  if (!output) {
    bag.report(DiagnosticId::CppCompilerMissing, at, llvm::toString(output.takeError()));
    return nullptr;
  }
  if (output->bitcode.empty()) {
    errors.report(*output);
    return nullptr;
  }
  auto module = codegen::readCppModule(output->bitcode, path);
  if (!module) {
    llvm::consumeError(module.takeError());
    bag.report(DiagnosticId::CppCompilerMissing, at, "the bitcode of `" + *clang + "` cannot be read")
        .withHelp("install clang " + std::to_string(LLVM_VERSION_MAJOR) + ", or an older one, as `clang++-" + std::to_string(LLVM_VERSION_MAJOR) + "`");
    return nullptr;
  }
  if (!module->complaints.empty()) {
    errors.report(module->complaints);
    return nullptr;
  }
  for (const auto &function : module->functions)
    moduleOf_[function->symbol] = modules_.size();
  modules_.push_back(std::move(module->bitcode));
  std::vector<File> files = look(output->dependencies);
  for (File &file : files)
    if (file.path == path)
      file = before.front();
  versions.push_back(std::make_unique<Compiled>(Compiled{std::move(module->functions), std::move(files)}));
  return &versions.back()->functions;
}

std::vector<std::string> CppSources::bitcodeFor(mlir::ModuleOp module) const {
  std::set<size_t> needed;
  if (!moduleOf_.empty())
    for (auto function : module.getOps<mlir::LLVM::LLVMFuncOp>())
      if (auto found = moduleOf_.find(function.getName()); found != moduleOf_.end())
        needed.insert(found->second);
  std::vector<std::string> bitcode;
  for (size_t index : needed)
    bitcode.push_back(modules_[index]);
  return bitcode;
}

} // namespace millrace::driver
