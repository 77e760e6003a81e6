/// What EXPLAIN tells of one operator.
#ifndef MILLRACE_COMPILER_FLOW_DESCRIPTION_H
#define MILLRACE_COMPILER_FLOW_DESCRIPTION_H

#include <string>

namespace millrace::flow {

/// Flink's name of an operator and what it does, as EXPLAIN writes it: `Calc`, `select=[a, b]`.
struct Description {
  std::string name, detail;
};

} // namespace millrace::flow

#endif
