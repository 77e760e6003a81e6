// What only a filter reads must not travel to the shard that aggregates.
// RUN: %millrace-opt %s --rel-narrow-inputs | FileCheck %s
!s = !rel.stream<[<"f", i1>, <"k", i32>, <"v", i64>]>

// CHECK: %[[F:.+]] = rel.filter
// CHECK: %[[P:.+]] = rel.project %[[F]]
// CHECK: sql.yield %arg1, %arg2
// CHECK: rel.aggregate %[[P]] keys [0] calls [#rel.call<"SUM", [1], false, -1, i64>]
// An aggregate that reads everything stays as it is.
// CHECK: rel.aggregate %[[F]] keys [1] calls [#rel.call<"SUM", [2], false, 0, i64>]
%v = rel.values [] : !s
%f = rel.filter %v {
^bb0(%f: i1, %k: i32, %x: i64):
  sql.yield %f : i1
} : !s
%a = rel.aggregate %f keys [1] calls [#rel.call<"SUM", [2], false, -1, i64>] : !s -> !rel.stream<[<"k", i32>, <"s", i64>]>
rel.sink %a : !rel.stream<[<"k", i32>, <"s", i64>]>
%b = rel.aggregate %f keys [1] calls [#rel.call<"SUM", [2], false, 0, i64>] : !s -> !rel.stream<[<"k", i32>, <"s", i64>]>
rel.sink %b : !rel.stream<[<"k", i32>, <"s", i64>]>
