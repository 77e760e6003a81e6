// A rank with an upper bound must become a Top-N whatever way the bound is written; what cannot be computed must be refused here, not later.
// RUN: %millrace-opt %s --rel-recognize-rank -split-input-file -verify-diagnostics | FileCheck %s

!in = !rel.stream<[<"k", i32>, <"v", i64>]>
!out = !rel.stream<[<"k", i32>, <"v", i64>, <"rn", i64>]>

// The bound on either side, and what else the filter says stays above.
// CHECK: %[[RANK:.+]] = rel.rank %{{.+}} partition [0] order [#rel.sort<1, true, true>] ranks 1 to 3 number
// CHECK: rel.filter %[[RANK]]
// CHECK: sql.compare ne
// CHECK-NOT: sql.compare
// CHECK: rel.sink
%v = rel.values [] : !in
%o = rel.over %v partition [0] order [#rel.sort<1, true, true>] rows preceding -1 calls [#rel.over_call<"ROW_NUMBER", [], false, 0, i64>] : !in -> !out
%f = rel.filter %o {
^bb0(%k: i32, %w: i64, %rn: i64):
  %four = sql.constant 4 : i64 -> i64
  %zero = sql.constant 0 : i32 -> i32
  %a = sql.compare gt %four, %rn : i64, i64 -> i1
  %b = sql.compare ne %k, %zero : i32, i32 -> i1
  %c = sql.and %a, %b : i1, i1 -> i1
  sql.yield %c : i1
} : !out
rel.sink %f : !out

// -----

!in = !rel.stream<[<"k", i32>, <"v", i64>]>
!out = !rel.stream<[<"k", i32>, <"v", i64>, <"rn", i64>]>

// One rank alone is a constant column.
// CHECK: %[[RANK:.+]] = rel.rank %{{.+}} partition [0] order [#rel.sort<1, false, false>] ranks 2 to 2 :
// CHECK: rel.project %[[RANK]]
// CHECK: sql.constant 2
// CHECK: rel.sink
%v = rel.values [] : !in
%o = rel.over %v partition [0] order [#rel.sort<1, false, false>] rows preceding -1 calls [#rel.over_call<"ROW_NUMBER", [], false, 0, i64>] : !in -> !out
%f = rel.filter %o {
^bb0(%k: i32, %w: i64, %rn: i64):
  %two = sql.constant 2 : i64 -> i64
  %a = sql.compare eq %rn, %two : i64, i64 -> i1
  sql.yield %a : i1
} : !out
rel.sink %f : !out

// -----

!in = !rel.stream<[<"k", i32>, <"v", i64>]>
!out = !rel.stream<[<"k", i32>, <"v", i64>, <"rn", i64>]>

// As many ranks as a column says.
// CHECK: rel.rank %{{.+}} partition [0] order [#rel.sort<1, false, false>] ranks 1 to 0 column 1 number
// CHECK-NOT: rel.filter
%v = rel.values [] : !in
%o = rel.over %v partition [0] order [#rel.sort<1, false, false>] rows preceding -1 calls [#rel.over_call<"ROW_NUMBER", [], false, 0, i64>] : !in -> !out
%f = rel.filter %o {
^bb0(%k: i32, %w: i64, %rn: i64):
  %a = sql.compare le %rn, %w : i64, i64 -> i1
  sql.yield %a : i1
} : !out
rel.sink %f : !out

// -----

!ts = !sql.timestamp<3>
!timed = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!in = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"ws", !ts>, <"we", !ts>, <"wt", !ts, rowtime>]>
!out = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"ws", !ts>, <"we", !ts>, <"wt", !ts, rowtime>, <"rn", i64>]>

// Partitions that hold a window's bounds end with it; without them they go on for ever.
// CHECK: rel.window_rank %{{.+}} partition [2, 3, 0] order [#rel.sort<0, false, false>] ranks 1 to 2 number window 2, 3
// CHECK: rel.rank %{{.+}} partition [2, 0] order [#rel.sort<0, false, false>] ranks 1 to 2 number
%v = rel.values [] : !timed
%w = rel.window %v <tumble, 1, 1000, 1000, 0> : !timed -> !in
%o = rel.over %w partition [2, 3, 0] order [#rel.sort<0, false, false>] rows preceding -1 calls [#rel.over_call<"ROW_NUMBER", [], false, 0, i64>] : !in -> !out
%f = rel.filter %o {
^bb0(%k: i32, %t: !ts, %ws: !ts, %we: !ts, %wt: !ts, %rn: i64):
  %two = sql.constant 2 : i64 -> i64
  %a = sql.compare le %rn, %two : i64, i64 -> i1
  sql.yield %a : i1
} : !out
rel.sink %f : !out
%p = rel.over %w partition [2, 0] order [#rel.sort<0, false, false>] rows preceding -1 calls [#rel.over_call<"ROW_NUMBER", [], false, 0, i64>] : !in -> !out
%g = rel.filter %p {
^bb0(%k: i32, %t: !ts, %ws: !ts, %we: !ts, %wt: !ts, %rn: i64):
  %two = sql.constant 2 : i64 -> i64
  %a = sql.compare le %rn, %two : i64, i64 -> i1
  sql.yield %a : i1
} : !out
rel.sink %g : !out

// -----

!in = !rel.stream<[<"k", i32>, <"v", i64>]>
!out = !rel.stream<[<"k", i32>, <"v", i64>, <"rn", i64>]>
%v = rel.values [] : !in
// expected-error@+1 {{an OVER aggregate is ordered ascending}}
%o = rel.over %v partition [0] order [#rel.sort<1, true, true>] rows preceding -1 calls [#rel.over_call<"ROW_NUMBER", [], false, 0, i64>] : !in -> !out
%f = rel.filter %o {
^bb0(%k: i32, %w: i64, %rn: i64):
  %four = sql.constant 4 : i64 -> i64
  %a = sql.compare gt %rn, %four : i64, i64 -> i1
  sql.yield %a : i1
} : !out
rel.sink %f : !out

// -----

!in = !rel.stream<[<"k", i32>, <"v", i64>]>
!out = !rel.stream<[<"k", i32>, <"v", i64>, <"rn", i64>]>

// RANK and DENSE_RANK keep their names.
// CHECK: rel.rank %{{.+}} partition [0] order [#rel.sort<1, true, true>] ranks 1 to 4 number by rank
// CHECK: rel.rank %{{.+}} partition [0] order [#rel.sort<1, true, true>] ranks 1 to 1 by dense_rank
%v = rel.values [] : !in
%o = rel.over %v partition [0] order [#rel.sort<1, true, true>] preceding -1 calls [#rel.over_call<"RANK", [], false, 0, i64>] : !in -> !out
%f = rel.filter %o {
^bb0(%k: i32, %w: i64, %rn: i64):
  %four = sql.constant 4 : i64 -> i64
  %a = sql.compare le %rn, %four : i64, i64 -> i1
  sql.yield %a : i1
} : !out
rel.sink %f : !out
%p = rel.over %v partition [0] order [#rel.sort<1, true, true>] preceding -1 calls [#rel.over_call<"DENSE_RANK", [], false, 0, i64>] : !in -> !out
%g = rel.filter %p {
^bb0(%k: i32, %w: i64, %rn: i64):
  %one = sql.constant 1 : i64 -> i64
  %a = sql.compare eq %rn, %one : i64, i64 -> i1
  sql.yield %a : i1
} : !out
rel.sink %g : !out

// -----

!in = !rel.stream<[<"k", i32>, <"v", i64>]>
!out = !rel.stream<[<"k", i32>, <"v", i64>, <"rn", i64>]>

// A filter that folding found never TRUE: FALSE, then NULL.
// CHECK-NOT: rel.over
// CHECK: %[[NONE:.+]] = rel.values [] : <[<"k", i32>, <"v", i64>, <"rn", i64>]>
// CHECK: rel.sink %[[NONE]]
// CHECK-NOT: rel.over
// CHECK: %[[NULL:.+]] = rel.values [] : <[<"k", i32>, <"v", i64>, <"rn", i64>]>
// CHECK: rel.sink %[[NULL]]
%v = rel.values [] : !in
%o = rel.over %v partition [0] order [#rel.sort<1, true, true>] preceding -1 calls [#rel.over_call<"ROW_NUMBER", [], false, 0, i64>] : !in -> !out
%f = rel.filter %o {
^bb0(%k: i32, %w: i64, %rn: i64):
  %no = sql.constant false -> i1
  sql.yield %no : i1
} : !out
rel.sink %f : !out
%g = rel.filter %o {
^bb0(%k: i32, %w: i64, %rn: i64):
  %no = sql.constant unit -> !sql.nullable<i1>
  sql.yield %no : !sql.nullable<i1>
} : !out
rel.sink %g : !out

// -----

!in = !rel.stream<[<"k", i32>, <"v", i64>]>
!out = !rel.stream<[<"k", i32>, <"v", i64>, <"n", i64>]>
%v = rel.values [] : !in
// expected-error@+1 {{an OVER aggregate is ordered by one column}}
%o = rel.over %v partition [0] order [] preceding -1 calls [#rel.over_call<"COUNT", [], false, 0, i64>] : !in -> !out
rel.sink %o : !out
// expected-error@+1 {{a frame that begins a time before the row must be ordered by a time attribute}}
%p = rel.over %v partition [0] order [#rel.sort<1, false, false>] preceding 1000 calls [#rel.over_call<"COUNT", [], false, 0, i64>] : !in -> !out
rel.sink %p : !out
