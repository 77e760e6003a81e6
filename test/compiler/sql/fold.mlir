// Constants must be computed as the run would compute them, and what fails must fail at run time, on rows that reach it only.
// RUN: %millrace-opt %s --rel-fold-constants | FileCheck %s

// CHECK-DAG: %[[AND:.+]] = sql.constant false -> !sql.nullable<i1>
// CHECK-DAG: %[[TRY:.+]] = sql.constant unit -> !sql.nullable<i32>
// CHECK-DAG: %[[CAST:.+]] = sql.constant 12 : i32
// CHECK-DAG: %[[WRAP:.+]] = sql.constant -2147483648 : i32
// CHECK: %[[DIV:.+]] = sql.div
// CHECK: %[[BAD:.+]] = sql.cast
// CHECK: %[[RAND:.+]] = sql.call
// CHECK: sql.yield %[[WRAP]], %[[DIV]], %[[CAST]], %[[BAD]], %[[TRY]], %[[AND]], %[[RAND]]
!out = !rel.stream<[<"a", i32>, <"b", i32>, <"c", i32>, <"d", i32>, <"e", !sql.nullable<i32>>, <"f", !sql.nullable<i1>>, <"g", f64>]>
%v = rel.values [[1 : i32]] : !rel.stream<[<"a", i32>]>
%p = rel.project %v {
^bb0(%a: i32):
  %one = sql.constant 1 : i32 -> i32
  %max = sql.constant 2147483647 : i32 -> i32
  %zero = sql.constant 0 : i32 -> i32
  %wrapped = sql.add %max, %one : i32, i32 -> i32
  %fails = sql.div %one, %zero : i32, i32 -> i32
  %text = sql.constant "12" -> !sql.char<2>
  %bad = sql.constant "x" -> !sql.char<1>
  %n = sql.cast %text : !sql.char<2> -> i32
  %m = sql.cast %bad : !sql.char<1> -> i32
  %k = sql.cast try %bad : !sql.char<1> -> !sql.nullable<i32>
  %null = sql.constant unit -> !sql.nullable<i1>
  %no = sql.constant false -> i1
  %and = sql.and %null, %no : !sql.nullable<i1>, i1 -> !sql.nullable<i1>
  %rand = sql.call "RAND" "mr_fn_rand"() per_row : () -> f64
  sql.yield %wrapped, %fails, %n, %m, %k, %and, %rand : i32, i32, i32, i32, !sql.nullable<i32>, !sql.nullable<i1>, f64
} : !rel.stream<[<"a", i32>]> -> !out
rel.sink %p : !out

// CHECK-DAG: %[[HIT:.+]] = sql.constant true -> i1
// CHECK-DAG: %[[MISS:.+]] = sql.constant false -> i1
// CHECK-DAG: %[[NULL:.+]] = sql.constant unit -> !sql.nullable<i1>
// CHECK: %[[IN:.+]] = sql.in %arg0
// CHECK: sql.yield %[[HIT]], %[[MISS]], %[[NULL]], %[[IN]]
!found = !rel.stream<[<"hit", i1>, <"miss", i1>, <"null", !sql.nullable<i1>>, <"in", i1>]>
%found = rel.project %v {
^bb0(%a: i32):
  %two = sql.constant 2 : i32 -> i32
  %null = sql.constant unit -> !sql.nullable<i32>
  %hit = sql.in %two [1 : i32, 2 : i32] : i32 -> i1
  %miss = sql.in %two [1 : i32, 3 : i32] : i32 -> i1
  %unknown = sql.in %null [1 : i32] : !sql.nullable<i32> -> !sql.nullable<i1>
  %in = sql.in %a [1 : i32] : i32 -> i1
  sql.yield %hit, %miss, %unknown, %in : i1, i1, !sql.nullable<i1>, i1
} : !rel.stream<[<"a", i32>]> -> !found
rel.sink %found : !found
