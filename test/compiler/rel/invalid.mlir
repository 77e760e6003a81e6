// Each verifier of the rel dialect must refuse what its operator does not mean.
// RUN: %millrace-opt %s -split-input-file -verify-diagnostics

// expected-error@+1 {{is not a #rel.column}}
rel.table @t "print" [1 : i32] {metadata = [""], options = {}}

// -----
// expected-error@+1 {{has 1 columns but metadata for 0}}
rel.table @t "print" [#rel.column<"a", i32>] {metadata = [], options = {}}

// -----
// expected-error@+1 {{primary key column 1 does not exist}}
rel.table @t "print" [#rel.column<"a", i32>] {metadata = [""], options = {}, primary_key = array<i32: 1>}

// -----
// expected-error@+1 {{partition key 1 is no physical column}}
rel.table @t "filesystem" [#rel.column<"a", i32>, #rel.column<"m", i32>] {metadata = ["", "file.size"], options = {}, partition_keys = array<i32: 1>}

// -----
rel.table @t "print" [#rel.column<"a", i32>] {metadata = [""], options = {}}
// expected-error@+1 {{column 3 does not exist}}
%s = rel.scan @t [3] : !rel.stream<[<"a", i32>]>

// -----
// expected-error@+1 {{reads 2 columns but gives 1}}
%s = rel.scan @t [0, 1] : !rel.stream<[<"a", i32>]>

// -----
// expected-error@+1 {{has 0 paths for 1 columns}}
%s = rel.scan @t [0] {paths = []} : !rel.stream<[<"a", i32>]>

// -----
// expected-error@+1 {{does not have 1 values}}
%v = rel.values [[1 : i32, 2 : i32]] : !rel.stream<[<"a", i32>]>

// -----
// expected-error@+1 {{is no constant of type}}
%v = rel.values [[unit]] : !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{condition must yield one BOOLEAN}}
%f = rel.filter %v {
^bb0(%a: i32):
  sql.yield %a : i32
} : !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{region's arguments are not the columns}}
%f = rel.project %v {
^bb0(%a: i64):
  sql.yield %a : i64
} : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i64>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{region yields ('i32'), expected ('i64')}}
%f = rel.project %v {
^bb0(%a: i32):
  sql.yield %a : i32
} : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i64>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{event time must be TIMESTAMP or TIMESTAMP_LTZ of precision 0..3}}
%w = rel.watermark %v at 0 {
^bb0(%a: i32):
  sql.yield %a : i32
} : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32, rowtime>]>

// -----
%v = rel.values [] : !rel.stream<[<"t", !sql.timestamp<3>>]>
// expected-error@+1 {{as rowtime}}
%w = rel.watermark %v at 0 {
^bb0(%t: !sql.timestamp<3>):
  sql.yield %t : !sql.timestamp<3>
} : !rel.stream<[<"t", !sql.timestamp<3>>]> -> !rel.stream<[<"t", !sql.timestamp<3>>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
%w = rel.values [] : !rel.stream<[<"a", i64>]>
// expected-error@+1 {{differs from the result}}
%u = rel.union_all %v, %w : !rel.stream<[<"a", i32>]>, !rel.stream<[<"a", i64>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"t", !sql.timestamp<3>>]>
// expected-error@+1 {{which is no time attribute}}
%w = rel.window_aggregate %v <tumble, 0, 1000, 1000, 0> keys [] calls [] properties [] : !rel.stream<[<"t", !sql.timestamp<3>>]> -> !rel.stream<[]>

// -----
%v = rel.values [] : !rel.stream<[<"t", !sql.timestamp<3>, rowtime>]>
// expected-error@+1 {{size must be a multiple of the step}}
%w = rel.window_aggregate %v <cumulate, 0, 1000, 300, 0> keys [] calls [] properties [] : !rel.stream<[<"t", !sql.timestamp<3>, rowtime>]> -> !rel.stream<[]>

// -----
%v = rel.values [] : !rel.stream<[<"t", !sql.timestamp<3>, rowtime>]>
// expected-error@+1 {{window property 9 does not exist}}
%w = rel.window_aggregate %v <tumble, 0, 1000, 1000, 0> keys [] calls [] properties [9] : !rel.stream<[<"t", !sql.timestamp<3>, rowtime>]> -> !rel.stream<[<"w", !sql.timestamp<3>>]>

// -----
%v = rel.values [] : !rel.stream<[<"t", !sql.timestamp<3>, rowtime>]>
// expected-error@+1 {{result must be the input, window_start, window_end and window_time}}
%w = rel.window %v <tumble, 0, 1000, 1000, 0> : !rel.stream<[<"t", !sql.timestamp<3>, rowtime>]> -> !rel.stream<[<"t", !sql.timestamp<3>, rowtime>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{key 1 is not a column}}
%w = rel.aggregate %v keys [1] calls [] : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{filter column 0 is not BOOLEAN}}
%w = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, 0, i64>] : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>, <"n", i64>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{does not have the type of call 0}}
%w = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>, <"n", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{window has 1 bounds, not a start and an end}}
%w = rel.aggregate %v keys [0] calls [] window [0] : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{window bound "a" must be TIMESTAMP, not 'i32'}}
%w = rel.aggregate %v keys [0] calls [] window [0, 0] : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"t", !sql.timestamp<3>>]>
// expected-error@+1 {{window bound 1 is no key}}
%w = rel.aggregate %v keys [0] calls [] window [0, 1] : !rel.stream<[<"t", !sql.timestamp<3>>]> -> !rel.stream<[<"t", !sql.timestamp<3>>]>

// -----
rel.table @t "print" [#rel.column<"a", i32>, #rel.column<"b", i32>] {metadata = ["", ""], options = {}}
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{writes 1 columns into @t, which has 2}}
rel.sink %v into @t : !rel.stream<[<"a", i32>]>

// -----
!s = !rel.stream<[<"a", i32>]>
!j = !rel.stream<[<"a", i32>, <"b", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{has 1 left keys and 0 right ones}}
%j = rel.join inner %v [0], %v [] : !s, !s -> !j

// -----
!s = !rel.stream<[<"a", i32>]>
!r = !rel.stream<[<"a", i64>]>
!j = !rel.stream<[<"a", i32>, <"b", i64>]>
%v = rel.values [] : !s
%w = rel.values [] : !r
// expected-error@+1 {{keys 0 and 0 differ in type}}
%j = rel.join inner %v [0], %w [0] : !s, !r -> !j

// -----
!s = !rel.stream<[<"a", i32>]>
!j = !rel.stream<[<"a", i32>, <"b", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{key 1 is not a column}}
%j = rel.join inner %v [0], %v [1] : !s, !s -> !j

// -----
!s = !rel.stream<[<"a", i32>]>
!j = !rel.stream<[<"a", i32>, <"b", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{result column 1 cannot hold 'i32' or a missing row}}
%j = rel.join left %v [0], %v [0] : !s, !s -> !j

// -----
!s = !rel.stream<[<"a", i32>]>
!j = !rel.stream<[<"a", i32>, <"b", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{gives 2 columns, expected 1}}
%j = rel.join semi %v [0], %v [0] : !s, !s -> !j

// -----
!s = !rel.stream<[<"a", i32>]>
!j = !rel.stream<[<"a", i32>, <"b", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{condition's arguments are not the columns of both inputs}}
%j = rel.join inner %v [], %v [] on {
^bb0(%a: i32):
  %c = sql.compare eq %a, %a : i32, i32 -> i1
  sql.yield %c : i1
} : !s, !s -> !j

// -----
!s = !rel.stream<[<"a", i32>]>
!j = !rel.stream<[<"a", i32>, <"b", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{says of 2 keys whether NULL equals NULL, but has 1}}
%j = rel.join inner %v [0], %v [0] null_equal [true, false] : !s, !s -> !j

// -----
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"t", !ts, rowtime>]>
!j = !rel.stream<[<"t", !ts, rowtime>, <"t2", !ts, rowtime>]>
%v = rel.values [] : !s
// expected-error@+1 {{has an empty interval}}
%j = rel.interval_join inner %v [] at 0, %v [] at 0 within 1 to -1 : !s, !s -> !j

// -----
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"t", !ts, rowtime>]>
%v = rel.values [] : !s
// expected-error@+1 {{must be inner or outer, not semi}}
%j = rel.interval_join semi %v [] at 0, %v [] at 0 within 0 to 1 : !s, !s -> !s

// -----
!s = !rel.stream<[<"a", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{must be inner or left, not semi}}
%j = rel.lookup_join semi %v [0], %v [0] : !s, !s -> !s

// -----
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"t", !ts>]>
!j = !rel.stream<[<"t", !ts>, <"t2", !ts>]>
%v = rel.values [] : !s
// expected-error@+1 {{time column 0 is not an event time}}
%j = rel.interval_join inner %v [] at 0, %v [] at 0 within 0 to 1 : !s, !s -> !j

// -----
!s = !rel.stream<[<"a", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{key 1 does not exist}}
%j = rel.window_join semi %v [0], %v [0] window_end 1 size 1000 : !s, !s -> !s

// -----
!s = !rel.stream<[<"a", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{window_end must be TIMESTAMP}}
%j = rel.window_join semi %v [0], %v [0] window_end 0 size 1000 : !s, !s -> !s

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{sort column 1 is not a column}}
%w = rel.rank %v partition [] order [#rel.sort<1, false, false>] ranks 1 to 2 : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{ranks 3 to 2 are none}}
%w = rel.rank %v partition [] order [#rel.sort<0, false, false>] ranks 3 to 2 : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{result must be the input and ('i64')}}
%w = rel.rank %v partition [] order [#rel.sort<0, false, false>] ranks 1 to 2 number : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{window bound 0 is no partition column}}
%w = rel.window_rank %v partition [] order [#rel.sort<0, false, false>] ranks 1 to 2 window 0, 0 : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{first sort column must be a time attribute, ascending}}
%w = rel.sort %v order [#rel.sort<0, false, false>] : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{argument 2 is not a column}}
%w = rel.over %v partition [] order [#rel.sort<0, false, false>] preceding -1 calls [#rel.over_call<"COUNT", [2], false, 0, i64>] : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>, <"n", i64>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
%w = rel.values [] : !rel.stream<[<"a", i64>]>
// expected-error@+1 {{does not have the columns of the result}}
%x = rel.set_operation %v, %w : !rel.stream<[<"a", i32>]>, !rel.stream<[<"a", i64>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{the input's last column must be a BIGINT}}
%x = rel.replicate %v : !rel.stream<[<"a", i32>]> -> !rel.stream<[]>

// -----
!s = !rel.stream<[<"a", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{set 2 holds a key that does not exist}}
%e = rel.expand %v keys [0] sets [1, 2] : !s -> !rel.stream<[<"a", i32>, <"a", !sql.nullable<i32>>, <"$e", i64>]>

// -----
!s = !rel.stream<[<"a", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{has 0 sets of 1 keys}}
%e = rel.expand %v keys [0] sets [] : !s -> !rel.stream<[<"a", i32>, <"a", !sql.nullable<i32>>, <"$e", i64>]>

// -----
!s = !rel.stream<[<"a", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{result must be the input, the keys and the number of the set}}
%e = rel.expand %v keys [0] sets [1, 0] : !s -> !rel.stream<[<"a", i32>, <"$e", i64>]>

// -----
!s = !rel.stream<[<"a", i32>]>
%v = rel.values [] : !s
// expected-error@+1 {{column "a" is not nullable 'i32'}}
%e = rel.expand %v keys [0] sets [1, 0] : !s -> !rel.stream<[<"a", i32>, <"a", i32>, <"$e", i64>]>

// -----
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"t", !ts, rowtime>]>
!w = !rel.stream<[<"t", !ts, rowtime>, <"s", !ts>, <"e", !ts>, <"w", !ts, rowtime>]>
%v = rel.values [] : !s
// expected-error@+1 {{has a window that is no session}}
%e = rel.session_window %v <tumble, 0, 1, 1, 0> partition [] : !s -> !w

// -----
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"t", !ts, rowtime>]>
!w = !rel.stream<[<"t", !ts, rowtime>, <"s", !ts>, <"e", !ts>, <"w", !ts, rowtime>]>
%v = rel.values [] : !s
// expected-error@+1 {{partition column 1 is not a column of}}
%e = rel.session_window %v <session, 0, 1, 1, 0> partition [1] : !s -> !w

// -----
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"t", !ts, rowtime>]>
!w = !rel.stream<[<"t", !ts, rowtime>, <"s", !ts>, <"e", !ts>, <"w", !ts, rowtime>]>
%v = rel.values [] : !s
// expected-error@+1 {{sessions are rel.session_window}}
%e = rel.window %v <session, 0, 1, 1, 0> : !s -> !w

// -----
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"a", i32>, <"t", !ts, rowtime>]>
!j = !rel.stream<[<"a", i32>, <"t", !ts, rowtime>, <"b", i32>, <"u", !ts>]>
%v = rel.values [] : !s
// expected-error@+1 {{must be inner or left, not right}}
%j = rel.temporal_join right %v [0] at 1, %v [0] from 1 : !s, !s -> !j

// -----
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"a", i32>, <"t", !ts, rowtime>]>
!j = !rel.stream<[<"a", i32>, <"t", !ts, rowtime>, <"b", i32>, <"u", !ts>]>
%v = rel.values [] : !s
// expected-error@+1 {{time column 0 is not an event time}}
%j = rel.temporal_join inner %v [0] at 1, %v [0] from 0 : !s, !s -> !j

// -----
!ts = !sql.timestamp_ltz<3>
!s = !rel.stream<[<"t", !ts, rowtime>, <"p", !ts, proctime>]>
!j = !rel.stream<[<"t", !ts, rowtime>, <"p", !ts, proctime>, <"t2", !ts, rowtime>, <"p2", !ts, proctime>]>
%v = rel.values [] : !s
// expected-error@+1 {{time column 0 is not a processing time}}
%j = rel.interval_join inner %v [] at 1, %v [] at 0 within 0 to 1 : !s, !s -> !j

// -----

%v = rel.values [] : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{column 0 is no ARRAY or MAP}}
%x = rel.unnest %v of 0 passed [] : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"x", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", !sql.array<i32>>]>
// expected-error@+1 {{passes column 1, which is not one of}}
%x = rel.unnest %v of 0 passed [1] : !rel.stream<[<"a", !sql.array<i32>>]> -> !rel.stream<[<"x", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", !sql.array<i32>>]>
// expected-error@+1 {{result must have}}
%x = rel.unnest left %v of 0 passed [] : !rel.stream<[<"a", !sql.array<i32>>]> -> !rel.stream<[<"x", i32>]>

// -----
%v = rel.values [] : !rel.stream<[<"a", !sql.array<i32>>]>
// expected-error@+1 {{condition must yield one BOOLEAN over the result's columns}}
%x = rel.unnest %v of 0 passed [] on {
^bb0(%x: i32):
  sql.yield %x : i32
} : !rel.stream<[<"a", !sql.array<i32>>]> -> !rel.stream<[<"x", i32>]>
