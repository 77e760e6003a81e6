// Time points to and from text and numbers. Patterns: stdlib/temporal/Pattern.h.
#include "stdlib/Families.h"
#include "stdlib/Function.h"

namespace millrace {

#define MR_TEXT(name, parameters, result, constants, symbol, nulls, mayFail, documentation, example)                   \
  MR_RECORD(name, parameters, result, constants, symbol, nulls, Deterministic, mayFail, "temporal", documentation, example)

std::span<const FunctionRecord> temporalTextRecords() {
  static const FunctionRecord records[] = {
      MR_TEXT("DATE_FORMAT", "TIMESTAMP, STRING", "STRING", "", mr_fn_date_format, Strict, true,
              "A timestamp in a pattern of Java's DateTimeFormatter.",
              "DATE_FORMAT(TIMESTAMP '2024-05-17 14:45:30', 'yyyy/MM/dd HH:mm') => '2024/05/17 14:45'"),
      MR_TEXT("DATE_FORMAT", "TIMESTAMP_LTZ, STRING", "STRING", "", mr_fn_date_format_ltz, Strict, true,
              "An instant in the session's zone, in a pattern of Java's DateTimeFormatter.",
              "DATE_FORMAT(CAST(TIMESTAMP '2024-05-17 14:45:30' AS TIMESTAMP_LTZ(3)), 'EEE d MMM') => 'Fri 17 May'"),
      MR_TEXT("DATE_FORMAT", "STRING, STRING", "STRING", "", mr_fn_date_format_string, StrictNullable, true,
              "A text of the form yyyy-MM-dd HH:mm:ss in a pattern of Java's SimpleDateFormat; NULL for another text.",
              "DATE_FORMAT('2024-05-17 14:45:30', 'yyyyMMdd') => '20240517'"),
      MR_TEXT("FROM_UNIXTIME", "BIGINT", "STRING", "", mr_fn_from_unixtime, Strict, true,
              "Seconds since 1970-01-01 00:00:00 UTC as yyyy-MM-dd HH:mm:ss in the session's zone.",
              "FROM_UNIXTIME(UNIX_TIMESTAMP('2024-05-17 14:45:30')) => '2024-05-17 14:45:30'"),
      MR_TEXT("FROM_UNIXTIME", "BIGINT, STRING", "STRING", "", mr_fn_from_unixtime_with, Strict, true,
              "Seconds since 1970-01-01 00:00:00 UTC in a pattern of Java's SimpleDateFormat, in the session's zone.",
              "FROM_UNIXTIME(UNIX_TIMESTAMP('2024-05-17 14:45:30'), 'HH:mm') => '14:45'"),
      MR_TEXT("UNIX_TIMESTAMP", "STRING", "BIGINT", "", mr_fn_unix_timestamp_of, Strict, true,
              "Seconds since 1970-01-01 00:00:00 UTC of a text yyyy-MM-dd HH:mm:ss in the session's zone; the least BIGINT for another text.",
              "UNIX_TIMESTAMP('1970-01-02 00:00:00') - UNIX_TIMESTAMP('1970-01-01 00:00:00') => 86400"),
      MR_TEXT("UNIX_TIMESTAMP", "STRING, STRING", "BIGINT", "", mr_fn_unix_timestamp_with, Strict, true,
              "Seconds since 1970-01-01 00:00:00 UTC of a text in a pattern of Java's SimpleDateFormat.",
              "UNIX_TIMESTAMP('1970-01-02', 'yyyy-MM-dd') - UNIX_TIMESTAMP('1970-01-01', 'yyyy-MM-dd') => 86400"),
      MR_TEXT("TO_DATE", "STRING", "DATE", "", mr_fn_to_date, StrictNullable, false,
              "The date that a text yyyy-MM-dd says; NULL for another text.", "TO_DATE('2024-05-17') => DATE '2024-05-17'"),
      MR_TEXT("TO_DATE", "STRING, STRING", "DATE", "", mr_fn_to_date_with, StrictNullable, true,
              "The date that a text says in a pattern of Java's SimpleDateFormat; NULL for another text.",
              "TO_DATE('17.05.2024', 'dd.MM.yyyy') => DATE '2024-05-17'"),
      MR_TEXT("TO_TIMESTAMP", "STRING", "TIMESTAMP(3)", "", mr_fn_to_timestamp, StrictNullable, false,
              "The timestamp that a text yyyy-MM-dd HH:mm:ss[.SSS] says; NULL for another text.",
              "TO_TIMESTAMP('2024-05-17 14:45:30.5') => TIMESTAMP '2024-05-17 14:45:30.500'"),
      MR_TEXT("TO_TIMESTAMP", "STRING, STRING", "TIMESTAMP(3)", "", mr_fn_to_timestamp_with, StrictNullable, true,
              "The timestamp that a text says in a pattern of Java's DateTimeFormatter; NULL for another text.",
              "TO_TIMESTAMP('17.05.2024 14h', 'dd.MM.yyyy HH''h''') => TIMESTAMP '2024-05-17 14:00:00.000'"),
      MR_TEXT("TO_TIMESTAMP_LTZ", "BIGINT, INT", "TIMESTAMP_LTZ(3)", "", mr_fn_ltz_of_number, StrictNullable, true,
              "The instant of seconds (precision 0) or milliseconds (3) since 1970-01-01 00:00:00 UTC.",
              "TO_TIMESTAMP_LTZ(1, 0) = TO_TIMESTAMP_LTZ(1000, 3) => TRUE"),
      MR_TEXT("TO_TIMESTAMP_LTZ", "DOUBLE, INT", "TIMESTAMP_LTZ(3)", "", mr_fn_ltz_of_double, StrictNullable, true,
              "The instant of seconds (precision 0) or milliseconds (3) since 1970-01-01 00:00:00 UTC.",
              "TO_TIMESTAMP_LTZ(1.5E0, 0) = TO_TIMESTAMP_LTZ(1500, 3) => TRUE"),
      MR_TEXT("TO_TIMESTAMP_LTZ", "DECIMAL, INT", "TIMESTAMP_LTZ(3)", "s0", mr_fn_ltz_of_decimal, StrictNullable, true,
              "The instant of whole seconds (precision 0) or milliseconds (3) since 1970-01-01 00:00:00 UTC.",
              "TO_TIMESTAMP_LTZ(1.0, 0) = TO_TIMESTAMP_LTZ(1000, 3) => TRUE"),
      MR_TEXT("TO_TIMESTAMP_LTZ", "STRING", "TIMESTAMP_LTZ(3)", "", mr_fn_ltz_of_text, StrictNullable, false,
              "The instant that a text yyyy-MM-dd HH:mm:ss[.SSS] says in UTC; NULL for another text.",
              "TO_TIMESTAMP_LTZ('1970-01-01 00:00:01') = TO_TIMESTAMP_LTZ(1000, 3) => TRUE"),
      MR_TEXT("TO_TIMESTAMP_LTZ", "STRING, STRING", "TIMESTAMP_LTZ(3)", "", mr_fn_ltz_of_text_with, StrictNullable, true,
              "The instant that a text says in UTC and a pattern of Java's DateTimeFormatter; NULL for another text.",
              "TO_TIMESTAMP_LTZ('19700102', 'yyyyMMdd') = TO_TIMESTAMP_LTZ(86400000, 3) => TRUE"),
      MR_TEXT("TO_TIMESTAMP_LTZ", "STRING, STRING, STRING", "TIMESTAMP_LTZ(3)", "", mr_fn_ltz_of_text_in_zone, StrictNullable, true,
              "The instant that a text says in a pattern and a time zone; NULL for another text or zone.",
              "TO_TIMESTAMP_LTZ('1970-01-01 08:00', 'yyyy-MM-dd HH:mm', 'Asia/Shanghai') = TO_TIMESTAMP_LTZ(0, 3) => TRUE"),
      MR_TEXT("CONVERT_TZ", "STRING, STRING, STRING", "STRING", "", mr_fn_convert_tz, StrictNullable, false,
              "A text yyyy-MM-dd HH:mm:ss moved from one time zone to another; an unknown zone is GMT.",
              "CONVERT_TZ('1970-01-01 00:00:00', 'UTC', 'America/Los_Angeles') => '1969-12-31 16:00:00'"),
  };
  return records;
}

} // namespace millrace
