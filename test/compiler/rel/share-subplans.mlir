// Several INSERTs over one table must read it once; work with a value per row (RAND) must stay apart.
// RUN: %millrace-opt %s --rel-share-subplans | FileCheck %s
!s = !rel.stream<[<"a", i32>, <"b", i32>]>

// CHECK: %[[SCAN:.+]] = rel.scan @t [0, 1]
// CHECK-NOT: rel.scan
// CHECK: %[[F:.+]] = rel.filter
// CHECK-NOT: rel.filter
// CHECK: rel.sink %[[F]]
// CHECK: rel.sink %[[F]]
// CHECK: rel.project
// CHECK: rel.project
// CHECK: rel.sink
rel.table @t "filesystem" format "json" [#rel.column<"a", i32>, #rel.column<"b", i32>] {metadata = ["", ""], options = {}}
%1 = rel.scan @t [0, 1] : !s
%f1 = rel.filter %1 {
^bb0(%a: i32, %b: i32):
  %c = sql.compare gt %a, %b : i32, i32 -> i1
  sql.yield %c : i1
} : !s
rel.sink %f1 : !s
%2 = rel.scan @t [0, 1] : !s
%f2 = rel.filter %2 {
^bb0(%a: i32, %b: i32):
  %c = sql.compare gt %a, %b : i32, i32 -> i1
  sql.yield %c : i1
} : !s
rel.sink %f2 : !s
%3 = rel.scan @t [1] : !rel.stream<[<"b", i32>]>
%r = rel.project %3 {
^bb0(%b: i32):
  %rand = sql.call "RAND" "mr_fn_rand"() per_row : () -> f64
  sql.yield %rand : f64
} : !rel.stream<[<"b", i32>]> -> !rel.stream<[<"r", f64>]>
rel.sink %r : !rel.stream<[<"r", f64>]>
