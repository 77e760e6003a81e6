// An aggregate by both bounds of its rows' window must end with the window, or its state stays for ever; one that is not of a window must not end.
// RUN: %millrace-opt %s --rel-attach-windows -split-input-file | FileCheck %s
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!c = !rel.stream<[<"k", i32>, <"n", i64>, <"window_start", !ts>, <"window_end", !ts>]>
!m = !rel.stream<[<"window_end", !ts>, <"n", i64>, <"window_start", !ts>, <"most", i64>]>
!o = !rel.stream<[<"window_start", !ts>, <"window_end", !ts>, <"most", i64>]>

// Of a window aggregate, with a key between the bounds; then of that again.
// CHECK: rel.aggregate %{{.+}} keys [3, 1, 2] calls [{{.+}}] window [2, 0] :
// CHECK: rel.aggregate %{{.+}} keys [2, 0] calls [{{.+}}] window [0, 1] :
%a = rel.values [] : !s
%c = rel.window_aggregate %a <hop, 1, 10000, 2000, 0> keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] properties [0, 1] : !s -> !c
%m = rel.aggregate %c keys [3, 1, 2] calls [#rel.call<"MAX", [1], false, -1, i64>] : !c -> !m
%o = rel.aggregate %m keys [2, 0] calls [#rel.call<"MAX", [3], false, -1, i64>] : !m -> !o
rel.sink %o : !o

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, proctime>]>
!c = !rel.stream<[<"n", i64>, <"window_start", !ts>, <"window_end", !ts>]>
!e = !rel.stream<[<"window_end", !ts>, <"most", i64>]>
!o = !rel.stream<[<"window_start", !ts>, <"window_end", !ts>, <"most", i64>]>

// One bound alone; then windows of the machine's clock.
// CHECK-NOT: calls [{{.+}}] window
%a = rel.values [] : !s
%c = rel.window_aggregate %a <tumble, 1, 10000, 10000, 0> keys [] calls [#rel.call<"COUNT", [], false, -1, i64>] properties [0, 1] : !s -> !c
%e = rel.aggregate %c keys [2] calls [#rel.call<"MAX", [0], false, -1, i64>] : !c -> !e
rel.sink %e : !e
%o = rel.aggregate %c keys [1, 2] calls [#rel.call<"MAX", [0], false, -1, i64>] : !c -> !o
rel.sink %o : !o

// -----

!ts = !sql.timestamp_ltz<3>
!b = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!w = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"window_start", !b>, <"window_end", !b>, <"window_time", !ts, rowtime>]>
!o = !rel.stream<[<"window_start", !b>, <"window_end", !b>, <"n", i64>]>

// The rows of windows over instants, behind a filter.
// CHECK: rel.aggregate %{{.+}} keys [2, 3] calls [{{.+}}] window [0, 1] instant :
%a = rel.values [] : !s
%w = rel.window %a <tumble, 1, 10000, 10000, 0> : !s -> !w
%f = rel.filter %w {
^bb0(%k: i32, %t: !ts, %ws: !b, %we: !b, %wt: !ts):
  %yes = sql.compare ne %ws, %we : !b, !b -> i1
  sql.yield %yes : i1
} : !w
%o = rel.aggregate %f keys [2, 3] calls [#rel.call<"COUNT", [], false, -1, i64>] : !w -> !o
rel.sink %o : !o

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!c = !rel.stream<[<"k", i32>, <"n", i64>, <"window_start", !ts>, <"window_end", !ts>]>
!o = !rel.stream<[<"window_start", !ts>, <"window_end", !ts>, <"most", i64>]>

// A window of GROUP BY is followed no further.
// CHECK-NOT: calls [{{.+}}] window
%a = rel.values [] : !s
%c = rel.window_aggregate %a <tumble, 1, 10000, 10000, 0> keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] properties [0, 1] legacy : !s -> !c
%o = rel.aggregate %c keys [2, 3] calls [#rel.call<"MAX", [1], false, -1, i64>] : !c -> !o
rel.sink %o : !o

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"v", i32>, <"t", !ts, rowtime>]>
!w = !rel.stream<[<"k", i32>, <"v", i32>, <"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>
!p = !rel.stream<[<"k", i32>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>, <"n", i64>]>
!o = !rel.stream<[<"v", i32>, <"window_start", !ts>, <"window_end", !ts>, <"n", i64>]>
!a = !rel.stream<[<"window_start", !ts>, <"window_end", !ts>, <"n", i64>]>

// Sessions end with the groups of the columns that they are made by, not with those of others or of fewer.
// CHECK: rel.aggregate %{{.+}} keys [0, 3, 4, 5] calls [{{[^>]*}}>] window [1, 2] :
// CHECK: rel.aggregate %{{.+}} keys [1, 3, 4] calls [{{[^>]*}}>] :
// CHECK: rel.aggregate %{{.+}} keys [3, 4] calls [{{[^>]*}}>] :
%a = rel.values [] : !s
%w = rel.session_window %a <session, 2, 10000, 10000, 0> partition [0] : !s -> !w
%own = rel.aggregate %w keys [0, 3, 4, 5] calls [#rel.call<"COUNT", [], false, -1, i64>] : !w -> !p
rel.sink %own : !p
%other = rel.aggregate %w keys [1, 3, 4] calls [#rel.call<"COUNT", [], false, -1, i64>] : !w -> !o
rel.sink %other : !o
%all = rel.aggregate %w keys [3, 4] calls [#rel.call<"COUNT", [], false, -1, i64>] : !w -> !a
rel.sink %all : !a

// -----

!ts = !sql.timestamp<3>
!timed = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!windowed = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>
!expanded = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>, <"window_end", !sql.nullable<!ts>>, <"$e", i64>]>
!result = !rel.stream<[<"window_start", !ts>, <"window_end", !sql.nullable<!ts>>, <"$e", i64>, <"n", i64>]>

// A set that leaves the window's end out: the groups have no end.
// CHECK-NOT: calls [{{.+}}] window
%a = rel.values [] : !timed
%window = rel.window %a <tumble, 1, 60000, 60000, 0> : !timed -> !windowed
%rows = rel.expand %window keys [3] sets [1, 0] : !windowed -> !expanded
%aggregate = rel.aggregate %rows keys [2, 5, 6] calls [#rel.call<"COUNT", [], false, -1, i64>] : !expanded -> !result
rel.sink %aggregate : !result
