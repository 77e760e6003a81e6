// A condition that stays in the join is checked for every pair of rows: equalities must become keys, and nothing else may.
// RUN: %millrace-opt %s --rel-find-join-keys -split-input-file | FileCheck %s
!l = !rel.stream<[<"a", i32>, <"b", !sql.nullable<i64>>]>
!r = !rel.stream<[<"c", i32>, <"d", !sql.nullable<i64>>]>
!j = !rel.stream<[<"a", i32>, <"b", !sql.nullable<i64>>, <"c", i32>, <"d", !sql.nullable<i64>>]>

// Columns, whichever side stands first; the rest stays.
// CHECK: rel.join inner %{{.+}}[0], %{{.+}}[0] on {
// CHECK-NEXT: ^bb0(%[[A:.+]]: i32, %[[B:.+]]: !sql.nullable<i64>, %[[C:.+]]: i32, %[[D:.+]]: !sql.nullable<i64>):
// CHECK-NEXT: %[[REST:.+]] = sql.compare gt %[[B]], %[[D]]
// CHECK-NEXT: %[[TRUE:.+]] = sql.is_true %[[REST]]
// CHECK-NEXT: sql.yield %[[TRUE]]
%l = rel.values [] : !l
%r = rel.values [] : !r
%j = rel.join inner %l [], %r [] on {
^bb0(%a: i32, %b: !sql.nullable<i64>, %c: i32, %d: !sql.nullable<i64>):
  %equal = sql.compare eq %c, %a : i32, i32 -> i1
  %greater = sql.compare gt %b, %d : !sql.nullable<i64>, !sql.nullable<i64> -> !sql.nullable<i1>
  %both = sql.and %equal, %greater : i1, !sql.nullable<i1> -> !sql.nullable<i1>
  sql.yield %both : !sql.nullable<i1>
} : !l, !r -> !j
rel.sink %j : !j

// -----

!l = !rel.stream<[<"a", i32>]>
!r = !rel.stream<[<"c", i64>]>
!j = !rel.stream<[<"a", i32>, <"c", i64>]>

// What is computed becomes a column below the join, and goes again above it.
// CHECK: %[[P:.+]] = rel.project
// CHECK: sql.cast %{{.+}} : i32 -> i64
// CHECK: %[[J:.+]] = rel.join inner %[[P]] [1], %{{.+}}[0] :
// CHECK: rel.project %[[J]]
// CHECK: sql.yield %arg0, %arg2
%l = rel.values [] : !l
%r = rel.values [] : !r
%j = rel.join inner %l [], %r [] on {
^bb0(%a: i32, %c: i64):
  %wide = sql.cast %a : i32 -> i64
  %equal = sql.compare eq %wide, %c : i64, i64 -> i1
  sql.yield %equal : i1
} : !l, !r -> !j
rel.sink %j : !j

// -----

!s = !rel.stream<[<"a", !sql.nullable<i32>>]>
!j = !rel.stream<[<"a", !sql.nullable<i32>>, <"a", !sql.nullable<i32>>]>

// IS NOT DISTINCT FROM is a key by which NULL equals NULL; an equality within one side is no key.
// CHECK: rel.join inner %{{.+}}[0], %{{.+}}[0] null_equal [true] :
// CHECK: rel.join left %{{.+}}[], %{{.+}}[] on {
%l = rel.values [] : !s
%r = rel.values [] : !s
%j = rel.join inner %l [], %r [] on {
^bb0(%a: !sql.nullable<i32>, %b: !sql.nullable<i32>):
  %same = sql.not_distinct %a, %b : !sql.nullable<i32>, !sql.nullable<i32>
  sql.yield %same : i1
} : !s, !s -> !j
%k = rel.join left %l [], %r [] on {
^bb0(%a: !sql.nullable<i32>, %b: !sql.nullable<i32>):
  %same = sql.compare eq %a, %a : !sql.nullable<i32>, !sql.nullable<i32> -> !sql.nullable<i1>
  sql.yield %same : !sql.nullable<i1>
} : !s, !s -> !j
rel.sink %j : !j
rel.sink %k : !j
