// Every rel operator must become physical ones that keep Flink's changelog: what is stored, what is sent, in which order.
// RUN: %millrace-opt %s --rel-infer-changelog --flow-from-rel --rel-fold-constants --cse -split-input-file | FileCheck %s
!s = !rel.stream<[<"k", i32>, <"v", i64>]>

// Append-only GROUP BY: one entry per key; the first row +I, later -U and +U unless equal.
// CHECK-LABEL: rel.table @first
// CHECK: %[[SRC:.+]] = flow.source @first [0, 1]
// CHECK: %[[EX:.+]] = flow.exchange %[[SRC]] hash [0]
// CHECK: flow.process(%[[EX]]) keys [array<i32: 0>] tables [#flow.table<"accumulators", value, [], [!sql.nullable<i64>], 0>] timers []
// CHECK: ^bb0(%[[KIND:.+]]: i8, %[[K:.+]]: i32, %[[V:.+]]: i64):
// CHECK: %[[SLOT:.+]], %[[FOUND:.+]] = flow.lookup "accumulators" create
// CHECK: %[[OLD:.+]] = scf.if %[[FOUND]]
// CHECK: flow.load %[[SLOT]][0]
// CHECK: scf.if %[[FOUND]] {
// CHECK: sql.not_distinct
// CHECK: flow.kind 1
// CHECK-NEXT: flow.emit
// CHECK: flow.kind 2
// CHECK-NEXT: flow.emit
// CHECK: } else {
// CHECK-NEXT: flow.kind 0
// CHECK-NEXT: flow.emit
// The store comes last: it frees the old strings, which -U still sends.
// CHECK: flow.store %{{.+}}, %[[SLOT]][0]
// CHECK: operator_id = "{{[0-9a-f]+}}", state_bound = "unbounded (one row per k)"
// CHECK: flow.sink
rel.table @first "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"v", i64>] {metadata = ["", ""], options = {}}
%scan = rel.scan @first [0, 1] : !s
%a = rel.aggregate %scan keys [0] calls [#rel.call<"SUM", [1], false, -1, i64>] : !s -> !s
rel.sink %a : !s

// -----

!s = !rel.stream<[<"k", i32>, <"v", i64>]>

// Retracting input: the row count decides between an update and -D; MAX keeps its values to find the next one.
// CHECK-LABEL: rel.table @second
// CHECK: flow.process({{.*}}) keys [array<i32: 0>] tables [#flow.table<"accumulators", value, [], [!sql.nullable<i64>, i64], 0>, #flow.table<"values_0", map, [i64], [i64], 0>]
// CHECK: flow.lookup "accumulators" :
// CHECK: %[[DELETE:.+]] = flow.kind 3
// CHECK: scf.if
// CHECK: flow.lookup "values_0"[%{{.+}} : i64] create
// CHECK: flow.erase "values_0"[%{{.+}} : i64]
// CHECK: flow.for_each "values_0"
// CHECK: flow.emit %[[DELETE]]
// CHECK: flow.erase "accumulators"
// CHECK-NEXT: flow.erase "values_0"
rel.table @second "filesystem" format "changelog-json" [#rel.column<"k", i32>, #rel.column<"v", i64>] {metadata = ["", ""], options = {}}
%scan = rel.scan @second [0, 1] {row_kinds = 15 : i32} : !s
%a = rel.aggregate %scan keys [0] calls [#rel.call<"MAX", [1], false, -1, i64>] : !s -> !s
rel.sink %a : !s

// -----

!s = !rel.stream<[<"k", i32>, <"f", i1>]>
!r = !rel.stream<[<"n", i64>, <"d", i64>]>

// DISTINCT with one FILTER: the set of the values that passed the filter; no keys: one shard.
// CHECK-LABEL: rel.table @third
// CHECK: flow.exchange {{.*}} singleton []
// CHECK: tables [#flow.table<"accumulators", value, [], [i64, i64], 0>, #flow.table<"distinct_0", map, [i32], [], 0>]
// CHECK: flow.lookup "distinct_0"
// CHECK: state_bound = "unbounded (one row, with the values of k)"
rel.table @third "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"f", i1>] {metadata = ["", ""], options = {}}
%scan = rel.scan @third [0, 1] : !s
%a = rel.aggregate %scan keys [] calls [#rel.call<"COUNT", [], false, -1, i64>, #rel.call<"COUNT", [0], true, 1, i64>] : !s -> !r
rel.sink %a : !r

// -----

!s = !rel.stream<[<"k", i32>, <"f", i1>]>
!r = !rel.stream<[<"n", i64>, <"d", i64>]>

// Two calls over one column: one set with a bit for each, looked up once; where rows may be taken back, a count for each.
// CHECK-LABEL: rel.table @shared
// CHECK: tables [#flow.table<"accumulators", value, [], [i64, i64], 0>, #flow.table<"distinct_0", map, [i32], [i32], 0>]
// CHECK: flow.lookup "distinct_0"
// CHECK-NOT: flow.lookup "distinct_0"
// CHECK: tables [#flow.table<"accumulators", value, [], [i64, i64, i64], 0>, #flow.table<"distinct_0", map, [i32], [i64, i64], 0>]
rel.table @shared "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"f", i1>] {metadata = ["", ""], options = {}}
%scan = rel.scan @shared [0, 1] : !s
%a = rel.aggregate %scan keys [] calls [#rel.call<"COUNT", [0], true, -1, i64>, #rel.call<"COUNT", [0], true, 1, i64>] : !s -> !r
rel.sink %a : !r
%all = rel.scan @shared [0, 1] {row_kinds = 15 : i32} : !s
%b = rel.aggregate %all keys [] calls [#rel.call<"COUNT", [0], true, -1, i64>, #rel.call<"COUNT", [0], true, 1, i64>] : !s -> !r
rel.sink %b : !r

// -----

!ts = !sql.timestamp<3>
!timed = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!r = !rel.stream<[<"k", i32>, <"n", i64>, <"s", !ts>, <"e", !ts>, <"w", !ts, rowtime>]>

// A window without maps keeps one accumulator per slice; window_time is the last millisecond.
// CHECK-LABEL: rel.table @fourth
// CHECK: flow.window_aggregate {{.*}} <hop, 1, 4000, 2000, 0> keys [0] accumulator [i64] init
// CHECK: } result {
// CHECK-NEXT: ^bb0(%[[K:.+]]: i32, %[[N:.+]]: i64, %[[START:.+]]: i64, %[[END:.+]]: i64):
// CHECK: %[[S:.+]] = sql.from_ms %[[START]]
// CHECK: %[[E:.+]] = sql.from_ms %[[END]]
// CHECK: %[[LAST:.+]] = sql.sub %[[END]]
// CHECK: %[[W:.+]] = sql.from_ms %[[LAST]]
// CHECK: flow.emit %{{.+}}, %[[K]], %[[N]], %[[S]], %[[E]], %[[W]]
// With DISTINCT a timer per key and window closes it, and only its last window counts a late row.
// CHECK: flow.chain
// CHECK: scf.for
// CHECK: flow.exchange {{.*}} hash [0, 2, 3]
// CHECK: flow.process({{.*}}) keys [array<i32: 0, 2, 3>] tables [{{.*}}"distinct_0"{{.*}}] timers [#flow.timer<"close", true>]
// CHECK: flow.current_watermark
// CHECK: flow.count_late
// CHECK: flow.set_timer "close"
rel.table @fourth "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"t", !ts>] {metadata = ["", ""], options = {}}
%scan = rel.scan @fourth [0, 1] : !rel.stream<[<"k", i32>, <"t", !ts>]>
%late = rel.watermark %scan at 1 {
^bb0(%k: i32, %t: !ts):
  sql.yield %t : !ts
} : !rel.stream<[<"k", i32>, <"t", !ts>]> -> !timed
%a = rel.window_aggregate %late <hop, 1, 4000, 2000, 0> keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>] properties [0, 1, 2] : !timed -> !r
rel.sink %a : !r
%b = rel.window_aggregate %late <hop, 1, 4000, 2000, 0> keys [0] calls [#rel.call<"COUNT", [0], true, -1, i64>] properties [0, 1, 2] : !timed -> !r
rel.sink %b : !r

// -----

!s = !rel.stream<[<"k", i32>, <"v", i64>]>

// A changelog without -U is completed from the last row per primary key.
// CHECK-LABEL: rel.table @fifth
// CHECK: flow.exchange {{.*}} hash [0]
// CHECK: flow.process({{.*}}) keys [array<i32: 0>] tables [#flow.table<"rows", value, [], [i32, i64], 0>]
// CHECK-DAG: %[[BEFORE:.+]] = flow.kind 1
// CHECK-DAG: %[[DELETE:.+]] = flow.kind 3
// CHECK: flow.emit %[[DELETE]]
// CHECK-NEXT: flow.erase "rows"
// CHECK: flow.emit %[[BEFORE]]
// CHECK-NEXT: flow.store
rel.table @fifth "filesystem" format "changelog-json" [#rel.column<"k", i32>, #rel.column<"v", i64>] {metadata = ["", ""], options = {}, primary_key = array<i32: 0>}
%scan = rel.scan @fifth [0, 1] {row_kinds = 13 : i32} : !s
rel.sink %scan : !s

// -----

!ts = !sql.timestamp<3>
!n = !sql.nullable<!ts>
!l = !rel.stream<[<"k", i32>, <"window_end", !n>]>
!r = !rel.stream<[<"v", i32>, <"window_end", !ts>]>
!j = !rel.stream<[<"k", i32>, <"window_end", !n>, <"v", !sql.nullable<i32>>, <"window_end0", !n>]>

// A row whose window is NULL comes out before anything asks whether the window has closed.
// CHECK: flow.process
// CHECK: ^bb0(%[[KIND:.+]]: i8, %{{.+}}: i32, %[[END:.+]]: !sql.nullable<!sql.timestamp<3>>):
// CHECK: %[[NONE:.+]] = sql.is_null %[[END]]
// CHECK-NEXT: scf.if %[[NONE]] {
// CHECK-NOT: sql.to_ms
// CHECK: flow.emit
// CHECK: sql.to_ms
// CHECK: flow.count_late
%a = rel.values [] : !l
%b = rel.values [] : !r
%j = rel.window_join left %a [1], %b [1] window_end 0 size 10000 : !l, !r -> !j
rel.sink %j : !j

// -----

// GROUPING SETS: one loop a row over the sets; a key that only the first set holds is kept where the set's number is less than 1.
!s = !rel.stream<[<"k", i32>]>
!expanded = !rel.stream<[<"k", i32>, <"k", !sql.nullable<i32>>, <"$e", i64>]>
// CHECK-LABEL: rel.table @sets
// CHECK: flow.chain
// CHECK: ^bb0(%[[KIND:.+]]: i8, %[[K:.+]]: i32):
// CHECK: scf.for %[[SET:.+]] =
// CHECK: %[[HOLDS:.+]] = sql.compare lt %[[SET]]
// CHECK: %[[KEY:.+]] = scf.if
// CHECK: flow.emit %[[KIND]], %[[K]], %[[KEY]], %[[SET]] : i32, !sql.nullable<i32>, i64
rel.table @sets "filesystem" format "json" [#rel.column<"k", i32>] {metadata = [""], options = {}}
%scan = rel.scan @sets [0] : !s
%e = rel.expand %scan keys [0] sets [1, 0, 0] : !s -> !expanded
rel.sink %e : !expanded

// -----

// Rows of sessions: kept with their kind in a list until the session's timer.
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!w = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>
// CHECK-LABEL: rel.table @sessions
// CHECK: %[[EX:.+]] = flow.exchange %{{.+}} hash [0]
// CHECK: flow.process(%[[EX]]) keys [array<i32: 0>] tables [#flow.table<"sessions", map, [i64], [i64], 0>, #flow.table<"rows", list, [], [!sql.timestamp<3>, i64, i8], 0>] timers [#flow.timer<"close", true>]
// CHECK: flow.for_each "sessions"
// CHECK: flow.count_late
// CHECK: flow.lookup "rows" create
// CHECK: flow.for_each "sessions"
// CHECK: flow.for_each "rows"
// CHECK: flow.emit
// CHECK: flow.for_each "rows"
// CHECK: flow.erase_entry
// CHECK: flow.erase "sessions"
rel.table @sessions "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"t", !ts>] {metadata = ["", ""], options = {}}
%scan = rel.scan @sessions [0, 1] : !rel.stream<[<"k", i32>, <"t", !ts>]>
%late = rel.watermark %scan at 1 {
^bb0(%k: i32, %t: !ts):
  sql.yield %t : !ts
} : !rel.stream<[<"k", i32>, <"t", !ts>]> -> !s
%rows = rel.session_window %late <session, 1, 1000, 1000, 0> partition [0] : !s -> !w
rel.sink %rows : !w

// -----

// Groups that close with their window: told by a timer at its end, once.
!ts = !sql.timestamp<3>
!w = !rel.stream<[<"s", !ts>, <"e", !ts>]>
!r = !rel.stream<[<"s", !ts>, <"e", !ts>, <"n", i64>]>
// CHECK-LABEL: rel.table @closing
// CHECK: flow.process({{.+}}) keys [array<i32: 0, 1>] tables [#flow.table<"accumulators", value, [], [i64], 0>] timers [#flow.timer<"close", true>]
// CHECK: flow.current_watermark
// CHECK: flow.count_late
// CHECK: flow.set_timer "close"
// CHECK-NOT: flow.emit
// CHECK: ^bb0(%[[S:.+]]: !sql.timestamp<3>, %[[E:.+]]: !sql.timestamp<3>, %{{.+}}: i64):
// CHECK: flow.emit %{{.+}}, %[[S]], %[[E]], %{{.+}} : !sql.timestamp<3>, !sql.timestamp<3>, i64
// CHECK: flow.erase "accumulators"
rel.table @closing "filesystem" format "json" [#rel.column<"s", !ts>, #rel.column<"e", !ts>] {metadata = ["", ""], options = {}}
%scan = rel.scan @closing [0, 1] : !w
%a = rel.aggregate %scan keys [0, 1] calls [#rel.call<"COUNT", [], false, -1, i64>] window [0, 1] : !w -> !r
rel.sink %a : !r

// -----

!s = !rel.stream<[<"k", i32>, <"arr", !sql.nullable<!sql.array<!sql.nullable<i32>>>>]>
!u = !rel.stream<[<"k", i32>, <"x", !sql.nullable<i32>>, <"o", !sql.nullable<i32>>]>

// UNNEST is a loop in a chain; LEFT sends the row with NULLs if no element was sent.
// CHECK-LABEL: rel.table @unnested
// CHECK: flow.chain
// CHECK: ^bb0(%[[KIND:.+]]: i8, %[[K:.+]]: i32, %[[ARR:.+]]: !sql.nullable<!sql.array<!sql.nullable<i32>>>):
// CHECK: %[[SENT:.+]] = scf.if
// CHECK: flow.unnest %{{.+}} init(%{{.+}} : i1)
// CHECK: ^bb0(%{{.+}}: i32, %[[X:.+]]: !sql.nullable<i32>, %{{.+}}: i1):
// CHECK: flow.emit %[[KIND]], %[[K]], %[[X]]
// CHECK: sql.not %[[SENT]]
// CHECK: flow.emit %[[KIND]], %[[K]], %{{.+}}, %{{.+}}
rel.table @unnested "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"arr", !sql.nullable<!sql.array<!sql.nullable<i32>>>>] {metadata = ["", ""], options = {}}
%scan = rel.scan @unnested [0, 1] : !s
%x = rel.unnest left %scan of 1 passed [0] ordinality : !s -> !u
rel.sink %x : !u
