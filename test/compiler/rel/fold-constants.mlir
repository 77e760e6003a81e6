// A filter that is always TRUE must go, a decided branch must not stay; a FALSE filter stays, for it drops rows.
// RUN: %millrace-opt %s --rel-fold-constants | FileCheck %s
!s = !rel.stream<[<"a", i32>]>

// CHECK: %[[V:.+]] = rel.values
// CHECK-NEXT: %[[F:.+]] = rel.filter %[[V]]
// CHECK: sql.constant false
// CHECK: %[[P:.+]] = rel.project %[[F]]
// CHECK-NOT: scf.if
// CHECK: sql.yield %arg0
// CHECK: rel.sink %[[P]]
%v = rel.values [[1 : i32]] : !s
%t = rel.filter %v {
^bb0(%a: i32):
  %one = sql.constant 1 : i32 -> i32
  %two = sql.constant 2 : i32 -> i32
  %c = sql.compare lt %one, %two : i32, i32 -> i1
  sql.yield %c : i1
} : !s
%f = rel.filter %t {
^bb0(%a: i32):
  %one = sql.constant 1 : i32 -> i32
  %c = sql.compare gt %one, %one : i32, i32 -> i1
  sql.yield %c : i1
} : !s
%p = rel.project %f {
^bb0(%a: i32):
  %yes = sql.constant true -> i1
  %r = scf.if %yes -> i32 {
    scf.yield %a : i32
  } else {
    %zero = sql.constant 0 : i32 -> i32
    scf.yield %zero : i32
  }
  sql.yield %r : i32
} : !s -> !rel.stream<[<"b", i32>]>
rel.sink %p : !rel.stream<[<"b", i32>]>
