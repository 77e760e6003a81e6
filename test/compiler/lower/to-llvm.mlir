// A chain between a source and a sink becomes emission functions and the entry points of one task.
// RUN: %millrace-opt --flow-to-llvm %s | FileCheck %s

!in = !rel.stream<[<"id", i64>, <"amount", !sql.nullable<i32>>, <"unread", i64>]>
!out = !rel.stream<[<"id", i64>]>
rel.table @t "filesystem" format "changelog-json" [#rel.column<"id", i64>, #rel.column<"amount", !sql.nullable<i32>>, #rel.column<"unread", i64>]
  {metadata = ["", "", ""], options = {path = "t"}}
rel.table @r "print" [#rel.column<"id", i64>] {metadata = [""], options = {}}
%0 = flow.source @t [0, 1, 2] {operator_id = "s"} : !in
%1 = flow.chain %0 {
^bb0(%kind: i8, %id: i64, %amount: !sql.nullable<i32>, %unread: i64):
  %limit = sql.constant 7 : i32 -> i32
  %above = sql.compare gt %amount, %limit : !sql.nullable<i32>, i32 -> !sql.nullable<i1>
  %keep = sql.is_true %above : !sql.nullable<i1>
  scf.if %keep {
    %next = sql.add %id, %id : i64, i64 -> i64
    flow.emit %kind, %next : i64
  }
  sql.yield
} : !in -> !out
flow.sink %1 into @r {operator_id = "k"} : !out

// The source's stream passes kind, id, amount and amount's NULL flag; nobody reads the third column.
// CHECK-LABEL: llvm.func internal @stream_0(
// CHECK-SAME:    %{{.*}}: !llvm.ptr, %{{.*}}: i8, %[[ID:.*]]: i64, %[[AMOUNT:.*]]: i32, %[[NULL:.*]]: i1) -> i32
// CHECK:         %[[ABOVE:.*]] = llvm.icmp "sgt" %[[AMOUNT]], %{{.*}} : i32
// CHECK:         %[[PRESENT:.*]] = llvm.xor %[[NULL]], %{{.*}}
// CHECK:         %[[KEEP:.*]] = llvm.and %[[ABOVE]], %[[PRESENT]]
// CHECK:         llvm.cond_br %[[KEEP]]
// CHECK:         %[[NEXT:.*]] = llvm.add %[[ID]], %[[ID]]
// CHECK:         llvm.call @stream_1(%{{.*}}, %{{.*}}, %[[NEXT]])

// CHECK-LABEL: llvm.func internal @stream_1(
// CHECK:         llvm.call @mr_sink_buffer
// CHECK:         llvm.call @mr_print_kind
// CHECK:         llvm.call @mr_print_i64
// CHECK:         llvm.call @mr_sink_row

// CHECK-DAG: llvm.func @source_t_rows(
// CHECK-DAG: llvm.func @source_t_watermark(
// CHECK-NOT: flow.
