/// Explains a statement that the grammar refuses: tries small repairs, and names the one that makes it parse.
/// Private to this folder.
///
/// Source:  the idea of repairing by trial is Corchuelo et al., "Repairing syntax errors in LR parsers" (TOPLAS 2002);
///          expected tokens are found the same way, by parsing on with each candidate.
#ifndef MILLRACE_COMPILER_PARSE_SYNTAXERRORS_H
#define MILLRACE_COMPILER_PARSE_SYNTAXERRORS_H

#include "compiler/parse/GrammarRun.h"

namespace millrace::parse {

/// Reports one error for `lexemes`, which failed at index `failedAt`. `endOffset`: as for GrammarRun.
void reportSyntaxError(const Lexemes &lexemes, size_t failedAt, Entry entry, uint32_t endOffset, const source::SourceText &text,
                       diagnostics::DiagnosticBag &bag);

} // namespace millrace::parse

#endif
