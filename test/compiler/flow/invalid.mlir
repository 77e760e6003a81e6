// Each verifier of the flow dialect must refuse what lowering could not mean.
// RUN: %millrace-opt %s -split-input-file -verify-diagnostics

// expected-error@+1 {{reads 0 columns but gives 1}}
%s = flow.source @t [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>

// -----
// expected-error@+1 {{filter must yield one BOOLEAN}}
%s = flow.source @t [0] filter {
^bb0(%a: i32):
  sql.yield %a : i32
} {operator_id = "1"} : !rel.stream<[<"a", i32>]>

// -----
// expected-error@+1 {{does not have 1 values}}
%v = flow.values [[]] {operator_id = "1"} : !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{column 0 is not a timestamp}}
%w = flow.watermark %v at 0 {
^bb0(%a: i32):
  sql.yield %a : i32
} {interval_ms = 200 : i64, idle_timeout_ms = 0 : i64} : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{body region's arguments are ('i32'), expected ('i8', 'i32')}}
%c = flow.chain %v {
^bb0(%a: i32):
  sql.yield
} : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%c = flow.chain %v {
^bb0(%kind: i8, %a: i32):
  // expected-error@+1 {{sends ('i32'), expected ('i64')}}
  flow.emit %kind, %a : i32
  sql.yield
} : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i64>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%c = flow.chain %v {
^bb0(%kind: i8, %a: i32):
  // expected-error@+1 {{output 1 does not exist}}
  flow.emit %kind, %a : i32 {output = 1 : i32}
  sql.yield
} : !rel.stream<[<"a", i32>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%w = flow.values [] {operator_id = "2"} : !rel.stream<[<"a", i64>]>
// expected-error@+1 {{differs from the result}}
%u = flow.union %v, %w : !rel.stream<[<"a", i32>]>, !rel.stream<[<"a", i64>]> -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{hash needs keys}}
%e = flow.exchange %v hash [] : !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{only hash has keys}}
%e = flow.exchange %v broadcast [0] : !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{has 0 regions, expected 1 for inputs}}
%p = "flow.process"(%v) {keys = [array<i32: 0>], tables = [], timers = [], operator_id = "2", state_bound = "none", operandSegmentSizes = array<i32: 1, 0>} : (!rel.stream<[<"a", i32>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
// expected-error@+1 {{only a map has a map key, and it must have one}}
%p = flow.process(%v) keys [array<i32: 0>] tables [#flow.table<"m", map, [], [i64], 0>] timers [] {
^bb0(%kind: i8, %a: i32):
  sql.yield
} {operator_id = "2", state_bound = "none"} : (!rel.stream<[<"a", i32>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%w = flow.values [] {operator_id = "2"} : !rel.stream<[<"a", i64>]>
// expected-error@+1 {{inputs differ in the types of their keys}}
%p = flow.process(%v, %w) keys [array<i32: 0>, array<i32: 0>] tables [] timers [] {
^bb0(%kind: i8, %a: i32):
  sql.yield
}, {
^bb0(%kind: i8, %a: i64):
  sql.yield
} {operator_id = "3", state_bound = "none"} : (!rel.stream<[<"a", i32>]>, !rel.stream<[<"a", i64>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%p = flow.process(%v) keys [array<i32: 0>] tables [#flow.table<"t", value, [], [i64], 0>] timers [] {
^bb0(%kind: i8, %a: i32):
  // expected-error@+1 {{table `u` is not declared}}
  %slot, %found = flow.lookup "u" : !flow.slot<[i64]>
  sql.yield
} {operator_id = "2", state_bound = "none"} : (!rel.stream<[<"a", i32>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%p = flow.process(%v) keys [array<i32: 0>] tables [#flow.table<"t", value, [], [i64], 0>, #flow.table<"m", map, [i32], [i64], 0>] timers [] {
^bb0(%kind: i8, %a: i32):
  %t = sql.constant 1 : i64 -> i64
  %slot, %found = flow.lookup "t" : !flow.slot<[i64]>
  // expected-error@+1 {{column 0 is 'i64', not 'i32'}}
  flow.store %a, %slot[0] : i32, !flow.slot<[i64]>
  sql.yield
} {operator_id = "2", state_bound = "none"} : (!rel.stream<[<"a", i32>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%p = flow.process(%v) keys [array<i32: 0>] tables [#flow.table<"t", value, [], [i64], 0>, #flow.table<"m", map, [i32], [i64], 0>] timers [] {
^bb0(%kind: i8, %a: i32):
  %t = sql.constant 1 : i64 -> i64
  %slot, %found = flow.lookup "t" : !flow.slot<[i64]>
  // expected-error@+1 {{column 1 does not exist}}
  %x = flow.load %slot[1] : !flow.slot<[i64]> -> i64
  sql.yield
} {operator_id = "2", state_bound = "none"} : (!rel.stream<[<"a", i32>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%p = flow.process(%v) keys [array<i32: 0>] tables [#flow.table<"t", value, [], [i64], 0>, #flow.table<"m", map, [i32], [i64], 0>] timers [] {
^bb0(%kind: i8, %a: i32):
  %t = sql.constant 1 : i64 -> i64
  // expected-error@+1 {{slot does not have the columns of table `t`}}
  %slot, %found = flow.lookup "t" : !flow.slot<[i32]>
  sql.yield
} {operator_id = "2", state_bound = "none"} : (!rel.stream<[<"a", i32>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%p = flow.process(%v) keys [array<i32: 0>] tables [#flow.table<"t", value, [], [i64], 0>, #flow.table<"m", map, [i32], [i64], 0>] timers [] {
^bb0(%kind: i8, %a: i32):
  %t = sql.constant 1 : i64 -> i64
  // expected-error@+1 {{map key ('i64') is not that of table `m`}}
  flow.erase "m"[%t : i64]
  sql.yield
} {operator_id = "2", state_bound = "none"} : (!rel.stream<[<"a", i32>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%p = flow.process(%v) keys [array<i32: 0>] tables [#flow.table<"t", value, [], [i64], 0>, #flow.table<"m", map, [i32], [i64], 0>] timers [] {
^bb0(%kind: i8, %a: i32):
  %t = sql.constant 1 : i64 -> i64
  // expected-error@+1 {{timer `quiet` is not declared}}
  flow.set_timer "quiet" at %t
  sql.yield
} {operator_id = "2", state_bound = "none"} : (!rel.stream<[<"a", i32>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%p = flow.process(%v) keys [array<i32: 0>] tables [#flow.table<"t", value, [], [i64], 0>, #flow.table<"m", map, [i32], [i64], 0>] timers [] {
^bb0(%kind: i8, %a: i32):
  %t = sql.constant 1 : i64 -> i64
  // expected-error@+1 {{timer `quiet` is not declared}}
  flow.clear_timer "quiet"
  sql.yield
} {operator_id = "2", state_bound = "none"} : (!rel.stream<[<"a", i32>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%p = flow.process(%v) keys [array<i32: 0>] tables [#flow.table<"t", value, [], [i64], 0>, #flow.table<"m", map, [i32], [i64], 0>] timers [] {
^bb0(%kind: i8, %a: i32):
  %t = sql.constant 1 : i64 -> i64
  // expected-error@+1 {{`t` is not a declared map}}
  flow.for_each "t" {
  ^bb0(%k: i32):
    sql.yield
  }
  sql.yield
} {operator_id = "2", state_bound = "none"} : (!rel.stream<[<"a", i32>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%p = flow.process(%v) keys [array<i32: 0>] tables [#flow.table<"t", value, [], [i64], 0>, #flow.table<"m", map, [i32], [i64], 0>] timers [] {
^bb0(%kind: i8, %a: i32):
  %t = sql.constant 1 : i64 -> i64
  // expected-error@+1 {{body region yields ('i64'), expected ('i1')}}
  flow.for_each "m" {
  ^bb0(%k: i32, %s: !flow.slot<[i64]>):
    sql.yield %t : i64
  }
  sql.yield
} {operator_id = "2", state_bound = "none"} : (!rel.stream<[<"a", i32>]>) -> !rel.stream<[<"a", i32>]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"t", !sql.timestamp<3>, rowtime>]>
// expected-error@+1 {{phase both is none of single, local, global}}
%w = flow.window_aggregate %v <tumble, 0, 1000, 1000, 0> keys [] accumulator [] init {
  sql.yield
} accumulate {
^bb0(%kind: i8, %t: !sql.timestamp<3>):
  sql.yield
} merge {
  sql.yield
} result {
^bb0(%start: i64, %end: i64):
  sql.yield
} {phase = "both", operator_id = "2", state_bound = "window"} : !rel.stream<[<"t", !sql.timestamp<3>, rowtime>]> -> !rel.stream<[]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"t", !sql.timestamp<3>, rowtime>]>
// expected-error@+1 {{time column 1 is not a column of}}
%w = flow.window_aggregate %v <tumble, 1, 1000, 1000, 0> keys [] accumulator [] init {
  sql.yield
} accumulate {
^bb0(%kind: i8, %t: !sql.timestamp<3>):
  sql.yield
} merge {
  sql.yield
} result {
^bb0(%start: i64, %end: i64):
  sql.yield
} {operator_id = "2", state_bound = "window"} : !rel.stream<[<"t", !sql.timestamp<3>, rowtime>]> -> !rel.stream<[]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"end", i64>]>
// expected-error@+1 {{only the global phase has a row count, and it must have one}}
%w = flow.window_aggregate %v <tumble, 0, 1000, 1000, 0> keys [] accumulator [] init {
  sql.yield
} accumulate {
^bb0(%kind: i8, %t: i64):
  sql.yield
} merge {
  sql.yield
} result {
^bb0(%start: i64, %end: i64):
  sql.yield
} {phase = "global", operator_id = "2", state_bound = "window"} : !rel.stream<[<"end", i64>]> -> !rel.stream<[]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"end", i64>, <"n", i32>]>
// expected-error@+1 {{slice end and row count must be i64 columns}}
%w = flow.window_aggregate %v <tumble, 0, 1000, 1000, 0> keys [] accumulator [] init {
  sql.yield
} accumulate {
^bb0(%kind: i8, %t: i64, %n: i32):
  sql.yield
} merge {
  sql.yield
} result {
^bb0(%start: i64, %end: i64):
  sql.yield
} {phase = "global", row_count = 1 : i32, operator_id = "2", state_bound = "window"} : !rel.stream<[<"end", i64>, <"n", i32>]> -> !rel.stream<[]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", i32>]>
%w = flow.chain %v {
^bb0(%kind: i8, %a: i32):
  // expected-error@+1 {{takes an ARRAY or a MAP}}
  flow.unnest %a {
  ^bb0(%place: i32):
    sql.yield
  } : i32
  sql.yield
} : !rel.stream<[<"a", i32>]> -> !rel.stream<[]>

// -----
%v = flow.values [] {operator_id = "1"} : !rel.stream<[<"a", !sql.array<i32>>]>
%w = flow.chain %v {
^bb0(%kind: i8, %a: !sql.array<i32>):
  // expected-error@+1 {{body region}}
  flow.unnest %a {
  ^bb0(%place: i32):
    sql.yield
  } : !sql.array<i32>
  sql.yield
} : !rel.stream<[<"a", !sql.array<i32>>]> -> !rel.stream<[]>
