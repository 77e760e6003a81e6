/// Writes diagnostics for people (source line with `^^^` under the range) and for programs (JSON lines).
///
/// Shape:   text form: `error[MR0312]: message`, ` --> file:line:column`, the line, the marks, notes, helps.
///          JSON form: one object a line: code, severity, message, file, line, column, end_line, end_column, begin, end
///          (byte offsets), label, secondary, notes, helps with replacement.
/// Errors:  none; a range outside its text is drawn at the text's end.
#ifndef MILLRACE_COMPILER_DIAGNOSTICS_RENDER_H
#define MILLRACE_COMPILER_DIAGNOSTICS_RENDER_H

#include "compiler/diagnostics/DiagnosticBag.h"

namespace millrace::diagnostics {

struct RenderOptions {
  bool colors = false;
};

[[nodiscard]] std::string renderText(const Diagnostic &diagnostic, const source::SourceSet &sources,
                                     const RenderOptions &options = {});
/// All of `bag.sorted()`, a blank line between, and a closing count line (`2 errors`) when there is more than one.
[[nodiscard]] std::string renderText(const DiagnosticBag &bag, const source::SourceSet &sources,
                                     const RenderOptions &options = {});

[[nodiscard]] std::string renderJson(const Diagnostic &diagnostic, const source::SourceSet &sources);
[[nodiscard]] std::string renderJson(const DiagnosticBag &bag, const source::SourceSet &sources);

} // namespace millrace::diagnostics

#endif
