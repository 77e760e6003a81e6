#include "compiler/codegen/Installation.h"

#include "compiler/codegen/Link.h"

#include <filesystem>

namespace millrace::codegen {

Installation findInstallation() {
  std::error_code ignored; // an unreadable link leaves an empty path, whose parts are then reported missing
  std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", ignored);
  return {(program.parent_path().parent_path() / "lib").string()};
}

std::vector<std::string> missingParts(const Installation &installation) {
  std::vector<std::string> needed = linkInputs(installation);
  needed.push_back(installation.kernels());
  needed.push_back(installation.kernelFolder() + "/index");
  needed.push_back(installation.includeFolder() + "/millrace/Function.h");
  std::vector<std::string> missing;
  for (const std::string &path : needed)
    if (std::error_code ignored; !std::filesystem::exists(path, ignored))
      missing.push_back(path);
  return missing;
}

} // namespace millrace::codegen
