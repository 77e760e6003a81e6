#include "compiler/codegen/Clang.h"

#include "compiler/codegen/Target.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

namespace millrace::codegen {

namespace {

constexpr unsigned kSecondsMax = 300;

/// A file that goes away with the object.
struct ScratchFile {
  explicit ScratchFile(const char *suffix) { failed = llvm::sys::fs::createTemporaryFile("millrace", suffix, path); }
  ~ScratchFile() {
    if (!failed)
      llvm::sys::fs::remove(path);
  }
  ScratchFile(const ScratchFile &) = delete;
  ScratchFile &operator=(const ScratchFile &) = delete;

  [[nodiscard]] std::string read() const {
    auto buffer = llvm::MemoryBuffer::getFile(path);
    return buffer ? (*buffer)->getBuffer().str() : std::string();
  }

  llvm::SmallString<128> path;
  std::error_code failed;
};

struct Line {
  CppPlace place;
  llvm::StringRef severity, text;
};

/// `FILE:LINE:COLUMN: SEVERITY: TEXT`; no value: another line.
std::optional<Line> readLine(llvm::StringRef line) {
  for (const char *severity : {"fatal error", "error", "warning", "note"}) {
    auto [place, text] = line.split((": " + llvm::Twine(severity) + ": ").str());
    if (text.empty())
      continue;
    Line read{{}, severity, text};
    auto [before, column] = place.rsplit(':');
    auto [file, number] = before.rsplit(':');
    if (column.getAsInteger(10, read.place.column) || number.getAsInteger(10, read.place.line))
      read.place = {}; // the driver's own: no place
    else
      read.place.file = file.str();
    return read;
  }
  return std::nullopt;
}

/// Of a make rule `OBJECT: FILE FILE \`; a blank in a name follows a backslash.
std::vector<std::string> readDependencies(llvm::StringRef rule) {
  std::vector<std::string> files;
  std::string name;
  llvm::StringRef rest = rule.split(": ").second;
  for (size_t i = 0; i <= rest.size(); ++i) {
    bool isEscape = i + 1 < rest.size() && rest[i] == '\\' && (rest[i + 1] == ' ' || rest[i + 1] == '\n');
    if (isEscape && rest[i + 1] == ' ') {
      name += ' ';
      ++i;
    } else if (i == rest.size() || isEscape || rest[i] == ' ' || rest[i] == '\n') {
      if (!name.empty())
        files.push_back(std::move(name));
      name.clear();
      i += isEscape;
    } else {
      name += rest[i];
    }
  }
  return files;
}

} // namespace

std::vector<ClangError> readClangErrors(std::string_view output) {
  std::vector<ClangError> errors;
  bool isError = false;
  for (llvm::StringRef text : llvm::split(llvm::StringRef(output.data(), output.size()), '\n')) {
    std::optional<Line> line = readLine(text);
    if (!line)
      continue;
    if (line->severity == "note") {
      if (isError)
        errors.back().notes.push_back({line->place, line->text.str()});
      continue;
    }
    isError = line->severity != "warning";
    if (isError)
      errors.push_back({line->place, line->text.str(), {}});
  }
  return errors;
}

std::optional<std::string> findClang() {
  for (const std::string &name : {"clang++-" + std::to_string(LLVM_VERSION_MAJOR), std::string("clang++")})
    if (auto found = llvm::sys::findProgramByName(name))
      return *found;
  return std::nullopt;
}

llvm::Expected<ClangOutput> runClang(const std::string &program, const std::string &source, const Installation &installation) {
  ScratchFile bitcode("bc"), rule("d"), messages("txt");
  for (const ScratchFile *file : {&bitcode, &rule, &messages})
    if (file->failed)
      return codegenError("cannot write a temporary file: " + file->failed.message());
  // As kernels are compiled (cmake/MillraceToolchain.cmake), so that all tiers compute the same bits. What a function leaves dangling must
  // not become a wrong row.
  std::string cpu = "-march=" + std::string(kLowestCpu), include = installation.includeFolder();
  const std::vector<llvm::StringRef> arguments = {
      program, "-x", "c++", "-std=c++20", "-O2", cpu, "-fPIC", "-ffp-contract=off", "-fwrapv", "-fno-stack-protector",
      "-gline-tables-only", "-fno-color-diagnostics", "-fno-caret-diagnostics", "-Werror=dangling", "-Werror=return-stack-address",
      "-Werror=return-type", "-isystem", include, "-MMD", "-MF", rule.path, "-c", "-emit-llvm", "-o", bitcode.path, source};
  std::string failure;
  bool hasNotRun = false;
  int code = llvm::sys::ExecuteAndWait(program, arguments, std::nullopt, {llvm::StringRef(""), llvm::StringRef(""), llvm::StringRef(messages.path)}, kSecondsMax, 0,
                                       &failure, &hasNotRun);
  if (hasNotRun || code < 0)
    return codegenError("`" + llvm::Twine(program) + "` did not run to its end: " + failure);
  ClangOutput output;
  output.messages = messages.read();
  output.errors = readClangErrors(output.messages);
  if (code == 0)
    output.bitcode = bitcode.read();
  output.dependencies = readDependencies(rule.read());
  return output;
}

} // namespace millrace::codegen
