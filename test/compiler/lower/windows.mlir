// A hopping window: late rows are counted, rows go to their slice's table, firing merges the slices of a window and closes it.
// RUN: %millrace-opt --flow-to-llvm %s | FileCheck %s

!in = !rel.stream<[<"k", i64>, <"ts", !sql.timestamp<3>, rowtime>]>
!out = !rel.stream<[<"k", i64>, <"n", i64>, <"start", !sql.timestamp<3>>]>
rel.table @t "filesystem" format "changelog-json" [#rel.column<"k", i64>, #rel.column<"ts", !sql.timestamp<3>>] {metadata = ["", ""], options = {path = "t"}}
%0 = flow.source @t [0, 1] {operator_id = "s"} : !in
%1 = flow.exchange %0 hash [0] : !in
%2 = flow.window_aggregate %1 <hop, 1, 10000, 4000, 0> keys [0] accumulator [i64] init {
  %zero = sql.constant 0 : i64 -> i64
  sql.yield %zero : i64
} accumulate {
^bb0(%kind: i8, %k: i64, %ts: !sql.timestamp<3>, %n: i64):
  %one = sql.constant 1 : i64 -> i64
  %next = sql.add %n, %one : i64, i64 -> i64
  sql.yield %next : i64
} merge {
^bb0(%a: i64, %b: i64):
  %sum = sql.add %a, %b : i64, i64 -> i64
  sql.yield %sum : i64
} result {
^bb0(%k: i64, %n: i64, %start: i64, %end: i64):
  %from = sql.from_ms %start : i64 -> !sql.timestamp<3>
  %kind = flow.kind 0
  flow.emit %kind, %k, %n, %from : i64, i64, !sql.timestamp<3>
  sql.yield
} {operator_id = "w", state_bound = "window"} : !in -> !out
flow.sink %2 {operator_id = "c"} : !out

// The producer writes packed rows with the key's hash.
// CHECK:       %[[HASH:.*]] = llvm.call @mr_hash_key_8
// CHECK:       llvm.call @mr_emit_reserve(%{{.*}}, %{{.*}}, %[[HASH]],

// Slices are gcd(10 s, 4 s) = 2 s wide; the hash is the row's, not made again.
// CHECK-LABEL: llvm.func internal @stream_1(
// CHECK-SAME:    %{{[^ ]*}}: !llvm.ptr, %{{[^ ]*}}: i8, %[[ROWHASH:[^ ]*]]: i64,
// CHECK:         %[[WIDTH:.*]] = llvm.mlir.constant(2000 : i64)
// CHECK:         %[[SLICE:.*]] = llvm.call @mr_slice_end(%{{.*}}, %[[WIDTH]],
// CHECK:         llvm.call @mr_slices_last_window_end(%{{.*}}, %[[SLICE]])
// CHECK:         llvm.call @mr_count_late
// CHECK-NOT:     llvm.call @mr_hash_key
// CHECK:         llvm.call @mr_slices_find_or_insert(%{{.*}}, %[[SLICE]], %[[ROWHASH]],

// CHECK-LABEL: llvm.func @window_aggregate_watermark(
// CHECK-DAG:     llvm.call @mr_slices_next_window
// CHECK-DAG:     llvm.call @mr_slices_scratch
// CHECK-DAG:     llvm.call @mr_slices_next_table
// CHECK-DAG:     llvm.call @mr_table_find_or_insert
// CHECK-DAG:     llvm.call @mr_slices_close_window
// CHECK-DAG:     llvm.call @mr_emit_watermark
// CHECK-LABEL: llvm.func internal @window_aggregate_input_0(
