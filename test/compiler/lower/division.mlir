// An exact division tests for zero and fails with its site; the smallest number by -1 does not trap; a NULL does not divide.
// RUN: %millrace-opt --flow-to-llvm %s | FileCheck %s

!in = !rel.stream<[<"a", !sql.nullable<i64>>, <"b", i64>]>
!out = !rel.stream<[<"q", !sql.nullable<i64>>]>
rel.table @t "filesystem" format "changelog-json" [#rel.column<"a", !sql.nullable<i64>>, #rel.column<"b", i64>] {metadata = ["", ""], options = {path = "t"}}
%0 = flow.source @t [0, 1] {operator_id = "s"} : !in
%1 = flow.chain %0 {
^bb0(%kind: i8, %a: !sql.nullable<i64>, %b: i64):
  %q = sql.div %a, %b : !sql.nullable<i64>, i64 -> !sql.nullable<i64>
  flow.emit %kind, %q : !sql.nullable<i64>
  sql.yield
} : !in -> !out
flow.sink %1 {operator_id = "k"} : !out

// CHECK-LABEL: llvm.func internal @stream_0(
// CHECK-SAME:    %[[A:[^ ]*]]: i64, %[[NULL:[^ ]*]]: i1, %[[B:[^ ]*]]: i64) -> i32
// CHECK-DAG:     llvm.cond_br %[[NULL]]
// CHECK-DAG:     llvm.call @mr_division_by_zero
// CHECK-DAG:     llvm.call @mr_fail_function
// CHECK-DAG:     %[[ONE:.*]] = llvm.mlir.constant(-1 : i64)
// CHECK-DAG:     %[[MINUS:.*]] = llvm.icmp "eq" %[[B]], %[[ONE]] : i64
// CHECK-DAG:     %[[DIVISOR:.*]] = llvm.select %[[MINUS]], %{{.*}}, %[[B]]
// CHECK-DAG:     llvm.sdiv %[[A]], %[[DIVISOR]]
// CHECK-LABEL: llvm.func internal @stream_1(
