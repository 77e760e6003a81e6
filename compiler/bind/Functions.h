/// Finds the overload of a function record that fits the arguments, with Flink's implicit casts.
///
/// Shape:   exact kinds win over casts, short casts over long ones, then the order of the records decides.
/// Errors:  MR0304 unknown function, MR0410 Flink's function that has no record yet, MR0305 argument count, MR0306 argument types
///          (the note lists every signature).
#ifndef MILLRACE_COMPILER_BIND_FUNCTIONS_H
#define MILLRACE_COMPILER_BIND_FUNCTIONS_H

#include "compiler/bind/BindState.h"
#include "compiler/bind/Scalar.h"

namespace millrace::bind {

/// Where to point, and how the user wrote the function.
struct CallSite {
  std::string spelled; ///< `SUBSTRING`, `FLOOR(… TO HOUR)`: for messages
  SourceRange nameRange;
  SourceRange range;
};

/// `name` is the record's (upper case, `EXTRACT:YEAR`). nullptr after an error.
[[nodiscard]] ScalarPtr bindFunction(BindState &state, const std::string &name, std::vector<ScalarPtr> args, const CallSite &site);

/// The same without a report: nullptr if no overload fits.
[[nodiscard]] ScalarPtr tryFunction(const std::string &name, const std::vector<ScalarPtr> &args, SourceRange range);

[[nodiscard]] bool hasFunction(const std::string &name);
/// A function of Flink's surface, with or without a record.
[[nodiscard]] bool isFlinkFunction(const std::string &name);
/// MR0304 or MR0410.
void reportUnknownFunction(BindState &state, const std::string &name, const CallSite &site);
/// Sorted, lower case: what SHOW FUNCTIONS lists.
[[nodiscard]] std::vector<std::string> functionNames();

/// `INT, STRING`: types of arguments for messages.
[[nodiscard]] std::string typeList(const std::vector<ScalarPtr> &args);
[[nodiscard]] inline std::string typeText(const Type &type) { return toString(withNull(type, true)); }

} // namespace millrace::bind

#endif
