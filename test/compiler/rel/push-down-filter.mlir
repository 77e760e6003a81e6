// A filter must reach the decoder where that changes nothing, and must stop above a watermark: a row that is filtered out still moves it.
// RUN: %millrace-opt %s --rel-push-down-filter -split-input-file | FileCheck %s
!s = !rel.stream<[<"a", i32>, <"b", i32>]>

// Through a project into the scan, with the project's expression inlined.
// CHECK: rel.scan @t [0, 1] filter {
// CHECK: %[[SUM:.+]] = sql.add %arg0, %arg1
// CHECK: sql.compare gt %[[SUM]]
// CHECK: rel.project
// CHECK-NOT: rel.filter
// CHECK: rel.sink
rel.table @t "filesystem" format "json" [#rel.column<"a", i32>, #rel.column<"b", i32>] {metadata = ["", ""], options = {}}
%scan = rel.scan @t [0, 1] : !s
%p = rel.project %scan {
^bb0(%a: i32, %b: i32):
  %sum = sql.add %a, %b : i32, i32 -> i32
  sql.yield %sum : i32
} : !s -> !rel.stream<[<"x", i32>]>
%f = rel.filter %p {
^bb0(%x: i32):
  %zero = sql.constant 0 : i32 -> i32
  %c = sql.compare gt %x, %zero : i32, i32 -> i1
  sql.yield %c : i1
} : !rel.stream<[<"x", i32>]>
rel.sink %f : !rel.stream<[<"x", i32>]>

// -----

!ts = !sql.timestamp<3>
!in = !rel.stream<[<"a", i32>, <"t", !ts>]>
!timed = !rel.stream<[<"a", i32>, <"t", !ts, rowtime>]>

// CHECK: rel.scan @t [0, 1] :
// CHECK: %[[W:.+]] = rel.watermark
// CHECK: %[[F:.+]] = rel.filter %[[W]]
// CHECK: rel.sink %[[F]]
rel.table @t "filesystem" format "json" [#rel.column<"a", i32>, #rel.column<"t", !ts>] {metadata = ["", ""], options = {}}
%scan = rel.scan @t [0, 1] : !in
%w = rel.watermark %scan at 1 {
^bb0(%a: i32, %t: !ts):
  sql.yield %t : !ts
} : !in -> !timed
%f = rel.filter %w {
^bb0(%a: i32, %t: !ts):
  %zero = sql.constant 0 : i32 -> i32
  %c = sql.compare gt %a, %zero : i32, i32 -> i1
  sql.yield %c : i1
} : !timed
rel.sink %f : !timed

// -----

!s = !rel.stream<[<"a", i32>]>

// A metadata column does not come from the record; an upsert changelog is completed from all rows of a key.
// CHECK: rel.scan @m
// CHECK-NEXT: rel.filter
// CHECK: rel.scan @u
// CHECK-NEXT: rel.filter
rel.table @m "kafka" format "json" [#rel.column<"a", i32>] {metadata = ["partition"], options = {}}
rel.table @u "filesystem" format "changelog-json" [#rel.column<"a", i32>] {metadata = [""], options = {}, primary_key = array<i32: 0>}
%m = rel.scan @m [0] : !s
%mf = rel.filter %m {
^bb0(%a: i32):
  %zero = sql.constant 0 : i32 -> i32
  %c = sql.compare gt %a, %zero : i32, i32 -> i1
  sql.yield %c : i1
} : !s
rel.sink %mf : !s
%u = rel.scan @u [0] {row_kinds = 13 : i32} : !s
%uf = rel.filter %u {
^bb0(%a: i32):
  %zero = sql.constant 0 : i32 -> i32
  %c = sql.compare gt %a, %zero : i32, i32 -> i1
  sql.yield %c : i1
} : !s
rel.sink %uf : !s

// -----

!s = !rel.stream<[<"a", i32>]>

// Through UNION ALL, one filter each.
// CHECK: rel.scan @t [0] filter
// CHECK: rel.scan @u [0] filter
// CHECK: %[[U:.+]] = rel.union_all
// CHECK-NEXT: rel.sink %[[U]]
rel.table @t "filesystem" format "json" [#rel.column<"a", i32>] {metadata = [""], options = {}}
rel.table @u "filesystem" format "json" [#rel.column<"a", i32>] {metadata = [""], options = {}}
%t = rel.scan @t [0] : !s
%u = rel.scan @u [0] : !s
%all = rel.union_all %t, %u : !s, !s -> !s
%f = rel.filter %all {
^bb0(%a: i32):
  %zero = sql.constant 0 : i32 -> i32
  %c = sql.compare gt %a, %zero : i32, i32 -> i1
  sql.yield %c : i1
} : !s
rel.sink %f : !s

// -----

!l = !rel.stream<[<"a", i32>, <"b", i32>]>
!r = !rel.stream<[<"c", i32>, <"d", i32>]>
!j = !rel.stream<[<"a", i32>, <"b", i32>, <"c", !sql.nullable<i32>>, <"d", !sql.nullable<i32>>]>

// WHERE on the kept side of a left join goes below it, and by the join's equality to the other side too; on the missing side it makes an inner join of it.
// CHECK: rel.scan @l {{.*}} filter {
// CHECK: rel.scan @r {{.*}} filter {
// CHECK: rel.join left
// CHECK-NOT: rel.filter
// CHECK: rel.sink
// CHECK: rel.scan @r {{.*}} filter {
// CHECK: rel.join inner
// CHECK-NOT: rel.filter
// CHECK: rel.sink
rel.table @l "filesystem" format "json" [#rel.column<"a", i32>, #rel.column<"b", i32>] {metadata = ["", ""], options = {}}
rel.table @r "filesystem" format "json" [#rel.column<"c", i32>, #rel.column<"d", i32>] {metadata = ["", ""], options = {}}
%l = rel.scan @l [0, 1] : !l
%r = rel.scan @r [0, 1] : !r
%j = rel.join left %l [], %r [] on {
^bb0(%a: i32, %b: i32, %c: i32, %d: i32):
  %equal = sql.compare eq %a, %c : i32, i32 -> i1
  sql.yield %equal : i1
} : !l, !r -> !j
%f = rel.filter %j {
^bb0(%a: i32, %b: i32, %c: !sql.nullable<i32>, %d: !sql.nullable<i32>):
  %five = sql.constant 5 : i32 -> i32
  %is = sql.compare eq %a, %five : i32, i32 -> i1
  sql.yield %is : i1
} : !j
rel.sink %f : !j
%l2 = rel.scan @l [0, 1] : !l
%r2 = rel.scan @r [0, 1] : !r
%j2 = rel.join left %l2 [], %r2 [] on {
^bb0(%a: i32, %b: i32, %c: i32, %d: i32):
  %equal = sql.compare eq %a, %c : i32, i32 -> i1
  sql.yield %equal : i1
} : !l, !r -> !j
%f2 = rel.filter %j2 {
^bb0(%a: i32, %b: i32, %c: !sql.nullable<i32>, %d: !sql.nullable<i32>):
  %five = sql.constant 5 : i32 -> i32
  %is = sql.compare gt %d, %five : !sql.nullable<i32>, i32 -> !sql.nullable<i1>
  sql.yield %is : !sql.nullable<i1>
} : !j
rel.sink %f2 : !j

// -----

!s = !rel.stream<[<"a", i32>, <"b", i32>]>
!j = !rel.stream<[<"a", i32>, <"b", i32>, <"c", !sql.nullable<i32>>, <"d", !sql.nullable<i32>>]>

// ON decides what counts as a match, so of a left join only the right side's conditions move; IS NULL above keeps the rows without a match.
// CHECK: rel.scan @s [0, 1] :
// CHECK: rel.scan @s {{.*}} filter {
// CHECK: rel.join left {{.*}} on {
// CHECK: sql.compare gt %arg0
// CHECK: rel.filter
// CHECK: sql.is_null
rel.table @s "filesystem" format "json" [#rel.column<"a", i32>, #rel.column<"b", i32>] {metadata = ["", ""], options = {}}
%l = rel.scan @s [0, 1] : !s
%r = rel.scan @s [0, 1] : !s
%j = rel.join left %l [], %r [] on {
^bb0(%a: i32, %b: i32, %c: i32, %d: i32):
  %five = sql.constant 5 : i32 -> i32
  %own = sql.compare gt %a, %five : i32, i32 -> i1
  %other = sql.compare gt %d, %five : i32, i32 -> i1
  %both = sql.and %own, %other : i1, i1 -> i1
  sql.yield %both : i1
} : !s, !s -> !j
%f = rel.filter %j {
^bb0(%a: i32, %b: i32, %c: !sql.nullable<i32>, %d: !sql.nullable<i32>):
  %is = sql.is_null %c : !sql.nullable<i32>
  sql.yield %is : i1
} : !j
rel.sink %f : !j

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!j = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", i32>, <"t2", !ts>]>

// Of a temporal join, what is about the left goes to the left; a version that the rest drops must be found, so that the one before is not.
// CHECK: %[[FEW:.+]] = rel.filter
// CHECK: %[[JOIN:.+]] = rel.temporal_join inner %[[FEW]] [0] at 1,
// CHECK: rel.filter %[[JOIN]]
%l = rel.values [] : !s
%r = rel.values [] : !s
%j = rel.temporal_join inner %l [0] at 1, %r [0] from 1 : !s, !s -> !j
%f = rel.filter %j {
^bb0(%k: i32, %t: !ts, %k2: i32, %t2: !ts):
  %three = sql.constant 3 : i32 -> i32
  %some = sql.compare ne %k, %three : i32, i32 -> i1
  %late = sql.compare gt %t2, %t : !ts, !ts -> i1
  %both = sql.and %some, %late : i1, i1 -> i1
  sql.yield %both : i1
} : !j
rel.sink %f : !j

// -----

!s = !rel.stream<[<"k", i32>, <"arr", !sql.array<i32>>]>
!u = !rel.stream<[<"k", i32>, <"x", i32>]>

// What a filter says of the row that holds the elements is decided once for the row.
// CHECK: rel.scan @t [0, 1] filter {
// CHECK: sql.compare gt %arg0
// CHECK: rel.unnest
// CHECK: rel.filter
// CHECK: sql.compare gt %arg1
// CHECK-NOT: sql.compare
rel.table @t "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"arr", !sql.array<i32>>] {metadata = ["", ""], options = {}}
%scan = rel.scan @t [0, 1] : !s
%u = rel.unnest %scan of 1 passed [0] : !s -> !u
%f = rel.filter %u {
^bb0(%k: i32, %x: i32):
  %zero = sql.constant 0 : i32 -> i32
  %a = sql.compare gt %k, %zero : i32, i32 -> i1
  %b = sql.compare gt %x, %zero : i32, i32 -> i1
  %both = sql.and %a, %b : i1, i1 -> i1
  sql.yield %both : i1
} : !u
rel.sink %f : !u
