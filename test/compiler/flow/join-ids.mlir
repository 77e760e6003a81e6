// State is restored by an operator's id: joins by other time columns must have other ids, or rows would be found in an order that is not theirs.
// Equal ones are told apart by their number alone.
// RUN: %millrace-opt %s --rel-infer-changelog --flow-from-rel > %t && grep -q operator_id %t && not grep 'operator_id = "[0-9a-f]*-' %t
!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"u", !ts, rowtime>]>
!j = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"u", !ts, rowtime>, <"k2", i32>, <"t2", !ts, rowtime>, <"u2", !ts, rowtime>]>
!v = !rel.stream<[<"k", i32>, <"t", !ts, rowtime>, <"u", !ts, rowtime>, <"k2", i32>, <"t2", !ts>, <"u2", !ts>]>
rel.table @t "filesystem" format "json" [#rel.column<"k", i32>, #rel.column<"t", !ts>, #rel.column<"u", !ts>] {metadata = ["", "", ""], options = {}}
%scan = rel.scan @t [0, 1, 2] : !s
%i1 = rel.interval_join inner %scan [0] at 1, %scan [0] at 1 within 0 to 1 : !s, !s -> !j
rel.sink %i1 : !j
%i2 = rel.interval_join inner %scan [0] at 2, %scan [0] at 1 within 0 to 1 : !s, !s -> !j
rel.sink %i2 : !j
%t1 = rel.temporal_join inner %scan [0] at 1, %scan [0] from 1 : !s, !s -> !v
rel.sink %t1 : !v
%t2 = rel.temporal_join inner %scan [0] at 1, %scan [0] from 2 : !s, !s -> !v
rel.sink %t2 : !v
