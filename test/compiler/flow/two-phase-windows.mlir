// What moves behind a window's exchange must be partial aggregates, with the rows they stand for, and only where rows move at all.
// RUN: %millrace-opt %s --flow-two-phase-windows -split-input-file | FileCheck %s
!ts = !sql.timestamp<3>
!in = !rel.stream<[<"v", i64>, <"k", i32>, <"t", !ts, rowtime>]>
!out = !rel.stream<[<"k", i32>, <"s", i64>, <"e", i64>]>

// No COUNT(*): the rows are counted in a column of their own.
// CHECK: %[[V:.+]] = flow.values
// CHECK: %[[LOCAL:.+]] = flow.window_aggregate %[[V]] <hop, 2, 4000, 2000, 0> keys [1] accumulator [i64, i64] init {
// CHECK:   sql.yield %{{.+}}, %{{.+}} : i64, i64
// CHECK: accumulate {
// CHECK: ^bb0(%[[KIND:.+]]: i8, %[[VALUE:.+]]: i64, %{{.+}}: i32, %{{.+}}: !sql.timestamp<3>, %[[S:.+]]: i64, %[[ROWS:.+]]: i64):
// CHECK-DAG: %[[SUM:.+]] = sql.add %[[S]], %[[VALUE]]
// CHECK-DAG: %[[ONE:.+]] = sql.constant 1 : i64
// CHECK: %[[MORE:.+]] = sql.add %[[ROWS]], %[[ONE]]
// CHECK: sql.yield %[[SUM]], %[[MORE]]
// CHECK: merge {
// CHECK: ^bb0(%[[A:.+]]: i64, %[[N:.+]]: i64, %[[B:.+]]: i64, %[[M:.+]]: i64):
// CHECK-DAG: sql.add %[[A]], %[[B]]
// CHECK-DAG: sql.add %[[N]], %[[M]]
// CHECK: result {
// CHECK: ^bb0(%[[K:.+]]: i32, %[[A0:.+]]: i64, %[[A1:.+]]: i64, %{{.+}}: i64, %[[END:.+]]: i64):
// CHECK: flow.emit %{{.+}}, %[[K]], %[[END]], %[[A0]], %[[A1]] : i32, i64, i64, i64
// CHECK: operator_id = "w-local", phase = "local"
// CHECK: %[[MOVED:.+]] = flow.exchange %[[LOCAL]] hash [0]
// CHECK: flow.window_aggregate %[[MOVED]] <hop, 1, 4000, 2000, 0> keys [0] accumulator [i64] init
// CHECK: accumulate {
// CHECK: ^bb0(%{{.+}}: i8, %{{.+}}: i32, %{{.+}}: i64, %[[PART:.+]]: i64, %{{.+}}: i64, %[[TOTAL:.+]]: i64):
// CHECK: %[[NEXT:.+]] = sql.add %[[TOTAL]], %[[PART]]
// CHECK: sql.yield %[[NEXT]]
// CHECK: operator_id = "w", phase = "global", row_count = 3 : i32
// CHECK-NOT: zoned
// CHECK: flow.sink
%v = flow.values [] {operator_id = "1"} : !in
%e = flow.exchange %v hash [1] : !in
%w = flow.window_aggregate %e <hop, 2, 4000, 2000, 0> keys [1] accumulator [i64] init {
  %zero = sql.constant 0 : i64 -> i64
  sql.yield %zero : i64
} accumulate {
^bb0(%kind: i8, %value: i64, %k: i32, %t: !ts, %s: i64):
  %sum = sql.add %s, %value : i64, i64 -> i64
  sql.yield %sum : i64
} merge {
^bb0(%a: i64, %b: i64):
  %sum = sql.add %a, %b : i64, i64 -> i64
  sql.yield %sum : i64
} result {
^bb0(%k: i32, %s: i64, %start: i64, %end: i64):
  %kind = flow.kind 0
  flow.emit %kind, %k, %s, %end : i32, i64, i64
  sql.yield
} {operator_id = "w", state_bound = "window"} : !in -> !out
flow.sink %w {operator_id = "2"} : !out

// -----

!ltz = !sql.timestamp_ltz<3>
!in = !rel.stream<[<"t", !ltz, rowtime>]>
!out = !rel.stream<[<"n", i64>]>

// A COUNT(*) is the row count; all rows on one shard; slices of TIMESTAMP_LTZ are local time.
// CHECK: %[[LOCAL:.+]] = flow.window_aggregate %{{.+}} keys [] accumulator [i64] init
// CHECK: flow.exchange %[[LOCAL]] singleton []
// CHECK: row_count = 1 : i32
// CHECK-SAME: zoned
%v = flow.values [] {operator_id = "1"} : !in
%e = flow.exchange %v singleton [] : !in
%w = flow.window_aggregate %e <tumble, 0, 4000, 4000, 0> keys [] accumulator [i64] init {
  %zero = sql.constant 0 : i64 -> i64
  sql.yield %zero : i64
} accumulate {
^bb0(%kind: i8, %t: !ltz, %n: i64):
  %one = sql.constant 1 : i64 -> i64
  %next = sql.add %n, %one : i64, i64 -> i64
  sql.yield %next : i64
} merge {
^bb0(%a: i64, %b: i64):
  %sum = sql.add %a, %b : i64, i64 -> i64
  sql.yield %sum : i64
} result {
^bb0(%n: i64, %start: i64, %end: i64):
  %kind = flow.kind 0
  flow.emit %kind, %n : i64
  sql.yield
} {operator_id = "w", state_bound = "window"} : !in -> !out
flow.sink %w {operator_id = "2"} : !out

// -----

!ltz = !sql.timestamp_ltz<3>
!in = !rel.stream<[<"t", !ltz, proctime>]>
!out = !rel.stream<[<"n", i64>]>

// Processing time is read where the rows come together; and rows that do not move are not aggregated twice.
// CHECK-NOT: phase =
// CHECK: flow.exchange
// CHECK-NEXT: flow.window_aggregate
// CHECK-NOT: phase =
// CHECK: flow.window_aggregate
// CHECK-NOT: phase =
%v = flow.values [] {operator_id = "1"} : !in
%e = flow.exchange %v singleton [] : !in
%w = flow.window_aggregate %e <tumble, 0, 4000, 4000, 0> keys [] accumulator [] init {
  sql.yield
} accumulate {
^bb0(%kind: i8, %t: !ltz):
  sql.yield
} merge {
  sql.yield
} result {
^bb0(%start: i64, %end: i64):
  %kind = flow.kind 0
  flow.emit %kind, %end : i64
  sql.yield
} {operator_id = "w", state_bound = "window"} : !in -> !out
flow.sink %w {operator_id = "2"} : !out

!plain = !rel.stream<[<"t", !ltz, rowtime>]>
%x = flow.values [] {operator_id = "3"} : !plain
%y = flow.window_aggregate %x <tumble, 0, 4000, 4000, 0> keys [] accumulator [] init {
  sql.yield
} accumulate {
^bb0(%kind: i8, %t: !ltz):
  sql.yield
} merge {
  sql.yield
} result {
^bb0(%start: i64, %end: i64):
  %kind = flow.kind 0
  flow.emit %kind, %end : i64
  sql.yield
} {operator_id = "u", state_bound = "window"} : !plain -> !out
flow.sink %y {operator_id = "4"} : !out

// -----

!ltz = !sql.timestamp_ltz<3>
!in = !rel.stream<[<"t", !ltz, rowtime>]>
!out = !rel.stream<[<"n", i64>]>

// SET 'table.optimizer.agg-phase-strategy' = 'ONE_PHASE'.
// CHECK: flow.one_phase
// CHECK-NOT: phase = "local"
module attributes {flow.one_phase} {
  %v = flow.values [] {operator_id = "1"} : !in
  %e = flow.exchange %v singleton [] : !in
  %w = flow.window_aggregate %e <tumble, 0, 4000, 4000, 0> keys [] accumulator [] init {
    sql.yield
  } accumulate {
  ^bb0(%kind: i8, %t: !ltz):
    sql.yield
  } merge {
    sql.yield
  } result {
  ^bb0(%start: i64, %end: i64):
    %kind = flow.kind 0
    flow.emit %kind, %end : i64
    sql.yield
  } {operator_id = "w", state_bound = "window"} : !in -> !out
  flow.sink %w {operator_id = "2"} : !out
}
