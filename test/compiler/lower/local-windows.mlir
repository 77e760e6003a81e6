// Two phases: the local one adds a row to its entry or sends it on alone, and is flushed by full tables and due watermarks; the global one merges what
// came and counts late rows, not late partial rows.
// RUN: %millrace-opt --flow-two-phase-windows --flow-to-llvm %s | FileCheck %s

!in = !rel.stream<[<"k", i64>, <"v", i64>, <"ts", !sql.timestamp<3>, rowtime>]>
!out = !rel.stream<[<"k", i64>, <"s", i64>, <"end", i64>]>
rel.table @t "filesystem" format "changelog-json" [#rel.column<"k", i64>, #rel.column<"v", i64>, #rel.column<"ts", !sql.timestamp<3>>] {metadata = ["", "", ""], options = {path = "t"}}
%0 = flow.source @t [0, 1, 2] {operator_id = "s"} : !in
%1 = flow.exchange %0 hash [0] : !in
%2 = flow.window_aggregate %1 <tumble, 2, 10000, 10000, 0> keys [0] accumulator [i64] init {
  %zero = sql.constant 0 : i64 -> i64
  sql.yield %zero : i64
} accumulate {
^bb0(%kind: i8, %k: i64, %v: i64, %ts: !sql.timestamp<3>, %n: i64):
  %next = sql.add %n, %v : i64, i64 -> i64
  sql.yield %next : i64
} merge {
^bb0(%a: i64, %b: i64):
  %sum = sql.add %a, %b : i64, i64 -> i64
  sql.yield %sum : i64
} result {
^bb0(%k: i64, %n: i64, %start: i64, %end: i64):
  %kind = flow.kind 0
  flow.emit %kind, %k, %n, %end : i64, i64, i64
  sql.yield
} {operator_id = "w", state_bound = "window"} : !in -> !out
flow.sink %2 {operator_id = "c"} : !out

// CHECK-LABEL: llvm.func internal @source_t_flush_0(
// CHECK-DAG:     llvm.call @mr_local_next_table
// CHECK-DAG:     llvm.call @stream_1(
// CHECK-DAG:     llvm.call @mr_local_emptied
// The source's rows: one hash for both ways on.
// CHECK-LABEL: llvm.func internal @stream_0(
// CHECK:         llvm.call @mr_slice_end
// CHECK-NOT:     mr_count_late
// CHECK:         llvm.call @mr_hash_key_8
// CHECK:         llvm.call @mr_local_passes
// CHECK:         llvm.call @mr_local_find_or_insert
// CHECK:         llvm.call @stream_1(
// CHECK:         llvm.call @mr_local_is_full
// CHECK:         llvm.call @source_t_flush_0(
// CHECK-LABEL: llvm.func internal @stream_1(
// CHECK-NOT:     mr_hash_key
// CHECK:         llvm.call @mr_emit_reserve
// CHECK-LABEL: llvm.func @source_t_watermark(
// CHECK:         llvm.call @mr_local_is_due
// CHECK:         llvm.call @source_t_flush_0(
// CHECK:         llvm.call @mr_emit_watermark
// CHECK-LABEL: llvm.func @source_t_flush(
// CHECK:         llvm.call @source_t_flush_0(

// What came: key, slice end, sum, rows.
// CHECK:       llvm.func internal @stream_2(%{{.+}}: !llvm.ptr, %{{.+}}: i8, %[[HASH:.+]]: i64, %{{.+}}: i64, %[[SLICE:.+]]: i64, %{{.+}}: i64, %[[ROWS:.+]]: i64)
// CHECK-NOT:     mr_slice_end
// CHECK:         llvm.call @mr_slices_last_window_end(%{{.+}}, %[[SLICE]])
// CHECK:         llvm.call @mr_count_late(%{{.+}}, %[[ROWS]])
// CHECK:         llvm.call @mr_slices_find_or_insert(%{{.+}}, %[[SLICE]], %[[HASH]],
