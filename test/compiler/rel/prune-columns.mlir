// The decoder must parse only what is read, down to fields of rows; keys, event time and a sink's columns stay.
// RUN: %millrace-opt %s --rel-prune-columns -split-input-file | FileCheck %s
!str = !sql.nullable<!sql.varchar<2147483647>>
!person = !sql.nullable<!sql.row<["id", "name"], [i64, !sql.varchar<2147483647>]>>
!s = !rel.stream<[<"a", i32>, <"person", !person>, <"b", i32>]>

// CHECK: rel.scan @t [1, 2] {paths = {{\[}}["id"], []]} : <[<"person.id", !sql.nullable<i64>>, <"b", i32>]>
// CHECK: rel.filter
// CHECK: sql.compare gt %arg1
// CHECK: rel.project
// CHECK-NEXT: ^bb0(%arg0: !sql.nullable<i64>, %arg1: i32):
// CHECK-NEXT: sql.yield %arg0
rel.table @t "filesystem" format "json" [#rel.column<"a", i32>, #rel.column<"person", !person>, #rel.column<"b", i32>] {metadata = ["", "", ""], options = {}}
%scan = rel.scan @t [0, 1, 2] : !s
%f = rel.filter %scan {
^bb0(%a: i32, %person: !person, %b: i32):
  %zero = sql.constant 0 : i32 -> i32
  %c = sql.compare gt %b, %zero : i32, i32 -> i1
  sql.yield %c : i1
} : !s
%p = rel.project %f {
^bb0(%a: i32, %person: !person, %b: i32):
  %id = sql.field %person[0] : !person -> !sql.nullable<i64>
  sql.yield %id : !sql.nullable<i64>
} : !s -> !rel.stream<[<"id", !sql.nullable<i64>>]>
rel.sink %p : !rel.stream<[<"id", !sql.nullable<i64>>]>

// -----

!s = !rel.stream<[<"k", i32>, <"a", i32>, <"b", i32>]>

// A call that nobody reads goes with its column; the key stays, and so does one column for COUNT(*).
// CHECK: rel.scan @t [0, 2]
// CHECK: rel.aggregate %{{.+}} keys [0] calls [#rel.call<"SUM", [1], false, -1, i32>]
// CHECK: rel.scan @t [0] :
// CHECK: rel.aggregate %{{.+}} keys [] calls [#rel.call<"COUNT", [], false, -1, i64>]
rel.table @t "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"a", i32>, #rel.column<"b", i32>] {metadata = ["", "", ""], options = {}}
%scan = rel.scan @t [0, 1, 2] : !s
%agg = rel.aggregate %scan keys [0] calls [#rel.call<"MAX", [1], false, -1, i32>, #rel.call<"SUM", [2], false, -1, i32>] : !s -> !s
%p = rel.project %agg {
^bb0(%k: i32, %a: i32, %b: i32):
  sql.yield %b : i32
} : !s -> !rel.stream<[<"b", i32>]>
rel.sink %p : !rel.stream<[<"b", i32>]>
%all = rel.scan @t [0, 1, 2] : !s
%count = rel.aggregate %all keys [] calls [#rel.call<"COUNT", [], false, -1, i64>] : !s -> !rel.stream<[<"n", i64>]>
rel.sink %count : !rel.stream<[<"n", i64>]>

// -----

!row = !sql.row<["id", "name"], [i64, i32]>
!s = !rel.stream<[<"p", !row>]>

// A field inside a branch is still only a field; a row that is also read whole stays whole.
// CHECK: rel.scan @t [0] {paths = {{\[}}["name"]]}
// CHECK: rel.scan @t [0] : <[<"p", !sql.row<["id", "name"], [i64, i32]>>]>
rel.table @t "filesystem" format "json" [#rel.column<"p", !row>] {metadata = [""], options = {}}
%s = rel.scan @t [0] : !s
%a = rel.project %s {
^bb0(%p: !row):
  %yes = sql.call "RAND" "mr_fn_flag"() per_row : () -> i1
  %r = scf.if %yes -> i32 {
    %name = sql.field %p[1] : !row -> i32
    scf.yield %name : i32
  } else {
    %zero = sql.constant 0 : i32 -> i32
    scf.yield %zero : i32
  }
  sql.yield %r : i32
} : !s -> !rel.stream<[<"x", i32>]>
rel.sink %a : !rel.stream<[<"x", i32>]>
%s2 = rel.scan @t [0] : !s
%b = rel.project %s2 {
^bb0(%p: !row):
  %name = sql.field %p[1] : !row -> i32
  sql.yield %p, %name : !row, i32
} : !s -> !rel.stream<[<"p", !row>, <"x", i32>]>
rel.sink %b : !rel.stream<[<"p", !row>, <"x", i32>]>

// -----

!in = !rel.stream<[<"a", i32>, <"b", i32>, <"c", i64>, <"d", i64>]>
!ranked = !rel.stream<[<"a", i32>, <"b", i32>, <"c", i64>, <"d", i64>, <"rn", i64>]>

// A Top-N carries what its order, its partition and its readers read; a rank that nobody reads is not told.
// CHECK: rel.scan @t [0, 2, 3]
// CHECK: rel.rank {{.*}} partition [0] order [#rel.sort<1, false, false>] ranks 1 to 3 :
rel.table @t "filesystem" format "json" [#rel.column<"a", i32>, #rel.column<"b", i32>, #rel.column<"c", i64>, #rel.column<"d", i64>] {metadata = ["", "", "", ""], options = {}}
%scan = rel.scan @t [0, 1, 2, 3] : !in
%rank = rel.rank %scan partition [0] order [#rel.sort<2, false, false>] ranks 1 to 3 number : !in -> !ranked
%p = rel.project %rank {
^bb0(%a: i32, %b: i32, %c: i64, %d: i64, %rn: i64):
  sql.yield %d : i64
} : !ranked -> !rel.stream<[<"d", i64>]>
rel.sink %p : !rel.stream<[<"d", i64>]>

// -----

!in = !rel.stream<[<"a", i32>, <"b", i32>, <"c", i64>]>
!over = !rel.stream<[<"a", i32>, <"b", i32>, <"c", i64>, <"n", i64>, <"s", i64>]>

// Calls that nobody reads go, and their arguments with them.
// CHECK: rel.scan @u [0, 2]
// CHECK: rel.over {{.*}} partition [0] order [#rel.sort<1, false, false>] preceding -1 calls [#rel.over_call<"COUNT", [], false, 0, i64>]
rel.table @u "filesystem" format "json" [#rel.column<"a", i32>, #rel.column<"b", i32>, #rel.column<"c", i64>] {metadata = ["", "", ""], options = {}}
%scan = rel.scan @u [0, 1, 2] : !in
%o = rel.over %scan partition [0] order [#rel.sort<2, false, false>] preceding -1 calls [#rel.over_call<"COUNT", [], false, 0, i64>, #rel.over_call<"MAX", [1], false, 0, i64>] : !in -> !over
%p = rel.project %o {
^bb0(%a: i32, %b: i32, %c: i64, %n: i64, %s: i64):
  sql.yield %n : i64
} : !over -> !rel.stream<[<"n", i64>]>
rel.sink %p : !rel.stream<[<"n", i64>]>

// -----

!s = !rel.stream<[<"a", i32>, <"b", i32>, <"c", i32>, <"d", i32>]>
!expanded = !rel.stream<[<"a", i32>, <"b", i32>, <"c", i32>, <"d", i32>, <"a", !sql.nullable<i32>>, <"b", !sql.nullable<i32>>, <"$e", i64>]>
!result = !rel.stream<[<"b", !sql.nullable<i32>>, <"$e", i64>, <"n", i32>]>

// A key of grouping sets that nobody reads goes, and its bit of every set.
// CHECK: rel.scan @t [1, 2]
// CHECK: rel.expand %{{.+}} keys [0] sets [1, 0, 1] : <[<"b", i32>, <"c", i32>]> -> <[<"b", i32>, <"c", i32>, <"b", !sql.nullable<i32>>, <"$e", i64>]>
// CHECK: rel.aggregate %{{.+}} keys [2, 3] calls [#rel.call<"MAX", [1], false, -1, i32>]
rel.table @t "filesystem" format "json" [#rel.column<"a", i32>, #rel.column<"b", i32>, #rel.column<"c", i32>, #rel.column<"d", i32>] {metadata = ["", "", "", ""], options = {}}
%scan = rel.scan @t [0, 1, 2, 3] : !s
%rows = rel.expand %scan keys [0, 1] sets [3, 1, 2] : !s -> !expanded
%aggregate = rel.aggregate %rows keys [5, 6] calls [#rel.call<"MAX", [2], false, -1, i32>] : !expanded -> !result
rel.sink %aggregate : !result

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"a", i32>, <"k", i32>, <"t", !ts, rowtime>, <"c", i32>]>
!windowed = !rel.stream<[<"a", i32>, <"k", i32>, <"t", !ts, rowtime>, <"c", i32>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>

// Sessions keep what they are made by, the time, and what is read of their rows.
// CHECK: rel.values {{.+}} : <[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>, <"c", i32>]>
// CHECK: rel.session_window %{{.+}} <session, 1, 1000, 1000, 0> partition [0] :
%values = rel.values [] : !s
%window = rel.session_window %values <session, 2, 1000, 1000, 0> partition [1] : !s -> !windowed
%p = rel.project %window {
^bb0(%a: i32, %k: i32, %t: !ts, %c: i32, %ws: !ts, %we: !ts, %wt: !ts):
  sql.yield %c, %we : i32, !ts
} : !windowed -> !rel.stream<[<"c", i32>, <"e", !ts>]>
rel.sink %p : !rel.stream<[<"c", i32>, <"e", !ts>]>

// -----

!s = !rel.stream<[<"k", i32>, <"arr", !sql.array<i32>>, <"b", i32>]>
!u = !rel.stream<[<"k", i32>, <"arr", !sql.array<i32>>, <"b", i32>, <"x", i32>]>

// Of an array whose elements alone are read nothing goes on; what the condition reads does.
// CHECK: %[[SCAN:.+]] = rel.scan @t [0, 1, 2]
// CHECK: rel.unnest %[[SCAN]] of 1 passed [0, 2] on {
// CHECK-NEXT: ^bb0(%arg0: i32, %arg1: i32, %arg2: i32):
// CHECK-NEXT: sql.compare lt %arg1, %arg2
// CHECK: -> <[<"k", i32>, <"b", i32>, <"x", i32>]>
rel.table @t "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"arr", !sql.array<i32>>, #rel.column<"b", i32>] {metadata = ["", "", ""], options = {}}
%scan = rel.scan @t [0, 1, 2] : !s
%u = rel.unnest %scan of 1 passed [0, 1, 2] on {
^bb0(%k: i32, %arr: !sql.array<i32>, %b: i32, %x: i32):
  %c = sql.compare lt %b, %x : i32, i32 -> i1
  sql.yield %c : i1
} : !s -> !u
%p = rel.project %u {
^bb0(%k: i32, %arr: !sql.array<i32>, %b: i32, %x: i32):
  sql.yield %k, %x : i32, i32
} : !u -> !rel.stream<[<"k", i32>, <"x", i32>]>
rel.sink %p : !rel.stream<[<"k", i32>, <"x", i32>]>
