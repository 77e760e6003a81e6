// -U must go only where nobody needs it, and an updating result must not reach a table that cannot take it.
// RUN: %millrace-opt %s --rel-infer-changelog -split-input-file -verify-diagnostics | FileCheck %s
!s = !rel.stream<[<"k", i32>, <"n", i64>]>

// An upsert sink by the grouping key needs no -U; printing the same needs all.
// CHECK: rel.aggregate {{.*}} {row_kinds = 5 : i32}
// CHECK: rel.sink {{.*}} into @u {row_kinds = 5 : i32}
// CHECK: rel.aggregate {{.*}} {row_kinds = 7 : i32}
// CHECK: rel.sink {{.*}} {row_kinds = 7 : i32}
rel.table @u "filesystem" format "changelog-json" [#rel.column<"k", i32>, #rel.column<"n", i64>] {metadata = ["", ""], options = {"changelog-json.mode" = "upsert"}, primary_key = array<i32: 0>}
%v = rel.values [] : !s
%a = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
rel.sink %a into @u : !s
%b = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
rel.sink %b : !s

// -----

!s = !rel.stream<[<"k", i32>, <"n", i64>]>

// A filter by what changes passes some -U whose +U it drops: they are kept, and delete at a sink by key. A filter by the key drops both,
// so that the sink needs none.
// CHECK-LABEL: @filtered
// CHECK: rel.aggregate {{.*}} {row_kinds = 7 : i32}
// CHECK: rel.filter
// CHECK: row_kinds = 7 : i32
// CHECK: rel.sink {{.*}} into @filtered {deletes_update_before, row_kinds = 13 : i32}
// CHECK: rel.aggregate {{.*}} {row_kinds = 7 : i32}
// CHECK: rel.filter
// CHECK: row_kinds = 7 : i32
// CHECK: rel.sink {{.*}} into @filtered {row_kinds = 5 : i32}
rel.table @filtered "filesystem" format "changelog-json" [#rel.column<"k", i32>, #rel.column<"n", i64>] {metadata = ["", ""], options = {"changelog-json.mode" = "upsert"}, primary_key = array<i32: 0>}
%v = rel.values [] : !s
%a = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
%f = rel.filter %a {
^bb0(%k: i32, %n: i64):
  %two = sql.constant 2 : i64 -> i64
  %below = sql.compare lt %n, %two : i64, i64 -> i1
  sql.yield %below : i1
} : !s
rel.sink %f into @filtered : !s
%b = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
%g = rel.filter %b {
^bb0(%k: i32, %n: i64):
  %two = sql.constant 2 : i32 -> i32
  %below = sql.compare lt %k, %two : i32, i32 -> i1
  sql.yield %below : i1
} : !s
rel.sink %g into @filtered : !s

// -----

!s = !rel.stream<[<"k", i32>, <"n", i64>]>

// An aggregate over an updating one needs its -U and deletes what is empty, whatever the sink takes. (A filter needs them too: a
// row that fits no more must be taken back.)
// CHECK: rel.aggregate {{.*}} {row_kinds = 7 : i32}
// CHECK: rel.filter
// CHECK: row_kinds = 7 : i32
// CHECK: rel.aggregate {{.*}} {row_kinds = 13 : i32}
rel.table @u "filesystem" format "changelog-json" [#rel.column<"k", i64>, #rel.column<"n", i64>] {metadata = ["", ""], options = {"changelog-json.mode" = "upsert"}, primary_key = array<i32: 0>}
%v = rel.values [] : !s
%a = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
%f = rel.filter %a {
^bb0(%k: i32, %n: i64):
  %zero = sql.constant 0 : i64 -> i64
  %c = sql.compare gt %n, %zero : i64, i64 -> i1
  sql.yield %c : i1
} : !s
%b = rel.aggregate %f keys [1] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !rel.stream<[<"n", i64>, <"c", i64>]>
rel.sink %b into @u : !rel.stream<[<"n", i64>, <"c", i64>]>

// -----

!s = !rel.stream<[<"k", i32>, <"n", i64>]>
rel.table @j "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"n", i64>] {metadata = ["", ""], options = {}}
%v = rel.values [] : !s
%a = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
// expected-error@+1 {{`j` only takes new rows, but GROUP BY `k` makes updates}}
rel.sink %a into @j : !s

// -----

!s = !rel.stream<[<"k", i32>, <"n", i64>]>
rel.table @u "filesystem" format "changelog-json" [#rel.column<"k", i32>, #rel.column<"n", i64>] {metadata = ["", ""], options = {"changelog-json.mode" = "upsert"}, primary_key = array<i32: 1>}
%v = rel.values [] : !s
%a = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
// expected-error@+1 {{the primary key of `u` is not what the query's rows are updated by}}
rel.sink %a into @u : !s

// -----

!s = !rel.stream<[<"k", i32>]>
rel.table @u "filesystem" format "changelog-json" [#rel.column<"k", i32>] {metadata = [""], options = {"changelog-json.mode" = "upsert"}}
// expected-error@+1 {{`u` is read as changes without -U but has no primary key}}
%v = rel.scan @u [0] {row_kinds = 13 : i32} : !s
rel.sink %v : !s

// -----

!s = !rel.stream<[<"k", i32>, <"n", i64>]>
!j = !rel.stream<[<"k", i32>, <"n", i64>, <"k2", i32>, <"n2", i64>]>

// A join of rows that are updated by the join key replaces its results by that key: no -U. With a condition, an update may leave its old matches without new
// ones: -U stays, and is a -D where the sink does not take it.
// CHECK-COUNT-2: rel.aggregate {{.*}} {row_kinds = 5 : i32}
// CHECK: rel.join {{.*}} {row_kinds = 5 : i32}
// CHECK-COUNT-2: rel.aggregate {{.*}} {row_kinds = 7 : i32}
// CHECK: row_kinds = 7 : i32
// CHECK: rel.sink {{.*}} into @u {deletes_update_before, row_kinds = 13 : i32}
rel.table @u "filesystem" format "changelog-json" [#rel.column<"k", i32>, #rel.column<"n", i64>, #rel.column<"k2", i32>, #rel.column<"n2", i64>] {metadata = ["", "", "", ""], options = {"changelog-json.mode" = "upsert"}, primary_key = array<i32: 0>}
%v = rel.values [] : !s
%a = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
%b = rel.aggregate %v keys [0] calls [#rel.call<"MAX", [1], false, -1, i64>] : !s -> !s
%j = rel.join inner %a [0], %b [0] : !s, !s -> !j
rel.sink %j into @u : !j
%c = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
%d = rel.aggregate %v keys [0] calls [#rel.call<"MIN", [1], false, -1, i64>] : !s -> !s
%k = rel.join inner %c [0], %d [0] on {
^bb0(%x: i32, %n: i64, %y: i32, %m: i64):
  %less = sql.compare lt %n, %m : i64, i64 -> i1
  sql.yield %less : i1
} : !s, !s -> !j
rel.sink %k into @u : !j

// -----

!s = !rel.stream<[<"k", i32>, <"n", i64>]>
!r = !rel.stream<[<"k", i32>, <"n", i64>, <"rn", i64>]>

// Without ranks rows come in and go; with them they are replaced. An upsert sink by partition and rank needs no -U.
// CHECK: rel.rank {{.*}} {row_kinds = 9 : i32}
// CHECK: rel.rank {{.*}} {row_kinds = 5 : i32}
// CHECK: rel.sink {{.*}} into @ranks {row_kinds = 5 : i32}
rel.table @ranks "filesystem" format "changelog-json" [#rel.column<"k", i32>, #rel.column<"n", i64>, #rel.column<"rn", i64>] {metadata = ["", "", ""], options = {"changelog-json.mode" = "upsert"}, primary_key = array<i32: 0, 2>}
%v = rel.values [] : !s
%a = rel.rank %v partition [0] order [#rel.sort<1, true, true>] ranks 1 to 3 : !s -> !s
rel.sink %a : !s
%b = rel.rank %v partition [0] order [#rel.sort<1, true, true>] ranks 1 to 3 number : !s -> !r
rel.sink %b into @ranks : !r

// -----

!s = !rel.stream<[<"k", i32>, <"n", i64>]>
!r = !rel.stream<[<"k", i32>, <"n", i64>, <"rn", i64>]>

// Counts only grow, so the greatest are found from the best rows alone, without -U; the least need all rows and their -U.
// CHECK: rel.aggregate {{.*}} {row_kinds = 5 : i32}
// CHECK: rel.rank {{.*}} {row_kinds = 7 : i32}
// CHECK: rel.aggregate {{.*}} {row_kinds = 7 : i32}
// CHECK: rel.rank {{.*}} {row_kinds = 15 : i32}
%v = rel.values [] : !s
%a = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
%b = rel.rank %a partition [] order [#rel.sort<1, true, true>] ranks 1 to 3 number : !s -> !r
rel.sink %b : !r
%c = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
%d = rel.rank %c partition [] order [#rel.sort<1, false, false>] ranks 1 to 3 number : !s -> !r
rel.sink %d : !r

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"t", !ts, rowtime>, <"n", i64>]>
!k = !rel.stream<[<"t", !ts>, <"n", i64>]>
!r = !rel.stream<[<"t", !ts, rowtime>, <"n", i64>, <"c", i64>]>
%v = rel.values [] : !s
%a = rel.aggregate %v keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !s
// expected-error@+1 {{an OVER aggregate only takes new rows, but GROUP BY `t` makes updates}}
%o = rel.over %a partition [] order [#rel.sort<0, false, false>] preceding -1 calls [#rel.over_call<"COUNT", [], false, 0, i64>] : !s -> !r
rel.sink %o : !r
