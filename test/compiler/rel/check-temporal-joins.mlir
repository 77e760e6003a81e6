// A temporal join finds one version per key and time: its keys must hold a key of the right side, and no filter may leave versions out.
// RUN: %millrace-opt %s --rel-check-temporal-joins -split-input-file -verify-diagnostics | FileCheck %s
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!p = !rel.stream<[<"k", i32>, <"t", !ts>]>
!j = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", i32>, <"t2", !ts>]>
rel.table @v "filesystem" [#rel.column<"k", i32>, #rel.column<"t", !ts>] {metadata = ["", ""], options = {}, primary_key = array<i32: 0>}

// CHECK: rel.temporal_join left %{{.+}} [0] at 1, %{{.+}} [0] from 1 :
%l = rel.values [] : !s
%v = rel.scan @v [0, 1] : !p
%r = rel.watermark %v at 1 {
^bb0(%k: i32, %t: !ts):
  sql.yield %t : !ts
} : !p -> !s
%j = rel.temporal_join left %l [0] at 1, %r [0] from 1 : !s, !s -> !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", !sql.nullable<i32>>, <"t2", !sql.nullable<!ts>>]>
rel.sink %j : !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", !sql.nullable<i32>>, <"t2", !sql.nullable<!ts>>]>

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!j = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", i32>, <"t2", !ts>]>
%l = rel.values [] : !s
// expected-error@+1 {{the table has no key, so it has no versions}}
%j = rel.temporal_join inner %l [0] at 1, %l [0] from 1 : !s, !s -> !j
rel.sink %j : !j

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!p = !rel.stream<[<"k", i32>, <"t", !ts>]>
!j = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", i32>, <"t2", !ts>]>
rel.table @v "filesystem" [#rel.column<"k", i32>, #rel.column<"t", !ts>] {metadata = ["", ""], options = {}, primary_key = array<i32: 0>}
%l = rel.values [] : !s
%v = rel.scan @v [0, 1] : !p
%w = rel.watermark %v at 1 {
^bb0(%k: i32, %t: !ts):
  sql.yield %t : !ts
} : !p -> !s
%r = rel.filter %w {
^bb0(%k: i32, %t: !ts):
  %three = sql.constant 3 : i32 -> i32
  %big = sql.compare gt %k, %three : i32, i32 -> i1
  sql.yield %big : i1
} : !s
// expected-error@+1 {{a filter leaves versions of the table out}}
%j = rel.temporal_join inner %l [0] at 1, %r [0] from 1 : !s, !s -> !j
rel.sink %j : !j

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!p = !rel.stream<[<"k", i32>, <"t", !ts>]>
!j = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", i32>, <"t2", !ts>]>
rel.table @v "filesystem" [#rel.column<"k", i32>, #rel.column<"t", !ts>] {metadata = ["", ""], options = {}, primary_key = array<i32: 0>}
%l = rel.values [] : !s
%v = rel.scan @v [0, 1] : !p
%r = rel.watermark %v at 1 {
^bb0(%k: i32, %t: !ts):
  sql.yield %t : !ts
} : !p -> !s
// expected-error@+1 {{ON must compare the whole key of the versioned table: `k`}}
%j = rel.temporal_join inner %l [1] at 1, %r [1] from 1 : !s, !s -> !j
rel.sink %j : !j

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!b = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", i32>, <"t2", !ts>]>
!j = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", i32>, <"t2", !ts>, <"k3", i32>, <"t3", !ts>]>
%l = rel.values [] : !s
%b = rel.join inner %l [0], %l [0] : !s, !s -> !b
// expected-error@+1 {{`t` comes through a join, which ends its event time}}
%j = rel.temporal_join inner %b [0] at 1, %l [0] from 1 : !b, !s -> !j
rel.sink %j : !j
