// Rows of one window meet when it closes; rows of different windows, or of windows of the machine's clock, stay in a regular join.
// RUN: %millrace-opt %s --rel-recognize-window-joins -split-input-file | FileCheck %s
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!w = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>
!p = !rel.stream<[<"window_end", !ts>, <"k", i32>, <"window_start", !ts>]>

// A project between window and join keeps the bounds; the key of window_end is the second one.
// CHECK: rel.window_join semi %{{.+}} [1, 0, 2], %{{.+}} [0, 3, 2] window_end 1 size 10000
%a = rel.values [] : !s
%b = rel.values [] : !s
%wa = rel.window %a <tumble, 1, 10000, 10000, 0> : !s -> !w
%wb = rel.window %b <tumble, 1, 10000, 10000, 0> : !s -> !w
%pa = rel.project %wa {
^bb0(%k: i32, %t: !ts, %ws: !ts, %we: !ts, %wt: !ts):
  sql.yield %we, %k, %ws : !ts, i32, !ts
} : !w -> !p
%j = rel.join semi %pa [1, 0, 2], %wb [0, 3, 2] : !p, !w -> !p
rel.sink %j : !p

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!w = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>

// Windows of different sizes; then only one bound compared.
// CHECK: rel.join semi
// CHECK: rel.join semi
%a = rel.values [] : !s
%b = rel.values [] : !s
%wa = rel.window %a <tumble, 1, 10000, 10000, 0> : !s -> !w
%wb = rel.window %b <tumble, 1, 20000, 20000, 0> : !s -> !w
%j = rel.join semi %wa [2, 3], %wb [2, 3] : !w, !w -> !w
rel.sink %j : !w
%wc = rel.window %b <tumble, 1, 10000, 10000, 0> : !s -> !w
%i = rel.join semi %wa [0, 3], %wc [0, 3] : !w, !w -> !w
rel.sink %i : !w

// -----

!ts = !sql.timestamp_ltz<3>
!wall = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, proctime>]>
!w = !rel.stream<[<"k", i32>, <"t", !ts, proctime>, <"window_start", !wall>, <"window_end", !wall>, <"window_time", !ts, proctime>]>

// CHECK: rel.join semi
%a = rel.values [] : !s
%b = rel.values [] : !s
%wa = rel.window %a <tumble, 1, 10000, 10000, 0> : !s -> !w
%wb = rel.window %b <tumble, 1, 10000, 10000, 0> : !s -> !w
%j = rel.join semi %wa [2, 3], %wb [2, 3] : !w, !w -> !w
rel.sink %j : !w
