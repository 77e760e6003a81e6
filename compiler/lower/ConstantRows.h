/// Packs the rows of VALUES at compile time (docs/formats/row.md), so that the runtime reads them as a batch.
#ifndef MILLRACE_COMPILER_LOWER_CONSTANTROWS_H
#define MILLRACE_COMPILER_LOWER_CONSTANTROWS_H

#include "runtime/abi/Schema.h"

#include "mlir/IR/BuiltinAttributes.h"

#include <string>

namespace millrace::lower {

/// `rows`: arrays of sql.constant values in column order. Rows of kind +I, one after another.
std::string packConstantRows(const Schema &schema, mlir::ArrayAttr rows);

} // namespace millrace::lower

#endif
