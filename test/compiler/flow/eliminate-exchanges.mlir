// Rows that lie on the right shard already must not move; rows whose key changed must.
// RUN: %millrace-opt %s --flow-eliminate-exchanges | FileCheck %s
!s = !rel.stream<[<"k", i32>, <"v", i32>]>
!swapped = !rel.stream<[<"v", i32>, <"k", i32>]>

// CHECK: flow.exchange %{{.+}} hash [0]
// CHECK: %[[SWAP:.+]] = flow.chain
// CHECK-NOT: flow.exchange
// CHECK: flow.chain %[[SWAP]]
// CHECK: %[[OTHER:.+]] = flow.chain
// CHECK: flow.exchange %[[OTHER]] hash [1]
%v = flow.values [] {operator_id = "1"} : !s
%e = flow.exchange %v hash [0] : !s
%swap = flow.chain %e {
^bb0(%kind: i8, %k: i32, %v2: i32):
  flow.emit %kind, %v2, %k : i32, i32
  sql.yield
} : !s -> !swapped
%again = flow.exchange %swap hash [1] : !swapped
%same = flow.chain %again {
^bb0(%kind: i8, %v2: i32, %k: i32):
  flow.emit %kind, %v2, %k : i32, i32
  sql.yield
} : !swapped -> !swapped
flow.sink %same {operator_id = "2"} : !swapped
%changed = flow.chain %e {
^bb0(%kind: i8, %k: i32, %v2: i32):
  %sum = sql.add %k, %v2 : i32, i32 -> i32
  flow.emit %kind, %v2, %sum : i32, i32
  sql.yield
} : !s -> !swapped
%moved = flow.exchange %changed hash [1] : !swapped
flow.sink %moved {operator_id = "3"} : !swapped

// A window that closes sends its rows at the watermark, so a join by that watermark must be behind an exchange: they would be late there.
// CHECK: %[[KEPT:.+]] = flow.exchange %[[SWAP]] hash [1]
// CHECK: flow.process(%[[KEPT]], %[[SWAP]])
%kept = flow.exchange %swap hash [1] : !swapped
%joined = flow.process(%kept, %swap) keys [array<i32: 1>, array<i32: 1>] tables [] timers [#flow.timer<"close", true>] {
^bb0(%kind: i8, %v2: i32, %k: i32):
  sql.yield
}, {
^bb0(%kind: i8, %v2: i32, %k: i32):
  sql.yield
}, {
^bb0(%k: i32, %time: i64):
  sql.yield
} {operator_id = "4", state_bound = "none"} : (!swapped, !swapped) -> !swapped
flow.sink %joined {operator_id = "5"} : !swapped

// A join has the keys of both inputs, and a change of nullability keeps them; but a key that may be NULL is hashed differently.
// CHECK: %[[BOTH:.+]] = flow.process
// CHECK-NOT: flow.exchange
// CHECK: flow.process(%[[BOTH]], %
// CHECK: flow.exchange %[[BOTH]] hash [2]
!both = !rel.stream<[<"k", i32>, <"l", i32>, <"m", !sql.nullable<i32>>]>
%left = flow.exchange %v hash [0] : !s
%right = flow.exchange %swap hash [1] : !swapped
%both = flow.process(%left, %right) keys [array<i32: 0>, array<i32: 1>] tables [] timers [] {
^bb0(%kind: i8, %k: i32, %v2: i32):
  %n = sql.to_nullable %k : i32 -> !sql.nullable<i32>
  flow.emit %kind, %k, %k, %n : i32, i32, !sql.nullable<i32>
  sql.yield
}, {
^bb0(%kind: i8, %v2: i32, %k: i32):
  %n = sql.to_nullable %k : i32 -> !sql.nullable<i32>
  flow.emit %kind, %k, %k, %n : i32, i32, !sql.nullable<i32>
  sql.yield
} {operator_id = "6", state_bound = "none"} : (!s, !swapped) -> !both
%by_l = flow.exchange %both hash [1] : !both
%next = flow.process(%by_l, %left) keys [array<i32: 1>, array<i32: 0>] tables [] timers [] {
^bb0(%kind: i8, %k: i32, %l: i32, %m: !sql.nullable<i32>):
  sql.yield
}, {
^bb0(%kind: i8, %k: i32, %v2: i32):
  sql.yield
} {operator_id = "7", state_bound = "none"} : (!both, !s) -> !s
flow.sink %next {operator_id = "8"} : !s
%by_m = flow.exchange %both hash [2] : !both
flow.sink %by_m {operator_id = "9"} : !both

// What timers and windows send at a watermark must come before a window sees that, or it is late there; of a process without timers rows come at once.
// CHECK: %[[START:.+]] = flow.exchange %{{.+}} hash [0] : <[<"k", i32>, <"t", !sql.timestamp<3>, rowtime>]>
// CHECK-NEXT: %[[ATONCE:.+]] = flow.process(%[[START]])
// CHECK: %[[FIRST:.+]] = flow.window_aggregate %[[ATONCE]]
// CHECK: %[[WAITS:.+]] = flow.exchange %[[FIRST]] hash [0]
// CHECK: flow.window_aggregate %[[WAITS]]
// CHECK: %[[TIMED:.+]] = flow.process(%[[START]])
// CHECK: %[[LATER:.+]] = flow.exchange %[[TIMED]] hash [0]
// CHECK: flow.window_aggregate %[[LATER]]
!ts = !sql.timestamp<3>
!timed = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
%times = flow.values [] {operator_id = "10"} : !timed
%by_k = flow.exchange %times hash [0] : !timed
%at_once = flow.process(%by_k) keys [array<i32: 0>] tables [] timers [] {
^bb0(%kind: i8, %k: i32, %t: !ts):
  flow.emit %kind, %k, %t : i32, !ts
  sql.yield
} {operator_id = "11", state_bound = "none"} : (!timed) -> !timed
%e1 = flow.exchange %at_once hash [0] : !timed
%first = flow.window_aggregate %e1 <tumble, 1, 1000, 1000, 0> keys [0] accumulator [i64] init {
  %zero = sql.constant 0 : i64 -> i64
  sql.yield %zero : i64
} accumulate {
^bb0(%kind: i8, %k: i32, %t: !ts, %n: i64):
  sql.yield %n : i64
} merge {
^bb0(%a: i64, %b: i64):
  sql.yield %a : i64
} result {
^bb0(%k: i32, %n: i64, %start: i64, %end: i64):
  %kind = flow.kind 0
  %t = sql.constant array<i64: 0, 0> -> !ts
  flow.emit %kind, %k, %t : i32, !ts
  sql.yield
} {operator_id = "12", state_bound = "window"} : !timed -> !timed
%e2 = flow.exchange %first hash [0] : !timed
%second = flow.window_aggregate %e2 <tumble, 1, 1000, 1000, 0> keys [0] accumulator [i64] init {
  %zero = sql.constant 0 : i64 -> i64
  sql.yield %zero : i64
} accumulate {
^bb0(%kind: i8, %k: i32, %t: !ts, %n: i64):
  sql.yield %n : i64
} merge {
^bb0(%a: i64, %b: i64):
  sql.yield %a : i64
} result {
^bb0(%k: i32, %n: i64, %start: i64, %end: i64):
  %kind = flow.kind 0
  %t = sql.constant array<i64: 0, 0> -> !ts
  flow.emit %kind, %k, %t : i32, !ts
  sql.yield
} {operator_id = "13", state_bound = "window"} : !timed -> !timed
flow.sink %second {operator_id = "14"} : !timed
%timed = flow.process(%by_k) keys [array<i32: 0>] tables [] timers [#flow.timer<"close", true>] {
^bb0(%kind: i8, %k: i32, %t: !ts):
  flow.emit %kind, %k, %t : i32, !ts
  sql.yield
}, {
^bb0(%k: i32, %time: i64):
  sql.yield
} {operator_id = "15", state_bound = "none"} : (!timed) -> !timed
%e3 = flow.exchange %timed hash [0] : !timed
%third = flow.window_aggregate %e3 <tumble, 1, 1000, 1000, 0> keys [0] accumulator [i64] init {
  %zero = sql.constant 0 : i64 -> i64
  sql.yield %zero : i64
} accumulate {
^bb0(%kind: i8, %k: i32, %t: !ts, %n: i64):
  sql.yield %n : i64
} merge {
^bb0(%a: i64, %b: i64):
  sql.yield %a : i64
} result {
^bb0(%k: i32, %n: i64, %start: i64, %end: i64):
  %kind = flow.kind 0
  %t = sql.constant array<i64: 0, 0> -> !ts
  flow.emit %kind, %k, %t : i32, !ts
  sql.yield
} {operator_id = "16", state_bound = "window"} : !timed -> !timed
flow.sink %third {operator_id = "17"} : !timed
