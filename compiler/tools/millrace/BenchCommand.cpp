#include "compiler/tools/millrace/Script.h"

#include <fmt/format.h>

namespace millrace::cli {

namespace {

/// The columns of Nexmark's Kafka table. {0}: name; {1}: options.
constexpr const char *kEventTable = R"(CREATE TABLE {0} (
  event_type INT,
  person ROW<id BIGINT, name STRING, emailAddress STRING, creditCard STRING, city STRING, state STRING, `dateTime` TIMESTAMP(3), extra STRING>,
  auction ROW<id BIGINT, itemName STRING, description STRING, initialBid BIGINT, reserve BIGINT, `dateTime` TIMESTAMP(3),
    expires TIMESTAMP(3), seller BIGINT, category BIGINT, extra STRING>,
  bid ROW<auction BIGINT, bidder BIGINT, price BIGINT, channel STRING, url STRING, `dateTime` TIMESTAMP(3), extra STRING>
) WITH ({1});
)";

std::string quoted(std::string_view text) {
  std::string made = "'";
  for (char c : text)
    made += c == '\'' ? "''" : std::string(1, c);
  return made + "'";
}

std::string scriptOf(const NexmarkOptions &nexmark, const std::string &path) {
  std::string options = fmt::format("'connector' = 'nexmark', 'events.num' = '{0}', 'first-event.rate' = '{1}', 'next-event.rate' = '{1}'",
                                    nexmark.eventCount, nexmark.rate);
  return fmt::format("SET 'millrace.nexmark.seed' = '{}';\n", nexmark.seed) + fmt::format(kEventTable, "events", options) +
         fmt::format(kEventTable, "lines", "'connector' = 'filesystem', 'format' = 'json', 'path' = " + quoted(path)) +
         "INSERT INTO lines SELECT event_type, person, auction, bid FROM events;\n";
}

/// Makes the path name one file: without an extension it would be a directory of part files.
bool makeEmptyFile(const std::string &path) {
  Result<std::unique_ptr<WritableFile>> file = posixEnv().openForWriting(path, WriteMode::Truncate);
  Status status = file.isOk() ? (*file)->close() : file.status();
  if (!status.isOk())
    showError(status.toString());
  return status.isOk();
}

} // namespace

/// One shard, so that the events stand in their order and the file is the same for the same seed.
int benchNexmarkCommand(const CommandOptions &options) {
  if (options.outputPath != "-" && !makeEmptyFile(options.outputPath))
    return kRunFailed;
  driver::Session session("nexmark");
  const source::SourceText &text = session.sources.add("nexmark", scriptOf(options.nexmark, options.outputPath));
  driver::CompileOptions compileOptions;
  if (!resolveNative(options, "native", compileOptions.native))
    return kProgramWrong;
  driver::Reports reports;
  auto compiled = driver::compileScript(session, text, compileOptions, reports);
  showDiagnostics(reports.bag, session.sources, false);
  if (!compiled || !compiled->pipeline)
    return kProgramWrong;
  return loadAndRun(session, *compiled->pipeline, compileOptions.native, {.parallelism = 1}, reports.times);
}

} // namespace millrace::cli
