#include "stdlib/Families.h"
#include "stdlib/Function.h"

namespace millrace {

#define MR_REGEX(name, parameters, result, symbol, nulls, documentation, example)                                      \
  MR_RECORD(name, parameters, result, "", symbol, nulls, Deterministic, true, "regex", documentation, example)

std::span<const FunctionRecord> regexRecords() {
  static const FunctionRecord records[] = {
      MR_REGEX("REGEXP", "STRING, STRING", "BOOLEAN", mr_fn_regexp, Strict,
               "Whether a regular expression matches some part of the string.", "REGEXP('foobar', 'o+b') => TRUE"),
      MR_REGEX("REGEXP_EXTRACT", "STRING, STRING, INT", "STRING", mr_fn_regexp_extract, StrictNullable,
               "The part that a group of the first match caught; group 0 is the whole match; NULL without a match.",
               "REGEXP_EXTRACT('foothebar', 'foo(.*?)(bar)', 2) => 'bar'"),
      MR_REGEX("REGEXP_EXTRACT", "STRING, STRING", "STRING", mr_fn_regexp_extract_all, StrictNullable,
               "The first match of a regular expression; NULL if there is none.", "REGEXP_EXTRACT('a12b3', '[0-9]+') => '12'"),
      MR_REGEX("REGEXP_REPLACE", "STRING, STRING, STRING", "STRING", mr_fn_regexp_replace, StrictNullable,
               "Replaces every match of a regular expression by a text.", "REGEXP_REPLACE('foobar', 'oo|ar', '') => 'fb'"),
      MR_REGEX("SIMILAR TO", "STRING, STRING", "BOOLEAN", mr_fn_similar, Strict,
               "Whether the whole string matches a pattern of SQL's regular expressions.", "'abc' SIMILAR TO '(a|x)_c' => TRUE"),
      MR_REGEX("SIMILAR TO", "STRING, STRING, STRING", "BOOLEAN", mr_fn_similar_escape, Strict,
               "Whether the whole string matches a pattern of SQL's regular expressions with an escape character.",
               "'a%c' SIMILAR TO 'a!%c' ESCAPE '!' => TRUE"),
  };
  return records;
}

} // namespace millrace
