/// Checks WITH (…) against the records of connectors and formats.
///
/// Shape:   `connector` chooses the connector's record, `format` (and `key.format`, `value.format`) the formats'; a format's options
///          have its name as prefix: `json.ignore-parse-errors`.
/// Errors:  MR0203 … MR0207 and MR0210 at the key or value; MR0220 for metadata that nobody offers.
#ifndef MILLRACE_COMPILER_CATALOG_TABLEOPTIONS_H
#define MILLRACE_COMPILER_CATALOG_TABLEOPTIONS_H

#include "compiler/catalog/Table.h"
#include "compiler/diagnostics/DiagnosticBag.h"

namespace millrace::catalog {

/// Fills `table.options`; its columns are known already. False after an error.
[[nodiscard]] bool bindTableOptions(const std::vector<ast::Option> &options, SourceRange optionsRange, Table &table, diagnostics::DiagnosticBag &bag);

} // namespace millrace::catalog

#endif
