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
