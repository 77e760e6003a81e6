// A table that is named early but joined late must not be crossed with all the others; a table with one row per key goes where its key is.
// RUN: %millrace-opt %s --rel-reorder-joins -split-input-file | FileCheck %s
!a = !rel.stream<[<"a", i32>]>
!b = !rel.stream<[<"b", i64>]>
!c = !rel.stream<[<"c", i32>, <"d", i64>]>
!ab = !rel.stream<[<"a", i32>, <"b", i64>]>
!abc = !rel.stream<[<"a", i32>, <"b", i64>, <"c", i32>, <"d", i64>]>

// CHECK: %[[A:.+]] = rel.values
// CHECK: %[[B:.+]] = rel.values
// CHECK: %[[C:.+]] = rel.values
// CHECK: %[[AC:.+]] = rel.join inner %[[A]] [], %[[C]] [] on {
// CHECK-NEXT: ^bb0(%[[X:.+]]: i32, %[[Y:.+]]: i32, %{{.+}}: i64):
// CHECK-NEXT: sql.compare eq %[[X]], %[[Y]]
// CHECK: %[[ACB:.+]] = rel.join inner %[[AC]] [], %[[B]] [] on {
// CHECK-NEXT: ^bb0(%{{.+}}: i32, %{{.+}}: i32, %[[D:.+]]: i64, %[[E:.+]]: i64):
// CHECK-NEXT: sql.compare eq %[[D]], %[[E]]
// CHECK: rel.project %[[ACB]]
// CHECK: sql.yield %arg0, %arg3, %arg1, %arg2
%a = rel.values [] : !a
%b = rel.values [] : !b
%c = rel.values [] : !c
%ab = rel.join inner %a [], %b [] : !a, !b -> !ab
%abc = rel.join inner %ab [], %c [] on {
^bb0(%x: i32, %y: i64, %z: i32, %w: i64):
  %first = sql.compare eq %x, %z : i32, i32 -> i1
  %second = sql.compare eq %w, %y : i64, i64 -> i1
  %both = sql.and %first, %second : i1, i1 -> i1
  sql.yield %both : i1
} : !ab, !c -> !abc
rel.sink %abc : !abc

// -----

!a = !rel.stream<[<"a", i32>]>
!b = !rel.stream<[<"b", i64>]>
!c = !rel.stream<[<"c", i32>, <"d", i64>]>
!ab = !rel.stream<[<"a", i32>, <"b", i64>]>
!abc = !rel.stream<[<"a", i32>, <"b", i64>, <"c", i32>, <"d", i64>]>

// A condition that can fail would be asked about other pairs of rows: the text's order stays.
// CHECK: %[[A:.+]] = rel.values
// CHECK: %[[B:.+]] = rel.values
// CHECK: rel.join inner %[[A]] [], %[[B]] [] :
%a = rel.values [] : !a
%b = rel.values [] : !b
%c = rel.values [] : !c
%ab = rel.join inner %a [], %b [] : !a, !b -> !ab
%abc = rel.join inner %ab [], %c [] on {
^bb0(%x: i32, %y: i64, %z: i32, %w: i64):
  %first = sql.compare eq %x, %z : i32, i32 -> i1
  %quotient = sql.div %w, %y : i64, i64 -> i64
  %second = sql.compare eq %quotient, %w : i64, i64 -> i1
  %both = sql.and %first, %second : i1, i1 -> i1
  sql.yield %both : i1
} : !ab, !c -> !abc
rel.sink %abc : !abc

// -----

!a = !rel.stream<[<"a", i32>]>
!b = !rel.stream<[<"b", i32>, <"c", i64>]>
!c = !rel.stream<[<"d", i64>]>
!n = !rel.stream<[<"k", i32>]>
!ab = !rel.stream<[<"a", i32>, <"b", i32>, <"c", i64>]>
!abc = !rel.stream<[<"a", i32>, <"b", i32>, <"c", i64>, <"d", i64>]>
!abcn = !rel.stream<[<"a", i32>, <"b", i32>, <"c", i64>, <"d", i64>, <"k", i32>]>

// The last input has one row per key of the first join.
// CHECK: %[[UNIQUE:.+]] = rel.aggregate
// CHECK: %[[AB:.+]] = rel.join inner
// CHECK: %[[ABN:.+]] = rel.join inner %[[AB]] [], %[[UNIQUE]] []
// CHECK: rel.join inner %[[ABN]] []
%a = rel.values [] : !a
%b = rel.values [] : !b
%c = rel.values [] : !c
%m = rel.values [] : !n
%n = rel.aggregate %m keys [0] calls [] : !n -> !n
%ab = rel.join inner %a [], %b [] on {
^bb0(%x: i32, %y: i32, %z: i64):
  %equal = sql.compare eq %x, %y : i32, i32 -> i1
  sql.yield %equal : i1
} : !a, !b -> !ab
%abc = rel.join inner %ab [], %c [] on {
^bb0(%x: i32, %y: i32, %z: i64, %w: i64):
  %equal = sql.compare eq %z, %w : i64, i64 -> i1
  sql.yield %equal : i1
} : !ab, !c -> !abc
%abcn = rel.join inner %abc [], %n [] on {
^bb0(%x: i32, %y: i32, %z: i64, %w: i64, %v: i32):
  %equal = sql.compare eq %y, %v : i32, i32 -> i1
  sql.yield %equal : i1
} : !abc, !n -> !abcn
rel.sink %abcn : !abcn
