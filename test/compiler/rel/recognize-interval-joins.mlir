// A join that bounds two event times must forget rows; one that leaves an end open, or compares other times, must not.
// RUN: %millrace-opt %s --rel-recognize-interval-joins -split-input-file | FileCheck %s
!s = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>]>
!j = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>, <"k2", i32>, <"t2", !sql.timestamp<3>, rowtime>]>

// t >= t2 - 2 s and t < t2 + 1 s; what is no bound stays a condition.
// CHECK: rel.interval_join inner %{{.+}} [0] at 1, %{{.+}} [0] at 1 within -2000 to 999 on {
// CHECK-NEXT: ^bb0
// CHECK-NEXT: sql.compare ne %{{.+}}, %{{.+}} : i32, i32
%l = rel.values [] : !s
%r = rel.values [] : !s
%j = rel.join inner %l [0], %r [0] on {
^bb0(%k: i32, %t: !sql.timestamp<3>, %k2: i32, %t2: !sql.timestamp<3>):
  %two = sql.constant 2000 : i64 -> !sql.interval_day
  %from = sql.call "timestamp - interval_day" "mr_fn_timestamp_minus_day"(%t2, %two) : (!sql.timestamp<3>, !sql.interval_day) -> !sql.timestamp<3>
  %late = sql.compare ge %t, %from : !sql.timestamp<3>, !sql.timestamp<3> -> i1
  %one = sql.constant 1000 : i64 -> !sql.interval_day
  %to = sql.call "timestamp + interval_day" "mr_fn_timestamp_plus_day"(%t2, %one) : (!sql.timestamp<3>, !sql.interval_day) -> !sql.timestamp<3>
  %early = sql.compare gt %to, %t : !sql.timestamp<3>, !sql.timestamp<3> -> i1
  %other = sql.compare ne %k, %k2 : i32, i32 -> i1
  %bounds = sql.and %late, %early : i1, i1 -> i1
  %all = sql.and %bounds, %other : i1, i1 -> i1
  sql.yield %all : i1
} : !s, !s -> !j
rel.sink %j : !j

// -----

!s = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>]>
!j = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>, <"k2", i32>, <"t2", !sql.timestamp<3>, rowtime>]>

// Equal times are an interval of 0 ms.
// CHECK: rel.interval_join inner %{{.+}} [] at 1, %{{.+}} [] at 1 within 0 to 0 :
%l = rel.values [] : !s
%r = rel.values [] : !s
%j = rel.join inner %l [], %r [] on {
^bb0(%k: i32, %t: !sql.timestamp<3>, %k2: i32, %t2: !sql.timestamp<3>):
  %same = sql.compare eq %t2, %t : !sql.timestamp<3>, !sql.timestamp<3> -> i1
  sql.yield %same : i1
} : !s, !s -> !j
rel.sink %j : !j

// -----

!s = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>]>
!j = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>, <"k2", i32>, <"t2", !sql.timestamp<3>, rowtime>]>

// A later partner may come at any time.
// CHECK: rel.join inner
%l = rel.values [] : !s
%r = rel.values [] : !s
%j = rel.join inner %l [], %r [] on {
^bb0(%k: i32, %t: !sql.timestamp<3>, %k2: i32, %t2: !sql.timestamp<3>):
  %open = sql.compare ge %t, %t2 : !sql.timestamp<3>, !sql.timestamp<3> -> i1
  sql.yield %open : i1
} : !s, !s -> !j
rel.sink %j : !j

// -----

!s = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>>]>
!j = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>>, <"k2", i32>, <"t2", !sql.timestamp<3>>]>

// No event times.
// CHECK: rel.join inner
%l = rel.values [] : !s
%r = rel.values [] : !s
%j = rel.join inner %l [], %r [] on {
^bb0(%k: i32, %t: !sql.timestamp<3>, %k2: i32, %t2: !sql.timestamp<3>):
  %same = sql.compare eq %t, %t2 : !sql.timestamp<3>, !sql.timestamp<3> -> i1
  sql.yield %same : i1
} : !s, !s -> !j
rel.sink %j : !j

// -----

!s = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>]>
!j = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>, <"k2", i32>, <"t2", !sql.timestamp<3>, rowtime>]>

// Rows that are updated are joined for ever.
// CHECK: rel.join inner
%l = rel.values [] : !s
%m = rel.aggregate %l keys [0] calls [#rel.call<"MAX", [1], false, -1, !sql.timestamp<3>>] : !s -> !s
%r = rel.values [] : !s
%j = rel.join inner %m [], %r [] on {
^bb0(%k: i32, %t: !sql.timestamp<3>, %k2: i32, %t2: !sql.timestamp<3>):
  %same = sql.compare eq %t, %t2 : !sql.timestamp<3>, !sql.timestamp<3> -> i1
  sql.yield %same : i1
} : !s, !s -> !j
rel.sink %j : !j

// -----

!s = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>]>
!j = !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>, <"k2", i32>, <"t2", !sql.timestamp<3>, rowtime>]>

// Equal event times are an interval, too, where they are keys already.
// CHECK: rel.interval_join left %{{.+}} [0, 1] at 1, %{{.+}} [0, 1] at 1 within 0 to 0 :
%l = rel.values [] : !s
%r = rel.values [] : !s
%j = rel.join left %l [0, 1], %r [0, 1] : !s, !s -> !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>, <"k2", !sql.nullable<i32>>, <"t2", !sql.nullable<!sql.timestamp<3>>, rowtime>]>
rel.sink %j : !rel.stream<[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>, <"k2", !sql.nullable<i32>>, <"t2", !sql.nullable<!sql.timestamp<3>>, rowtime>]>

// -----

!p = !sql.timestamp_ltz<3>
!s = !rel.stream<[<"k", i32>, <"p", !p, proctime>]>
!j = !rel.stream<[<"k", i32>, <"p", !p, proctime>, <"k2", i32>, <"p2", !p, proctime>]>

// Two processing times: p2 - 5 s <= p <= p2.
// CHECK: rel.interval_join inner %{{.+}} [0] at 1, %{{.+}} [0] at 1 within -5000 to 0 :
%l = rel.values [] : !s
%r = rel.values [] : !s
%j = rel.join inner %l [0], %r [0] on {
^bb0(%k: i32, %t: !p, %k2: i32, %t2: !p):
  %five = sql.constant 5000 : i64 -> !sql.interval_day
  %from = sql.call "timestamp_ltz - interval_day" "mr_fn_timestamp_minus_day"(%t2, %five) : (!p, !sql.interval_day) -> !p
  %late = sql.compare ge %t, %from : !p, !p -> i1
  %early = sql.compare le %t, %t2 : !p, !p -> i1
  %bounds = sql.and %late, %early : i1, i1 -> i1
  sql.yield %bounds : i1
} : !s, !s -> !j
rel.sink %j : !j

// -----

!p = !sql.timestamp_ltz<3>
!s = !rel.stream<[<"t", !p, rowtime>, <"p", !p, proctime>]>
!j = !rel.stream<[<"t", !p, rowtime>, <"p", !p, proctime>, <"t2", !p, rowtime>, <"p2", !p, proctime>]>

// A time of each kind says nothing of their distance.
// CHECK: rel.join inner
%l = rel.values [] : !s
%r = rel.values [] : !s
%j = rel.join inner %l [], %r [] on {
^bb0(%t: !p, %p: !p, %t2: !p, %p2: !p):
  %late = sql.compare ge %t, %p2 : !p, !p -> i1
  %early = sql.compare le %t, %p2 : !p, !p -> i1
  %bounds = sql.and %late, %early : i1, i1 -> i1
  sql.yield %bounds : i1
} : !s, !s -> !j
rel.sink %j : !j
