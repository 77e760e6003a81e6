/// Finds what could stand where a statement failed. Private to this folder.
#ifndef MILLRACE_COMPILER_PARSE_EXPECTATIONS_H
#define MILLRACE_COMPILER_PARSE_EXPECTATIONS_H

#include "compiler/parse/GrammarRun.h"

#include <string>

namespace millrace::parse {

/// Words for messages: "a name", "an expression", "`)`", "`FROM`"; empty when there are too many to be of use.
[[nodiscard]] std::vector<std::string> expectedAt(const Lexemes &lexemes, size_t index, Entry entry);

} // namespace millrace::parse

#endif
