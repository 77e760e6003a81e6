/// Compiles a script again and again in one process, to code that could run: what a session does with a query.
///
/// Prints, per tier and stage, milliseconds of the first compilation, of the best and of the median one, and the median's processor time:
/// `CompileBench SCRIPT [rounds]`. Each round has a session of its own, so nothing of the script is known beforehand. The first round also
/// pays for what the process does once: LLVM's targets, pages of its code, the kernels' bitcode.
#include "compiler/diagnostics/Render.h"
#include "compiler/driver/Compiler.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace millrace {
namespace {

using codegen::StageTime;

struct TierBound {
  const char *flag;
  codegen::Tier tier;
  int boundMs; ///< of the median's total
};
constexpr TierBound kTiers[] = {{"-O3", codegen::Tier::O3, 60}, {"-O0", codegen::Tier::O0, 20}};

/// The stages of one compilation, the total last.
std::vector<StageTime> compileOnce(const std::string &path, const std::string &sql, const driver::NativeOptions &native) {
  driver::Reports reports;
  std::unique_ptr<driver::Session> session;
  {
    auto timed = reports.times.measure("session");
    session = std::make_unique<driver::Session>("bench");
  }
  const source::SourceText &text = session->sources.add(path, sql);
  auto compiled = driver::compileScript(*session, text, {.native = native}, reports);
  if (!compiled || !compiled->pipeline) {
    std::fputs(diagnostics::renderText(reports.bag, session->sources, {}).c_str(), stderr);
    std::exit(1);
  }
  auto loaded = driver::loadPipeline(*compiled->pipeline, native, reports.times);
  if (!loaded) {
    std::fprintf(stderr, "%s\n", llvm::toString(loaded.takeError()).c_str());
    std::exit(1);
  }
  std::vector<StageTime> stages = reports.times.stages();
  stages.push_back(reports.times.total());
  return stages;
}

template <typename Field> double pick(const std::vector<std::vector<StageTime>> &rounds, size_t stage, Field field, double quantile) {
  std::vector<int64_t> values;
  for (const auto &round : rounds)
    values.push_back(round[stage].*field);
  std::sort(values.begin(), values.end());
  return static_cast<double>(values[static_cast<size_t>(quantile * static_cast<double>(values.size() - 1))]) / 1000;
}

void measure(const TierBound &bound, const std::string &path, const std::string &sql, int count) {
  driver::NativeOptions native{.tier = bound.tier, .target = llvm::cantFail(codegen::hostTarget())};
  std::vector<StageTime> first = compileOnce(path, sql, native);
  std::vector<std::vector<StageTime>> rounds;
  for (int round = 0; round < count; ++round)
    rounds.push_back(compileOnce(path, sql, native));
  fmt::print("compile {} (<= {} ms), ms, {} rounds in one process\n", bound.flag, bound.boundMs, count);
  fmt::print("{:<14} {:>8} {:>8} {:>8} {:>10}\n", "", "first", "best", "median", "median cpu");
  for (size_t stage = 0; stage < first.size(); ++stage)
    fmt::print("{:<14} {:>8.2f} {:>8.2f} {:>8.2f} {:>10.2f}\n", first[stage].stage, static_cast<double>(first[stage].durationUs) / 1000,
               pick(rounds, stage, &StageTime::durationUs, 0), pick(rounds, stage, &StageTime::durationUs, 0.5),
               pick(rounds, stage, &StageTime::processorUs, 0.5));
}

} // namespace
} // namespace millrace

int main(int argc, char **argv) {
  if (argc < 2) {
    std::fputs("usage: CompileBench SCRIPT [rounds]\n", stderr);
    return 1;
  }
  std::ifstream file(argv[1]);
  std::stringstream sql;
  sql << file.rdbuf();
  int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 20;
  for (const millrace::TierBound &bound : millrace::kTiers)
    millrace::measure(bound, argv[1], sql.str(), rounds);
}
