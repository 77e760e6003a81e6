/// Text form of lists inside types and attributes: `[a, b]`, also empty, which declarative formats cannot read.
#ifndef MILLRACE_COMPILER_REL_BRACKETED_H
#define MILLRACE_COMPILER_REL_BRACKETED_H

#include "mlir/IR/DialectImplementation.h"

namespace millrace {

template <typename T> mlir::ParseResult parseBracketed(mlir::AsmParser &parser, llvm::SmallVector<T> &values) {
  return parser.parseCommaSeparatedList(mlir::AsmParser::Delimiter::Square, [&]() -> mlir::ParseResult {
    mlir::FailureOr<T> value = mlir::FieldParser<T>::parse(parser);
    if (failed(value))
      return mlir::failure();
    values.push_back(*value);
    return mlir::success();
  });
}

template <typename T> void printBracketed(mlir::AsmPrinter &printer, llvm::ArrayRef<T> values) {
  printer << "[";
  llvm::interleaveComma(values, printer, [&](const T &value) {
    if constexpr (std::is_integral_v<T>)
      printer << value;
    else
      printer.printStrippedAttrOrType(value);
  });
  printer << "]";
}

} // namespace millrace

#endif
