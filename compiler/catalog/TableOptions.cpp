#include "compiler/catalog/TableOptions.h"

#include "compiler/catalog/SessionOptions.h"
#include "compiler/diagnostics/NearestName.h"
#include "runtime/abi/ConnectorRecords.h"
#include "runtime/abi/FormatRecords.h"
#include "stdlib/ResultRules.h"

#include <algorithm>
#include <charconv>

namespace millrace::catalog {
namespace {

using diagnostics::Diagnostic;
using diagnostics::DiagnosticBag;
using diagnostics::DiagnosticId;

/// What every table takes, whatever its connector.
constexpr OptionRecord kEveryTable[] = {
    {"connector", OptionKind::Text, "", true, "", "where rows come from or go to"},
    {"scan.watermark.emit.strategy", OptionKind::Word, "on-periodic", false, "on-periodic,on-event", "when watermarks are emitted"},
    {"scan.watermark.idle-timeout", OptionKind::Duration, "0", false, "", "time without rows after which a split does not hold back the watermark"},
};
constexpr OptionRecord kFormatOption = {"format", OptionKind::Text, "", true, "", "how rows are written as bytes"};

template <typename Records> std::vector<std::string> namesOf(const Records &records) {
  std::vector<std::string> names;
  for (const auto &record : records)
    names.emplace_back(record.name);
  return names;
}

std::string list(const std::vector<std::string> &names) {
  std::string text;
  for (const std::string &name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

void suggestText(Diagnostic &diagnostic, const ast::QuotedText &wanted, const std::vector<std::string> &candidates) {
  auto nearest = diagnostics::nearestNames(wanted.value, candidates);
  if (nearest.size() == 1)
    diagnostic.withHelp(diagnostics::didYouMean(nearest), wanted.range, "'" + nearest[0] + "'");
  else if (!nearest.empty())
    diagnostic.withHelp(diagnostics::didYouMean(nearest));
}

std::optional<double> parseNumber(std::string_view text) {
  double value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  bool isWhole = error == std::errc() && end == text.data() + text.size();
  return isWhole ? std::optional(value) : std::nullopt;
}

bool isWord(std::string_view words, std::string_view value) {
  std::string all = "," + std::string(words) + ",";
  return !value.empty() && value.find(',') == std::string_view::npos && all.find("," + std::string(value) + ",") != std::string::npos;
}

/// `, from 1 to 10` or `, at least 1`, in the unit of the kind.
std::string boundsText(const OptionRecord &record) {
  auto shown = [&](int64_t value) {
    std::string_view unit = record.kind == OptionKind::Duration ? " ms" : record.kind == OptionKind::Size ? " bytes" : "";
    return std::to_string(value) + std::string(unit);
  };
  auto [least, most] = record.bounds;
  bool hasLeast = least != OptionBounds().least, hasMost = most != OptionBounds().most;
  if (hasLeast && hasMost)
    return ", from " + shown(least) + " to " + shown(most);
  return hasLeast ? ", at least " + shown(least) : hasMost ? ", at most " + shown(most) : "";
}

/// `wanted` unless there is a value, and it is within bounds.
template <typename Value> std::string misfitOf(const OptionRecord &record, std::optional<Value> value, const std::string &wanted) {
  auto [least, most] = record.bounds;
  bool fits = value && !(*value < static_cast<Value>(least)) && !(*value > static_cast<Value>(most));
  return fits ? "" : wanted;
}

/// What the option wants; empty if the value fits.
std::string misfit(const OptionRecord &record, std::string_view value) {
  switch (record.kind) {
  case OptionKind::Text:
    return "";
  case OptionKind::Integer:
    return misfitOf(record, parseInteger(value), "a whole number" + boundsText(record));
  case OptionKind::Number:
    return misfitOf(record, parseNumber(value), "a number" + boundsText(record));
  case OptionKind::Boolean:
    return parseBoolean(value) ? "" : "`true` or `false`";
  case OptionKind::Duration:
    return misfitOf(record, parseDurationMs(value), "a duration such as `10 s`" + boundsText(record));
  case OptionKind::Size:
    return misfitOf(record, parseSizeBytes(value), "a size such as `128 mb`" + boundsText(record));
  case OptionKind::Character:
    return value.size() == 1 ? "" : "a single character";
  case OptionKind::Word:
    return isWord(record.words, value) ? "" : "one of " + list([&] {
      std::vector<std::string> words;
      std::string_view rest = record.words;
      while (!rest.empty()) {
        size_t comma = rest.find(',');
        words.emplace_back(rest.substr(0, comma));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
      }
      return words;
    }());
  }
  return "";
}

class OptionsBinder {
public:
  OptionsBinder(const std::vector<ast::Option> &options, SourceRange range, Table &table, DiagnosticBag &bag)
      : options_(options), range_(range), table_(table), bag_(bag) {}

  bool bind() {
    takeValues();
    findConnector();
    if (!connector_)
      return false;
    findFormats();
    for (const ast::Option &option : options_)
      checkOption(option);
    checkRequired();
    checkMetadata();
    checkColumns();
    return ok_;
  }

private:
  struct Format {
    std::string prefix; ///< `json.`, `value.json.`
    const FormatRecord *record;
  };

  Diagnostic &report(DiagnosticId id, SourceRange range, std::string message) {
    ok_ = false;
    return bag_.report(id, range, std::move(message));
  }

  const ast::Option *find(std::string_view key) const {
    auto found = std::find_if(options_.begin(), options_.end(), [&](const ast::Option &option) { return option.key.value == key; });
    return found == options_.end() ? nullptr : &*found;
  }

  void takeValues() {
    for (const ast::Option &option : options_) {
      bool isNew = table_.options.emplace(option.key.value, option.value.value).second;
      if (!isNew)
        report(DiagnosticId::RepeatedClause, option.key.range, "option `" + option.key.value + "` stands twice")
            .withSecondary(find(option.key.value)->key.range, "first here");
    }
  }

  void findConnector() {
    const ast::Option *option = find("connector");
    if (!option) {
      bool hasClause = !options_.empty();
      report(DiagnosticId::MissingOption, hasClause ? range_ : table_.nameRange, "table `" + table_.path.object + "` has no connector")
          .withHelp("say where its rows are, as in WITH ('connector' = 'filesystem', 'path' = '…', 'format' = 'json')");
      return;
    }
    connector_ = findConnectorRecord(option->value.value);
    if (connector_)
      return;
    std::vector<std::string> names = namesOf(connectorRecords());
    auto &diagnostic = report(DiagnosticId::UnknownConnector, option->value.range, "no connector is named `" + option->value.value + "`");
    diagnostic.withNote("connectors: " + list(names));
    suggestText(diagnostic, option->value, names);
  }

  void findFormats() {
    if (!connector_->takesFormat)
      return;
    bool found = false;
    for (std::string_view key : {"format", "value.format", "key.format"}) {
      const ast::Option *option = find(key);
      if (!option)
        continue;
      found |= key != "key.format";
      const FormatRecord *record = findFormatRecord(option->value.value);
      if (!record) {
        std::vector<std::string> names = namesOf(formatRecords());
        auto &diagnostic = report(DiagnosticId::UnknownFormat, option->value.range, "no format is named `" + option->value.value + "`");
        diagnostic.withNote("formats: " + list(names));
        suggestText(diagnostic, option->value, names);
        continue;
      }
      std::string prefix(key.substr(0, key.size() - std::string_view("format").size()));
      formats_.push_back({prefix + std::string(record->name) + ".", record});
    }
    if (!found)
      missing("format", "connector `" + std::string(connector_->name) + "` needs a format", "formats: " + list(namesOf(formatRecords())));
  }

  void missing(const std::string &key, const std::string &message, const std::string &note) {
    report(DiagnosticId::MissingOption, range_, message).withLabel("`" + key + "` is not set").withNote(note);
  }

  const OptionRecord *findRecord(const std::string &key) const {
    if (const OptionRecord *record = findOption(kEveryTable, key))
      return record;
    if (connector_->takesFormat && key == "format")
      return &kFormatOption;
    if (const OptionRecord *record = findOption(connector_->options, key))
      return record;
    for (const Format &format : formats_)
      if (key.starts_with(format.prefix))
        if (const OptionRecord *record = findOption(format.record->options, std::string_view(key).substr(format.prefix.size())))
          return record;
    return nullptr;
  }

  std::vector<std::string> knownKeys() const {
    std::vector<std::string> keys;
    for (const OptionRecord &record : kEveryTable)
      keys.emplace_back(record.key);
    if (connector_->takesFormat)
      keys.emplace_back("format");
    for (const OptionRecord &record : connector_->options) {
      size_t hash = record.key.find('#');
      if (record.key.ends_with('*'))
        continue;
      if (hash == std::string_view::npos)
        keys.emplace_back(record.key);
      for (const Column &column : table_.columns)
        if (hash != std::string_view::npos)
          keys.push_back(std::string(record.key.substr(0, hash)) + column.name + std::string(record.key.substr(hash + 1)));
    }
    for (const Format &format : formats_)
      for (const OptionRecord &record : format.record->options)
        keys.push_back(format.prefix + std::string(record.key));
    return keys;
  }

  void checkOption(const ast::Option &option) {
    const OptionRecord *record = findRecord(option.key.value);
    if (!record) {
      // After an unknown format its options cannot be judged.
      if (connector_->takesFormat && formats_.empty())
        return;
      auto &diagnostic = report(DiagnosticId::UnknownOption, option.key.range, "connector `" + std::string(connector_->name) + "` has no option `" + option.key.value + "`");
      suggestText(diagnostic, option.key, knownKeys());
      return;
    }
    checkColumnOfKey(*record, option);
    std::string wanted = misfit(*record, option.value.value);
    if (!wanted.empty())
      report(DiagnosticId::InvalidOptionValue, option.value.range, "option `" + option.key.value + "` cannot be '" + option.value.value + "'")
          .withLabel("wanted " + wanted)
          .withNote(std::string(record->documentation));
  }

  /// `fields.prize.min`: the column must be one of the table.
  void checkColumnOfKey(const OptionRecord &record, const ast::Option &option) {
    size_t hash = record.key.find('#');
    if (hash == std::string_view::npos)
      return;
    std::string_view key = option.key.value;
    std::string_view path = key.substr(hash, key.size() - (record.key.size() - 1));
    std::string column(path.substr(0, path.find('.')));
    if (table_.findColumn(path) || table_.findColumn(column))
      return;
    std::vector<std::string> names;
    for (const Column &known : table_.columns)
      names.push_back(known.name);
    auto &diagnostic = report(DiagnosticId::UnknownOption, option.key.range, "option `" + option.key.value + "` names `" + column + "`, which is no column");
    auto nearest = diagnostics::nearestNames(column, names);
    if (!nearest.empty())
      diagnostic.withHelp(diagnostics::didYouMean(nearest));
  }

  void checkRequired() {
    for (const OptionRecord &record : connector_->options)
      if (record.isRequired && !table_.options.contains(std::string(record.key)))
        missing(std::string(record.key), "connector `" + std::string(connector_->name) + "` needs the option `" + std::string(record.key) + "`",
                "`" + std::string(record.key) + "`: " + std::string(record.documentation));
    bool takesTopic = findOption(connector_->options, "topic-pattern");
    if (takesTopic && !find("topic") && !find("topic-pattern"))
      missing("topic", "connector `" + std::string(connector_->name) + "` needs the option `topic`", "a source may have `topic-pattern` instead");
  }

  void checkMetadata() {
    for (Column &column : table_.columns) {
      if (!column.isMetadata())
        continue;
      auto found = std::find_if(connector_->metadata.begin(), connector_->metadata.end(),
                                [&](const MetadataRecord &record) { return record.key == column.metadataKey; });
      if (found == connector_->metadata.end()) {
        std::vector<std::string> keys;
        for (const MetadataRecord &record : connector_->metadata)
          keys.emplace_back(record.key);
        auto &diagnostic = report(DiagnosticId::InvalidMetadataColumn, column.range,
                                  "connector `" + std::string(connector_->name) + "` has no metadata `" + column.metadataKey + "`");
        diagnostic.withNote(keys.empty() ? "it has none" : "it has " + list(keys));
        continue;
      }
      column.metadataType = parseRecordType(found->type).value_or(column.type);
      Type given = column.metadataType, wanted = column.type;
      given.nullable = wanted.nullable = true;
      if (castSupport(given, wanted) == CastSupport::None)
        report(DiagnosticId::InvalidMetadataColumn, column.range,
               "metadata `" + column.metadataKey + "` cannot be read as " + toString(wanted))
            .withLabel("it is " + toString(given));
    }
  }

  void checkColumns() {
    size_t physicalCount = static_cast<size_t>(std::count_if(table_.columns.begin(), table_.columns.end(), [](const Column &column) { return column.isPhysical(); }));
    if (connector_->partitions == PartitionUse::Folders)
      physicalCount -= table_.partitionKeys.size();
    const ast::Option *option = find("format") ? find("format") : find("value.format");
    if (option && option->value.value == "raw" && physicalCount != 1)
      report(DiagnosticId::InvalidOptionValue, option->value.range, "format `raw` takes a table of one column")
          .withLabel("the table has " + std::to_string(physicalCount) + " physical columns in its records");
  }

  const std::vector<ast::Option> &options_;
  SourceRange range_;
  Table &table_;
  DiagnosticBag &bag_;
  const ConnectorRecord *connector_ = nullptr;
  std::vector<Format> formats_;
  bool ok_ = true;
};

} // namespace

bool bindTableOptions(const std::vector<ast::Option> &options, SourceRange optionsRange, Table &table, DiagnosticBag &bag) {
  return OptionsBinder(options, optionsRange, table, bag).bind();
}

} // namespace millrace::catalog
