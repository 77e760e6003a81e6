// What cannot be lowered is one honest error at its place, never half a pipeline.
// RUN: not %millrace-opt --flow-to-llvm --split-input-file %s 2>&1 | FileCheck %s

!in = !rel.stream<[<"k", i64>, <"ts", !sql.timestamp<3>, rowtime>]>
!out = !rel.stream<[<"n", i64>]>
rel.table @t "filesystem" format "json" [#rel.column<"k", i64>, #rel.column<"ts", !sql.timestamp<3>>] {metadata = ["", ""], options = {path = "t"}}
%0 = flow.source @t [0, 1] {operator_id = "s"} : !in
// CHECK: has a session window, which cannot be lowered yet
%2 = flow.window_aggregate %0 <session, 1, 10000, 10000, 0> keys [0] accumulator [i64] init {
  %zero = sql.constant 0 : i64 -> i64
  sql.yield %zero : i64
} accumulate {
^bb0(%kind: i8, %k: i64, %ts: !sql.timestamp<3>, %n: i64):
  sql.yield %n : i64
} merge {
^bb0(%a: i64, %b: i64):
  sql.yield %a : i64
} result {
^bb0(%k: i64, %n: i64, %start: i64, %end: i64):
  %kind = flow.kind 0
  flow.emit %kind, %n : i64
  sql.yield
} {operator_id = "w", state_bound = "window"} : !in -> !out
flow.sink %2 {operator_id = "c"} : !out

// -----

!row = !rel.stream<[<"k", i64>]>
rel.table @t "filesystem" format "json" [#rel.column<"k", i64>] {metadata = [""], options = {path = "t"}}
%0 = flow.source @t [0] {operator_id = "s"} : !row
%1 = flow.process (%0) keys [array<i32: 0>] tables [#flow.table<"best", sorted, [i64], [i64], 0, order [0]>] timers [] on_watermark {
^bb0(%kind: i8, %k: i64):
  sql.yield
}, {
^bb0(%watermark: i64):
  // CHECK: 'flow.sorted_count' op reads keyed state where there is no key
  %count = flow.sorted_count "best"
  sql.yield
} {operator_id = "p", state_bound = "unbounded"} : (!row) -> !row
flow.sink %1 into @t {operator_id = "c"} : !row

// -----

!row = !rel.stream<[<"k", i64>]>
rel.table @t "filesystem" format "json" [#rel.column<"k", i64>] {metadata = [""], options = {path = "t"}}
%0 = flow.source @t [0] {operator_id = "s"} : !row
%1 = flow.process (%0) keys [array<i32: 0>] tables [] timers [] on_watermark {
^bb0(%kind: i8, %k: i64):
  sql.yield
}, {
^bb0(%watermark: i64):
  // CHECK: 'scf.execute_region' op cannot stand in a process body
  scf.execute_region {
    flow.count_late
    scf.yield
  }
  sql.yield
} {operator_id = "p", state_bound = "unbounded"} : (!row) -> !row
flow.sink %1 into @t {operator_id = "c"} : !row
