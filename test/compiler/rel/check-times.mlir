// A regular join holds rows back for ever, so no window can be over the time of its rows; an interval join passes time on.
// RUN: %millrace-opt %s --rel-check-times -split-input-file -verify-diagnostics | FileCheck %s
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!j = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", i32>, <"t2", !ts, rowtime>]>
!w = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", i32>, <"t2", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>

// CHECK: rel.window
%a = rel.values [] : !s
%j = rel.interval_join inner %a [0] at 1, %a [0] at 1 within 0 to 0 : !s, !s -> !j
%w = rel.window %j <tumble, 1, 10000, 10000, 0> : !j -> !w
rel.sink %w : !w

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>]>
!j = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", i32>, <"t2", !ts, rowtime>]>
!w = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"k2", i32>, <"t2", !ts, rowtime>, <"window_start", !ts>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>
%a = rel.values [] : !s
%j = rel.join inner %a [0], %a [0] : !s, !s -> !j
// expected-error@+1 {{window over a query needs an event-time column}}
%w = rel.window %j <tumble, 1, 10000, 10000, 0> : !j -> !w
rel.sink %w : !w

// -----

// A join by the clock ends event time, and that of the right side ends in a temporal join; the left side's goes on.
!ts = !sql.timestamp_ltz<3>
!s = !rel.stream<[<"p", !ts, proctime>, <"t", !ts, rowtime>]>
!j = !rel.stream<[<"p", !ts, proctime>, <"t", !ts, rowtime>, <"p2", !ts, proctime>, <"t2", !ts, rowtime>]>
!w = !rel.stream<[<"p", !ts, proctime>, <"t", !ts, rowtime>, <"p2", !ts, proctime>, <"t2", !ts, rowtime>, <"window_start", !sql.timestamp<3>>, <"window_end", !sql.timestamp<3>>, <"window_time", !ts, rowtime>]>
%a = rel.values [] : !s
%i = rel.interval_join inner %a [] at 0, %a [] at 0 within 0 to 0 : !s, !s -> !j
// expected-error@+1 {{window over a query needs an event-time column}}
%w = rel.window %i <tumble, 1, 10000, 10000, 0> : !j -> !w
%v = rel.temporal_join inner %a [0] at 1, %a [0] from 1 : !s, !s -> !j
// expected-error@+1 {{window over a query needs an event-time column}}
%x = rel.window %v <tumble, 3, 10000, 10000, 0> : !j -> !w
%y = rel.window %v <tumble, 1, 10000, 10000, 0> : !j -> !w
rel.sink %w : !w
rel.sink %x : !w
rel.sink %y : !w
