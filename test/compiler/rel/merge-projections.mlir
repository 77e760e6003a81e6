// Two projects must become one and two filters one, whose second condition runs only for rows that pass the first.
// RUN: %millrace-opt %s --rel-merge-projections | FileCheck %s
!s = !rel.stream<[<"a", i32>, <"b", i32>]>
!t = !rel.stream<[<"x", i32>]>

// CHECK: %[[V:.+]] = rel.values
// CHECK-NEXT: %[[F:.+]] = rel.filter %[[V]]
// CHECK: %[[C:.+]] = sql.compare gt %arg0
// CHECK: scf.if %[[C]]
// CHECK-NEXT: sql.compare lt %arg1
// CHECK: rel.aggregate %[[F]] keys [1]
// CHECK: %[[P:.+]] = rel.project
// CHECK: %[[SUM:.+]] = sql.add
// CHECK-NEXT: %[[PRODUCT:.+]] = sql.mul %[[SUM]], %[[SUM]]
// CHECK-NOT: rel.project
// CHECK: rel.sink
%v = rel.values [[1 : i32, 2 : i32]] : !s
%f = rel.filter %v {
^bb0(%a: i32, %b: i32):
  %zero = sql.constant 0 : i32 -> i32
  %c = sql.compare gt %a, %zero : i32, i32 -> i1
  sql.yield %c : i1
} : !s
%g = rel.filter %f {
^bb0(%a: i32, %b: i32):
  %nine = sql.constant 9 : i32 -> i32
  %c = sql.compare lt %b, %nine : i32, i32 -> i1
  sql.yield %c : i1
} : !s
%swap = rel.project %g {
^bb0(%a: i32, %b: i32):
  sql.yield %b, %a : i32, i32
} : !s -> !rel.stream<[<"b", i32>, <"a", i32>]>
%agg = rel.aggregate %swap keys [0] calls [#rel.call<"MAX", [1], false, -1, i32>] : !rel.stream<[<"b", i32>, <"a", i32>]> -> !s
%p = rel.project %agg {
^bb0(%a: i32, %b: i32):
  %sum = sql.add %a, %b : i32, i32 -> i32
  sql.yield %sum : i32
} : !s -> !t
%q = rel.project %p {
^bb0(%x: i32):
  %product = sql.mul %x, %x : i32, i32 -> i32
  sql.yield %product : i32
} : !t -> !t
rel.sink %q : !t
