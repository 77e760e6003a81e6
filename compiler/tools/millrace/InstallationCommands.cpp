#include "compiler/tools/millrace/Script.h"

#include "compiler/codegen/Clang.h"
#include "compiler/codegen/Installation.h"
#include "compiler/diagnostics/Diagnostic.h"
#include "compiler/diagnostics/NearestName.h"
#include "runtime/time/TimeZone.h"

#include <fmt/format.h>

#include <cstdio>

namespace millrace::cli {

namespace {

/// Breaks at spaces before `width` columns.
std::string wrapped(std::string_view text, size_t width) {
  std::string result;
  size_t column = 0;
  while (!text.empty()) {
    size_t end = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, end);
    if (column > 0 && column + 1 + word.size() > width) {
      result += '\n';
      column = 0;
    } else if (column > 0) {
      result += ' ';
      ++column;
    }
    result += word;
    column += word.size();
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

int report(bool isFine, const std::string &what) {
  std::printf("%s  %s\n", isFine ? "ok     " : "missing", what.c_str());
  return isFine ? 0 : 1;
}

} // namespace

int docsCommand(const CommandOptions &options) {
  const diagnostics::DiagnosticRecord *record = diagnostics::findDiagnostic(options.code);
  if (!record) {
    std::vector<std::string> codes;
    for (const diagnostics::DiagnosticRecord &known : diagnostics::allDiagnostics())
      codes.push_back(diagnostics::codeOf(known.id));
    std::string hint = diagnostics::didYouMean(diagnostics::nearestNames(options.code, codes));
    showError("no diagnostic `" + options.code + "`" + (hint.empty() ? "" : ": " + hint));
    return kProgramWrong;
  }
  std::printf("%s: %s\n\n%s\n", diagnostics::codeOf(record->id).c_str(), std::string(record->title).c_str(),
              wrapped(record->explanation, 100).c_str());
  return kOk;
}

int doctorCommand(const CommandOptions &) {
  int problems = 0;
  auto host = codegen::hostTarget();
  if (host) {
    report(true, "CPU " + host->cpu + " (x86-64-v3 or newer)");
  } else {
    ++problems;
    report(false, llvm::toString(host.takeError()));
  }
  codegen::Installation installation = codegen::findInstallation();
  std::vector<std::string> missing = codegen::missingParts(installation);
  for (const std::string &path : missing)
    problems += report(false, path);
  if (missing.empty())
    report(true, "runtime library, kernels and link inputs in " + installation.libraryFolder);
  problems += report(TimeZone::find("Europe/Berlin") != nullptr, "time zone files (Debian package tzdata)");
  // Not a problem: only LANGUAGE CPP needs it.
  std::optional<std::string> clang = codegen::findClang();
  std::printf("%s\n", clang ? ("ok       " + *clang + " for functions in C++").c_str() : "note     no clang in PATH: functions in C++ cannot be compiled");
  std::printf("%s\n", problems == 0 ? "everything is there" : fmt::format("{} missing", problems).c_str());
  return problems == 0 ? kOk : kRunFailed;
}

} // namespace millrace::cli
