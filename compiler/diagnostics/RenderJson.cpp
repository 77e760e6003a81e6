#include "compiler/diagnostics/Render.h"

#include <nlohmann/json.hpp>

namespace millrace::diagnostics {

namespace {

using nlohmann::ordered_json;

ordered_json place(SourceRange range, const source::SourceSet &sources) {
  const source::SourceText &text = sources.get(range.source);
  source::LineColumn first = text.lineColumn(range.begin);
  source::LineColumn last = text.lineColumn(range.end);
  return {{"file", text.name()},     {"line", first.line},      {"column", first.column}, {"end_line", last.line},
          {"end_column", last.column}, {"begin", range.begin}, {"end", range.end}};
}

} // namespace

std::string renderJson(const Diagnostic &d, const source::SourceSet &sources) {
  ordered_json object = {{"code", codeOf(d.id)},
                         {"severity", d.severity() == Severity::Error ? "error" : "warning"},
                         {"message", d.message}};
  if (d.range)
    object.update(place(*d.range, sources));
  object["label"] = d.label;
  object["secondary"] = ordered_json::array();
  for (const Label &label : d.secondary) {
    ordered_json item = place(label.range, sources);
    item["label"] = label.text;
    object["secondary"].push_back(std::move(item));
  }
  object["notes"] = ordered_json::array();
  for (const Note &note : d.notes) {
    ordered_json item = {{"text", note.text}};
    if (note.range)
      item.update(place(*note.range, sources));
    object["notes"].push_back(std::move(item));
  }
  object["helps"] = ordered_json::array();
  for (const Help &help : d.helps) {
    ordered_json item = {{"text", help.text}};
    if (help.replacement) {
      item["replacement"] = place(help.replacement->range, sources);
      item["replacement"]["text"] = help.replacement->text;
    }
    object["helps"].push_back(std::move(item));
  }
  // A message may quote a name from a file in another encoding.
  return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string renderJson(const DiagnosticBag &bag, const source::SourceSet &sources) {
  std::string text;
  for (const Diagnostic *d : bag.sorted())
    text += renderJson(*d, sources);
  return text;
}

} // namespace millrace::diagnostics
