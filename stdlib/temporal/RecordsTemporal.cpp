// Arithmetic of time points and intervals, and the clock.
#include "stdlib/Families.h"
#include "stdlib/Function.h"

namespace millrace {

#define MR_TIME(name, parameters, result, symbol, documentation, example)                                              \
  MR_RECORD(name, parameters, result, "", symbol, Strict, Deterministic, false, "temporal", documentation, example)
#define MR_CLOCK(name, result, symbol, documentation, example)                                                         \
  MR_RECORD(name, "", result, "", symbol, Strict, PerRow, false, "temporal", documentation, example)

std::span<const FunctionRecord> temporalRecords() {
  static const FunctionRecord records[] = {
      MR_TIME("timestamp + interval_day", "TIMESTAMP, INTERVAL_DAY", "$0", mr_fn_timestamp_plus_day, "Moves a timestamp on.",
              "TIMESTAMP '2024-02-28 23:00:00' + INTERVAL '2' HOUR => TIMESTAMP '2024-02-29 01:00:00'"),
      MR_TIME("timestamp - interval_day", "TIMESTAMP, INTERVAL_DAY", "$0", mr_fn_timestamp_minus_day, "Moves a timestamp back.",
              "TIMESTAMP '2024-03-01 00:00:04' - INTERVAL '5' SECOND => TIMESTAMP '2024-02-29 23:59:59'"),
      MR_TIME("timestamp + interval_month", "TIMESTAMP, INTERVAL_MONTH", "$0", mr_fn_timestamp_plus_month,
              "Moves a timestamp on by months, to the month's last day at most.",
              "TIMESTAMP '2024-01-31 10:00:00' + INTERVAL '1' MONTH => TIMESTAMP '2024-02-29 10:00:00'"),
      MR_TIME("timestamp - interval_month", "TIMESTAMP, INTERVAL_MONTH", "$0", mr_fn_timestamp_minus_month,
              "Moves a timestamp back by months, to the month's last day at most.",
              "TIMESTAMP '2024-02-29 10:00:00' - INTERVAL '1' YEAR => TIMESTAMP '2023-02-28 10:00:00'"),
      MR_TIME("timestamp_ltz + interval_day", "TIMESTAMP_LTZ, INTERVAL_DAY", "$0", mr_fn_timestamp_plus_day, "Moves an instant on.",
              "TO_TIMESTAMP_LTZ(0, 3) + INTERVAL '1' SECOND => TO_TIMESTAMP_LTZ(1000, 3)"),
      MR_TIME("timestamp_ltz - interval_day", "TIMESTAMP_LTZ, INTERVAL_DAY", "$0", mr_fn_timestamp_minus_day,
              "Moves an instant back.", "TO_TIMESTAMP_LTZ(1000, 3) - INTERVAL '1' SECOND => TO_TIMESTAMP_LTZ(0, 3)"),
      MR_TIME("timestamp_ltz + interval_month", "TIMESTAMP_LTZ, INTERVAL_MONTH", "$0", mr_fn_timestamp_plus_month,
              "Moves an instant on by months (of UTC).", "TO_TIMESTAMP_LTZ(0, 3) + INTERVAL '1' MONTH => TO_TIMESTAMP_LTZ(2678400000, 3)"),
      MR_TIME("timestamp_ltz - interval_month", "TIMESTAMP_LTZ, INTERVAL_MONTH", "$0", mr_fn_timestamp_minus_month,
              "Moves an instant back by months (of UTC).", "TO_TIMESTAMP_LTZ(2678400000, 3) - INTERVAL '1' MONTH => TO_TIMESTAMP_LTZ(0, 3)"),
      MR_TIME("date + interval_day", "DATE, INTERVAL_DAY", "DATE", mr_fn_date_plus_day, "Moves a date on by whole days.",
              "DATE '2024-02-28' + INTERVAL '2' DAY => DATE '2024-03-01'"),
      MR_TIME("date - interval_day", "DATE, INTERVAL_DAY", "DATE", mr_fn_date_minus_day, "Moves a date back by whole days.",
              "DATE '2024-03-01' - INTERVAL '1' DAY => DATE '2024-02-29'"),
      MR_TIME("date + interval_month", "DATE, INTERVAL_MONTH", "DATE", mr_fn_date_plus_month,
              "Moves a date on by months, to the month's last day at most.", "DATE '2024-01-31' + INTERVAL '1' MONTH => DATE '2024-02-29'"),
      MR_TIME("date - interval_month", "DATE, INTERVAL_MONTH", "DATE", mr_fn_date_minus_month,
              "Moves a date back by months, to the month's last day at most.", "DATE '2024-03-31' - INTERVAL '1' MONTH => DATE '2024-02-29'"),
      MR_TIME("time + interval_day", "TIME, INTERVAL_DAY", "$0", mr_fn_time_plus_day, "Moves a time of day on, past midnight to 00:00.",
              "TIME '23:30:00' + INTERVAL '1' HOUR => TIME '00:30:00'"),
      MR_TIME("time - interval_day", "TIME, INTERVAL_DAY", "$0", mr_fn_time_minus_day, "Moves a time of day back, past midnight to 24:00.",
              "TIME '00:30:00' - INTERVAL '1' HOUR => TIME '23:30:00'"),
      MR_TIME("time + interval_month", "TIME, INTERVAL_MONTH", "$0", mr_fn_time_with_month, "A time of day stays the same.",
              "TIME '10:00:00' + INTERVAL '1' MONTH => TIME '10:00:00'"),
      MR_TIME("time - interval_month", "TIME, INTERVAL_MONTH", "$0", mr_fn_time_with_month, "A time of day stays the same.",
              "TIME '10:00:00' - INTERVAL '1' MONTH => TIME '10:00:00'"),
      MR_TIME("timestamp - timestamp", "TIMESTAMP, TIMESTAMP", "INTERVAL_DAY", mr_fn_timestamp_minus_timestamp,
              "The time between two timestamps, in milliseconds.",
              "(TIMESTAMP '2024-01-02 00:00:01' - TIMESTAMP '2024-01-01 00:00:00') DAY TO SECOND => INTERVAL '1 00:00:01' DAY TO SECOND"),
      MR_TIME("timestamp_ltz - timestamp_ltz", "TIMESTAMP_LTZ, TIMESTAMP_LTZ", "INTERVAL_DAY", mr_fn_timestamp_minus_timestamp,
              "The time between two instants, in milliseconds.",
              "(TO_TIMESTAMP_LTZ(61000, 3) - TO_TIMESTAMP_LTZ(0, 3)) DAY TO SECOND => INTERVAL '0 00:01:01' DAY TO SECOND"),
      MR_TIME("date - date", "DATE, DATE", "INTERVAL_DAY", mr_fn_date_minus_date, "The time between two dates.",
              "(DATE '2024-03-01' - DATE '2024-02-28') DAY => INTERVAL '2' DAY"),
      MR_TIME("time - time", "TIME, TIME", "INTERVAL_DAY", mr_fn_time_minus_time, "The time between two times of day.",
              "(TIME '10:00:30' - TIME '10:00:00') SECOND => INTERVAL '30' SECOND"),
      MR_TIME("interval_day + interval_day", "INTERVAL_DAY, INTERVAL_DAY", "$0", mr_fn_interval_day_plus, "Adds two intervals.",
              "INTERVAL '1' HOUR + INTERVAL '2' HOUR => INTERVAL '3' HOUR"),
      MR_TIME("interval_day - interval_day", "INTERVAL_DAY, INTERVAL_DAY", "$0", mr_fn_interval_day_minus, "Subtracts two intervals.",
              "INTERVAL '3' HOUR - INTERVAL '2' HOUR => INTERVAL '1' HOUR"),
      MR_TIME("interval_month + interval_month", "INTERVAL_MONTH, INTERVAL_MONTH", "$0", mr_fn_interval_month_plus,
              "Adds two intervals.", "INTERVAL '1' MONTH + INTERVAL '2' MONTH => INTERVAL '3' MONTH"),
      MR_TIME("interval_month - interval_month", "INTERVAL_MONTH, INTERVAL_MONTH", "$0", mr_fn_interval_month_minus,
              "Subtracts two intervals.", "INTERVAL '3' MONTH - INTERVAL '2' MONTH => INTERVAL '1' MONTH"),
      MR_TIME("interval_day negate", "INTERVAL_DAY", "$0", mr_fn_interval_day_negate, "Turns an interval round.",
              "-INTERVAL '1' HOUR => INTERVAL -'1' HOUR"),
      MR_TIME("interval_month negate", "INTERVAL_MONTH", "$0", mr_fn_interval_month_negate, "Turns an interval round.",
              "-INTERVAL '1' MONTH => INTERVAL -'1' MONTH"),
      MR_TIME("timestamp compare", "TIMESTAMP, TIMESTAMP", "INT", mr_fn_timestamp_compare, "-1, 0 or 1: the order of two timestamps.",
              "TIMESTAMP '2024-01-01 00:00:00' < TIMESTAMP '2024-01-01 00:00:01' => TRUE"),
      MR_TIME("timestamp_ltz compare", "TIMESTAMP_LTZ, TIMESTAMP_LTZ", "INT", mr_fn_timestamp_compare,
              "-1, 0 or 1: the order of two instants.", "TO_TIMESTAMP_LTZ(1, 3) < TO_TIMESTAMP_LTZ(0, 3) => FALSE"),
      MR_CLOCK("CURRENT_TIMESTAMP", "TIMESTAMP_LTZ(3) NOT NULL", mr_fn_current_timestamp, "The instant at which the row is processed.",
               "CURRENT_TIMESTAMP >= TO_TIMESTAMP_LTZ(0, 3) => TRUE"),
      MR_CLOCK("NOW", "TIMESTAMP_LTZ(3) NOT NULL", mr_fn_current_timestamp, "The instant at which the row is processed.",
               "NOW() >= TO_TIMESTAMP_LTZ(0, 3) => TRUE"),
      MR_CLOCK("CURRENT_ROW_TIMESTAMP", "TIMESTAMP_LTZ(3) NOT NULL", mr_fn_current_timestamp,
               "The instant at which the row is processed.", "CURRENT_ROW_TIMESTAMP() >= TO_TIMESTAMP_LTZ(0, 3) => TRUE"),
      MR_CLOCK("LOCALTIMESTAMP", "TIMESTAMP(3) NOT NULL", mr_fn_local_timestamp, "The session's date and time when the row is processed.",
               "LOCALTIMESTAMP > TIMESTAMP '1970-01-01 00:00:00' => TRUE"),
      MR_CLOCK("CURRENT_DATE", "DATE NOT NULL", mr_fn_current_date, "The session's date when the row is processed.",
               "CURRENT_DATE > DATE '1970-01-01' => TRUE"),
      MR_CLOCK("CURRENT_TIME", "TIME(0) NOT NULL", mr_fn_current_time, "The session's time of day when the row is processed.",
               "CURRENT_TIME >= TIME '00:00:00' => TRUE"),
      MR_CLOCK("LOCALTIME", "TIME(0) NOT NULL", mr_fn_current_time, "The session's time of day when the row is processed.",
               "LOCALTIME >= TIME '00:00:00' => TRUE"),
      MR_CLOCK("UNIX_TIMESTAMP", "BIGINT NOT NULL", mr_fn_unix_timestamp, "Seconds since 1970-01-01 00:00:00 UTC when the row is processed.",
               "UNIX_TIMESTAMP() > 0 => TRUE"),
  };
  return records;
}

} // namespace millrace
