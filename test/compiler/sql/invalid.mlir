// Each verifier of the sql dialect must refuse what its operation does not mean.
// RUN: %millrace-opt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

// expected-error@+1 {{decimal precision 39 is not in 1..38}}
"test.op"() : () -> !sql.decimal<39, 2>

// -----
// expected-error@+1 {{decimal scale 3 is not in 0..2}}
"test.op"() : () -> !sql.decimal<2, 3>

// -----
// expected-error@+1 {{precision 10 is not in 0..9}}
"test.op"() : () -> !sql.timestamp<10>

// -----
// expected-error@+1 {{which may be NULL already}}
"test.op"() : () -> !sql.nullable<!sql.null>

// -----
// expected-error@+1 {{length -1 is negative}}
"test.op"() : () -> !sql.varchar<-1>

// -----
// expected-error@+1 {{1 field names for 2 field types}}
"test.op"() : () -> !sql.row<["a"], [i32, i32]>

// -----
// expected-error@+1 {{is no constant of type}}
%0 = sql.constant 1 : i64 -> i32

// -----
// expected-error@+1 {{is no constant of type}}
%0 = sql.constant unit -> i32

// -----
%a = sql.constant 1 : i32 -> i32
%b = sql.constant 1 : i64 -> i64
// expected-error@+1 {{operands differ in type}}
%c = sql.add %a, %b : i32, i64 -> i64

// -----
%a = sql.constant unit -> !sql.nullable<i32>
// expected-error@+1 {{has a nullable operand, but the result 'i32' is not nullable}}
%c = sql.mul %a, %a : !sql.nullable<i32>, !sql.nullable<i32> -> i32

// -----
%a = sql.constant "x" -> !sql.char<1>
// expected-error@+1 {{computes with numbers and intervals}}
%c = sql.sub %a, %a : !sql.char<1>, !sql.char<1> -> !sql.char<1>

// -----
%a = sql.constant 1 : i32 -> i32
// expected-error@+1 {{gives BOOLEAN}}
%c = sql.compare eq %a, %a : i32, i32 -> i32

// -----
%a = sql.constant 1 : i32 -> i32
// expected-error@+1 {{takes BOOLEAN}}
%c = sql.and %a, %a : i32, i32 -> i1

// -----
%a = sql.constant 1 : i32 -> i32
// expected-error@+1 {{gives a nullable type}}
%c = sql.to_nullable %a : i32 -> i32

// -----
%a = sql.constant 1 : i32 -> i32
// expected-error@+1 {{cannot turn}}
%c = sql.assume_not_null %a : i32 -> i32

// -----
%a = sql.constant "x" -> !sql.char<1>
// expected-error@+1 {{is not nullable}}
%c = sql.cast try %a : !sql.char<1> -> i32

// -----
%a = sql.constant 1 : i32 -> i32
// expected-error@+1 {{converts between a timestamp and i64}}
%c = sql.to_ms %a : i32 -> i64

// -----
// expected-error@+1 {{names no kernel}}
%c = sql.call "UPPER" ""() : () -> i32

// -----
%a = sql.constant 1 : i32 -> i32
// expected-error@+1 {{takes a ROW}}
%c = sql.field %a[0] : i32 -> i32

// -----
%a = sql.constant 1 : i32 -> i32
%r = sql.make(%a) : (i32) -> !sql.row<["a"], [i32]>
// expected-error@+1 {{index 1 is out of range}}
%c = sql.field %r[1] : !sql.row<["a"], [i32]> -> i32

// -----
%a = sql.constant 1 : i32 -> i32
// expected-error@+1 {{has a map key without a value}}
%r = sql.make(%a) : (i32) -> !sql.map<i32, i32>

// -----
%a = "test.op"() : () -> !sql.array<i32>
%k = sql.constant "x" -> !sql.varchar<1>
// expected-error@+1 {{takes the place of an element as an integer}}
%0 = sql.item %a[%k] : !sql.array<i32>, !sql.varchar<1> -> !sql.nullable<i32>

// -----
%m = "test.op"() : () -> !sql.map<i64, i32>
%k = sql.constant 1 : i32 -> i32
// expected-error@+1 {{looks for a key of type}}
%0 = sql.item %m[%k] : !sql.map<i64, i32>, i32 -> !sql.nullable<i32>

// -----
%a = "test.op"() : () -> !sql.array<i32>
%k = sql.constant 1 : i32 -> i32
// expected-error@+1 {{gives '!sql.nullable<i32>'}}
%0 = sql.item %a[%k] : !sql.array<i32>, i32 -> i32

// -----
%k = sql.constant 1 : i32 -> i32
// expected-error@+1 {{takes an ARRAY or a MAP}}
%0 = sql.item %k[%k] : i32, i32 -> !sql.nullable<i32>

// -----
%v = sql.constant 1 : i32 -> i32
// expected-error@+1 {{is no constant of type 'i32'}}
%0 = sql.in %v [1 : i64] : i32 -> i1

// -----
%v = sql.constant 1 : i32 -> i32
// expected-error@+1 {{is no constant of type 'i32'}}
%0 = sql.in %v [unit] : i32 -> i1

// -----
%v = sql.constant 1 : i32 -> i32
// expected-error@+1 {{gives BOOLEAN}}
%0 = sql.in %v [1 : i32] : i32 -> i32

// -----
%v = "test.op"() : () -> !sql.nullable<i32>
// expected-error@+1 {{is not nullable}}
%0 = sql.in %v [1 : i32] : !sql.nullable<i32> -> i1
