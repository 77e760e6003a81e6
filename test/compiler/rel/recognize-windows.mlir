// Both forms of a tumbling window must become the same operators, or one of them would be slower or differ in late rows.
// RUN: %millrace-opt %s --rel-fold-constants --rel-merge-projections --rel-push-down-filter --rel-recognize-windows --rel-merge-projections --rel-fold-constants --rel-prune-columns --rel-merge-projections -split-input-file | FileCheck %s

!str = !sql.nullable<!sql.varchar<2147483647>>
!dec = !sql.nullable<!sql.decimal<10, 2>>
!sum = !sql.nullable<!sql.decimal<38, 2>>
!ts = !sql.timestamp<3>
!ets = !sql.nullable<!sql.timestamp<3>>
!orders = !rel.stream<[<"order_id", !str>, <"product", !str>, <"amount", !dec>, <"t", !ets>]>
!timed = !rel.stream<[<"order_id", !str>, <"product", !str>, <"amount", !dec>, <"t", !ets, rowtime>]>
!windowed = !rel.stream<[<"order_id", !str>, <"product", !str>, <"amount", !dec>, <"t", !ets, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>
!result = !rel.stream<[<"product", !str>, <"window_start", !ts>, <"order_count", i64>, <"total", !sum>]>

// CHECK: rel.scan @orders [1, 2, 3]
// CHECK: %[[LATE:.+]] = rel.watermark
// CHECK: rel.window_aggregate %[[LATE]] <tumble, 2, 60000, 60000, 0> keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>, #rel.call<"SUM", [1], false, -1, {{.*}}>] properties [0]
// CHECK: rel.project
// CHECK: rel.sink
rel.table @orders "filesystem" format "json" [#rel.column<"order_id", !str>, #rel.column<"product", !str>, #rel.column<"amount", !dec>, #rel.column<"t", !ets>] {metadata = ["", "", "", ""], options = {}}
%scan = rel.scan @orders [0, 1, 2, 3] : !orders
%late = rel.watermark %scan at 3 {
^bb0(%id: !str, %product: !str, %amount: !dec, %t: !ets):
  sql.yield %t : !ets
} : !orders -> !timed
%window = rel.window %late <tumble, 3, 60000, 60000, 0> : !timed -> !windowed
%middle = rel.project %window {
^bb0(%id: !str, %product: !str, %amount: !dec, %t: !ets, %ws: !ts, %we: !ts, %wt: !ts):
  sql.yield %product, %ws, %we, %amount : !str, !ts, !ts, !dec
} : !windowed -> !rel.stream<[<"product", !str>, <"window_start", !ts>, <"window_end", !ts>, <"amount", !dec>]>
%aggregate = rel.aggregate %middle keys [0, 1, 2] calls [#rel.call<"COUNT", [], false, -1, i64>, #rel.call<"SUM", [3], false, -1, !sum>] : !rel.stream<[<"product", !str>, <"window_start", !ts>, <"window_end", !ts>, <"amount", !dec>]> -> !rel.stream<[<"product", !str>, <"window_start", !ts>, <"window_end", !ts>, <"n", i64>, <"s", !sum>]>
%out = rel.project %aggregate {
^bb0(%product: !str, %ws: !ts, %we: !ts, %n: i64, %s: !sum):
  sql.yield %product, %ws, %n, %s : !str, !ts, i64, !sum
} : !rel.stream<[<"product", !str>, <"window_start", !ts>, <"window_end", !ts>, <"n", i64>, <"s", !sum>]> -> !result
rel.sink %out : !result

// -----

!str = !sql.nullable<!sql.varchar<2147483647>>
!dec = !sql.nullable<!sql.decimal<10, 2>>
!sum = !sql.nullable<!sql.decimal<38, 2>>
!ts = !sql.timestamp<3>
!ets = !sql.nullable<!sql.timestamp<3>>
!orders = !rel.stream<[<"order_id", !str>, <"product", !str>, <"amount", !dec>, <"t", !ets>]>
!timed = !rel.stream<[<"order_id", !str>, <"product", !str>, <"amount", !dec>, <"t", !ets, rowtime>]>
!result = !rel.stream<[<"product", !str>, <"window_start", !ts>, <"order_count", i64>, <"total", !sum>]>

// The legacy form: the binder gives the operator itself.
// CHECK: rel.scan @orders [1, 2, 3]
// CHECK: %[[LATE:.+]] = rel.watermark
// CHECK: rel.window_aggregate %[[LATE]] <tumble, 2, 60000, 60000, 0> keys [0] calls [#rel.call<"COUNT", [], false, -1, i64>, #rel.call<"SUM", [1], false, -1, {{.*}}>] properties [0]
// CHECK: rel.project
// CHECK: rel.sink
rel.table @orders "filesystem" format "json" [#rel.column<"order_id", !str>, #rel.column<"product", !str>, #rel.column<"amount", !dec>, #rel.column<"t", !ets>] {metadata = ["", "", "", ""], options = {}}
%scan = rel.scan @orders [0, 1, 2, 3] : !orders
%late = rel.watermark %scan at 3 {
^bb0(%id: !str, %product: !str, %amount: !dec, %t: !ets):
  sql.yield %t : !ets
} : !orders -> !timed
%aggregate = rel.window_aggregate %late <tumble, 3, 60000, 60000, 0> keys [1] calls [#rel.call<"COUNT", [], false, -1, i64>, #rel.call<"SUM", [2], false, -1, !sum>] properties [0] : !timed -> !rel.stream<[<"k", !str>, <"EXPR$1", i64>, <"EXPR$2", !sum>, <"w", !ts>]>
%out = rel.project %aggregate {
^bb0(%product: !str, %n: i64, %s: !sum, %ws: !ts):
  sql.yield %product, %ws, %n, %s : !str, !ts, i64, !sum
} : !rel.stream<[<"k", !str>, <"EXPR$1", i64>, <"EXPR$2", !sum>, <"w", !ts>]> -> !result
rel.sink %out : !result

// -----

!ts = !sql.timestamp<3>
!timed = !rel.stream<[<"t", !ts, rowtime>]>
!windowed = !rel.stream<[<"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>

// Grouped by only one bound it is no window aggregate: Flink keeps every group for ever.
// CHECK-NOT: rel.window_aggregate
// CHECK: rel.aggregate
%v = rel.values [[array<i64: 0, 0>]] : !rel.stream<[<"t", !ts>]>
%late = rel.watermark %v at 0 {
^bb0(%t: !ts):
  sql.yield %t : !ts
} : !rel.stream<[<"t", !ts>]> -> !timed
%window = rel.window %late <tumble, 0, 60000, 60000, 0> : !timed -> !windowed
%aggregate = rel.aggregate %window keys [1] calls [#rel.call<"COUNT", [], false, -1, i64>] : !windowed -> !rel.stream<[<"window_start", !ts>, <"n", i64>]>
rel.sink %aggregate : !rel.stream<[<"window_start", !ts>, <"n", i64>]>

// -----

!ts = !sql.timestamp<3>
!timed = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!windowed = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>
!expanded = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>, <"k", !sql.nullable<i32>>, <"$e", i64>]>
!result = !rel.stream<[<"window_start", !ts>, <"window_end", !ts>, <"k", !sql.nullable<i32>>, <"$e", i64>, <"n", i64>]>

// Grouping sets that all hold the window: rows are expanded below it.
// CHECK: %[[LATE:.+]] = rel.watermark
// CHECK: %[[ROWS:.+]] = rel.expand %[[LATE]] keys [0] sets [1, 0] : <[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>]> -> <[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>, <"k", !sql.nullable<i32>>, <"$e", i64>]>
// CHECK: rel.window_aggregate %[[ROWS]] <tumble, 1, 60000, 60000, 0> keys [2, 3] calls [{{.*}}] properties [0, 1]
rel.table @t "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"t", !ts>] {metadata = ["", ""], options = {}}
%scan = rel.scan @t [0, 1] : !rel.stream<[<"k", i32>, <"t", !ts>]>
%late = rel.watermark %scan at 1 {
^bb0(%k: i32, %t: !ts):
  sql.yield %t : !ts
} : !rel.stream<[<"k", i32>, <"t", !ts>]> -> !timed
%window = rel.window %late <tumble, 1, 60000, 60000, 0> : !timed -> !windowed
%rows = rel.expand %window keys [0] sets [1, 0] : !windowed -> !expanded
%aggregate = rel.aggregate %rows keys [2, 3, 5, 6] calls [#rel.call<"COUNT", [], false, -1, i64>] : !expanded -> !result
rel.sink %aggregate : !result

// -----

!ts = !sql.timestamp<3>
!timed = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!windowed = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>
!expanded = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>, <"window_end", !sql.nullable<!ts>>, <"$e", i64>]>
!result = !rel.stream<[<"window_start", !ts>, <"window_end", !sql.nullable<!ts>>, <"$e", i64>, <"n", i64>]>

// A set that leaves the window's end out: the groups have no end.
// CHECK: rel.window
// CHECK: rel.expand
// CHECK: rel.aggregate
rel.table @t "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"t", !ts>] {metadata = ["", ""], options = {}}
%scan = rel.scan @t [0, 1] : !rel.stream<[<"k", i32>, <"t", !ts>]>
%late = rel.watermark %scan at 1 {
^bb0(%k: i32, %t: !ts):
  sql.yield %t : !ts
} : !rel.stream<[<"k", i32>, <"t", !ts>]> -> !timed
%window = rel.window %late <tumble, 1, 60000, 60000, 0> : !timed -> !windowed
%rows = rel.expand %window keys [3] sets [1, 0] : !windowed -> !expanded
%aggregate = rel.aggregate %rows keys [2, 5, 6] calls [#rel.call<"COUNT", [], false, -1, i64>] : !expanded -> !result
rel.sink %aggregate : !result

// -----

!ts = !sql.timestamp<3>
!timed = !rel.stream<[<"k", i32>, <"v", i32>, <"t", !ts, rowtime>]>
!windowed = !rel.stream<[<"k", i32>, <"v", i32>, <"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>
!result = !rel.stream<[<"k", i32>, <"window_start", !ts>, <"window_end", !ts>, <"n", i64>]>

// Sessions grouped by what they are made by are aggregated as they grow; by another column, their rows come first.
// CHECK: %[[LATE:.+]] = rel.watermark
// CHECK: %[[ROWS:.+]] = rel.session_window %[[LATE]] <session, 2, 60000, 60000, 0> partition [0]
// CHECK: rel.window_aggregate %[[LATE]] <session, 2, 60000, 60000, 0> keys [0]
// CHECK: rel.aggregate %[[ROWS]] keys [1, 3, 4] calls [{{[^>]*}}>] :
rel.table @t "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"v", i32>, #rel.column<"t", !ts>] {metadata = ["", "", ""], options = {}}
%scan = rel.scan @t [0, 1, 2] : !rel.stream<[<"k", i32>, <"v", i32>, <"t", !ts>]>
%late = rel.watermark %scan at 2 {
^bb0(%k: i32, %v: i32, %t: !ts):
  sql.yield %t : !ts
} : !rel.stream<[<"k", i32>, <"v", i32>, <"t", !ts>]> -> !timed
%window = rel.session_window %late <session, 2, 60000, 60000, 0> partition [0] : !timed -> !windowed
%own = rel.aggregate %window keys [0, 3, 4] calls [#rel.call<"COUNT", [], false, -1, i64>] : !windowed -> !result
rel.sink %own : !result
%other = rel.aggregate %window keys [1, 3, 4] calls [#rel.call<"COUNT", [], false, -1, i64>] : !windowed -> !result
rel.sink %other : !result
