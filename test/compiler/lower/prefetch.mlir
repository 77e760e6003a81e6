// Before a batch's rows run, the index of each table that they will look into is prefetched, by the function of the table's kind.
// RUN: %millrace-opt --flow-to-llvm %s | FileCheck %s

!row = !rel.stream<[<"k", i64>, <"n", i64>]>
rel.table @t "filesystem" format "changelog-json" [#rel.column<"k", i64>, #rel.column<"n", i64>] {metadata = ["", ""], options = {path = "t"}}
%0 = flow.source @t [0, 1] {operator_id = "s"} : !row
%1 = flow.exchange %0 hash [0] : !row
%2 = flow.process (%1) keys [array<i32: 0>]
    tables [#flow.table<"one", value, [], [i64], 0>, #flow.table<"many", map, [i64], [i64], 0>, #flow.table<"best", sorted, [i64], [i64], 0, order [0]>] timers [] {
^bb0(%kind: i8, %k: i64, %n: i64):
  %count = flow.sorted_count "best"
  flow.emit %kind, %k, %count : i64, i64
  sql.yield
} {operator_id = "p", state_bound = "unbounded"} : (!row) -> !row
flow.sink %2 into @t {operator_id = "c"} : !row

// CHECK-LABEL: llvm.func internal @process_input_0(
// CHECK-DAG:     %[[ONE:.*]] = llvm.call @mr_state_table
// CHECK-DAG:     %[[MANY:.*]] = llvm.call @mr_state_map
// CHECK-DAG:     %[[BEST:.*]] = llvm.call @mr_state_sorted
// CHECK:         llvm.call @mr_table_prefetch(%[[ONE]], %[[HASH:.*]]) :
// CHECK:         llvm.call @mr_map_prefetch(%[[MANY]], %[[HASH]]) :
// CHECK:         llvm.call @mr_sorted_prefetch(%[[BEST]], %[[HASH]]) :
