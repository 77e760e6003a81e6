#include "compiler/driver/Session.h"

#include "compiler/flow/FlowDialect.h"
#include "compiler/rel/RelDialect.h"
#include "compiler/sql/SqlDialect.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"

#include <cstdlib>
#include <filesystem>
#include <map>

namespace millrace::driver {

Session::Session(std::string programName)
    : context(mlir::MLIRContext::Threading::DISABLED), programName(std::move(programName)) {
  context.loadDialect<sql::SqlDialect, rel::RelDialect, flow::FlowDialect, mlir::scf::SCFDialect,
                      mlir::LLVM::LLVMDialect>();
}

DescriptorOptions Session::descriptorOptions() const {
  std::map<std::string, std::string> merged(settings.values().begin(), settings.values().end());
  for (const auto &[key, value] : internalOptions)
    merged[key] = value;
  return {merged.begin(), merged.end()};
}

std::string Session::timeZone() const {
  std::string zone = settings.get("table.local-time-zone");
  if (!zone.empty() && zone != "default")
    return zone;
  if (const char *variable = std::getenv("TZ"); variable && *variable && *variable != ':')
    return variable;
  // /etc/localtime points into the zone database; the name is the path below `zoneinfo/`.
  std::error_code ignored;
  std::string target = std::filesystem::read_symlink("/etc/localtime", ignored).string();
  size_t at = target.find("zoneinfo/");
  std::string name = at == std::string::npos ? "" : target.substr(at + 9);
  return name.empty() || name == "Etc/UTC" ? "UTC" : name;
}

} // namespace millrace::driver
