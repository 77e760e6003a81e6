// Stateless work must be one body, with the filter's test around the rest.
// RUN: %millrace-opt %s --flow-fuse-chains | FileCheck %s
!s = !rel.stream<[<"a", i32>]>

// CHECK: %[[V:.+]] = flow.values
// CHECK: %[[C:.+]] = flow.chain %[[V]]
// CHECK: scf.if
// CHECK: %[[SUM:.+]] = sql.add
// CHECK: flow.emit %{{.+}}, %[[SUM]]
// CHECK-NOT: flow.chain
// CHECK: flow.sink %[[C]]
%v = flow.values [[1 : i32]] {operator_id = "1"} : !s
%f = flow.chain %v {
^bb0(%kind: i8, %a: i32):
  %zero = sql.constant 0 : i32 -> i32
  %c = sql.compare gt %a, %zero : i32, i32 -> i1
  scf.if %c {
    flow.emit %kind, %a : i32
  }
  sql.yield
} : !s -> !s
%p = flow.chain %f {
^bb0(%kind: i8, %a: i32):
  %sum = sql.add %a, %a : i32, i32 -> i32
  flow.emit %kind, %sum : i32
  sql.yield
} : !s -> !s
flow.sink %p {operator_id = "2"} : !s
