// An aggregate with DISTINCT must become a partial and a final one that give the same, and must stay whole where they could not.
// RUN: %millrace-opt %s --rel-split-distinct -split-input-file | FileCheck %s
!s = !rel.stream<[<"k", i32>, <"v", !sql.nullable<i64>>, <"w", i32>, <"f", i1>]>
!o = !rel.stream<[<"k", i32>, <"d", i64>, <"s", !sql.nullable<i64>>, <"n", i64>, <"a", !sql.nullable<i64>>]>
module attributes {rel.split_distinct = 16 : i64} {
  // One DISTINCT column: one partial aggregate by key and bucket.
  // CHECK: sql.hash
  // CHECK: sql.rem
  // CHECK: %[[PART:.+]] = rel.aggregate %{{.+}} keys [0, 1] calls [#rel.call<"COUNT", [3], true, 5, i64>, #rel.call<"SUM", [3], true, -1, !sql.nullable<i64>>, #rel.call<"COUNT", [], false, -1, i64>, #rel.call<"SUM", [6], false, -1, !sql.nullable<i64>>, #rel.call<"COUNT", [6], false, -1, i64>]
  // CHECK: rel.project %[[PART]]
  // CHECK: rel.aggregate %{{.+}} keys [0] calls [#rel.call<"SUM", [1], false, -1, !sql.nullable<i64>>
  // CHECK: sql.div
  %s = rel.values [] : !s
  %o = rel.aggregate %s keys [0] calls [#rel.call<"COUNT", [1], true, 3, i64>, #rel.call<"SUM", [1], true, -1, !sql.nullable<i64>>,
                                        #rel.call<"COUNT", [], false, -1, i64>, #rel.call<"AVG", [1], false, -1, !sql.nullable<i64>>] : !s -> !o
  rel.sink %o : !o
}

// -----

!s = !rel.stream<[<"k", i32>, <"v", !sql.nullable<i64>>, <"w", i32>, <"f", i1>]>
!o = !rel.stream<[<"k", i32>, <"d", i64>, <"e", i64>]>
module attributes {rel.split_distinct = 16 : i64} {
  // Two DISTINCT columns: a partial aggregate each.
  // CHECK: rel.aggregate %{{.+}} keys [0, 1] calls [#rel.call<"COUNT", [3], true, -1, i64>]
  // CHECK: rel.aggregate %{{.+}} keys [0, 1] calls [#rel.call<"COUNT", [4], true, -1, i64>]
  // CHECK: rel.union_all
  // CHECK: rel.aggregate %{{.+}} keys [0] calls
  %s = rel.values [] : !s
  %o = rel.aggregate %s keys [0] calls [#rel.call<"COUNT", [1], true, -1, i64>, #rel.call<"COUNT", [2], true, -1, i64>] : !s -> !o
  rel.sink %o : !o
}

// -----

!s = !rel.stream<[<"k", i32>, <"v", !sql.nullable<i64>>, <"w", i32>, <"f", i1>]>
!o = !rel.stream<[<"k", i32>, <"d", i64>, <"e", !sql.nullable<i64>>]>
!p = !rel.stream<[<"k", i32>, <"d", i64>]>
module attributes {rel.split_distinct = 16 : i64} {
  // FIRST_VALUE has an order; then nothing to spread: DISTINCT of a key, and no DISTINCT.
  // CHECK-NOT: sql.hash
  // CHECK: rel.aggregate %{{.+}} keys [0] calls [#rel.call<"COUNT", [1], true, -1, i64>, #rel.call<"FIRST_VALUE"
  // CHECK-NOT: sql.hash
  // CHECK: rel.aggregate %{{.+}} keys [0] calls [#rel.call<"COUNT", [0], true, -1, i64>]
  // CHECK-NOT: sql.hash
  // CHECK: rel.aggregate %{{.+}} keys [0] calls [#rel.call<"COUNT", [1], false, -1, i64>]
  %s = rel.values [] : !s
  %o = rel.aggregate %s keys [0] calls [#rel.call<"COUNT", [1], true, -1, i64>, #rel.call<"FIRST_VALUE", [1], false, -1, !sql.nullable<i64>>] : !s -> !o
  rel.sink %o : !o
  %p = rel.aggregate %s keys [0] calls [#rel.call<"COUNT", [0], true, -1, i64>] : !s -> !p
  rel.sink %p : !p
  %q = rel.aggregate %s keys [0] calls [#rel.call<"COUNT", [1], false, -1, i64>] : !s -> !p
  rel.sink %q : !p
}

// -----

!ts = !sql.timestamp<3>
!s = !rel.stream<[<"k", i32>, <"v", !sql.nullable<i64>>, <"t", !ts, rowtime>]>
!o = !rel.stream<[<"k", i32>, <"d", i64>, <"window_end", !ts>, <"window_time", !ts, rowtime>]>
module attributes {rel.split_distinct = 16 : i64} {
  // Windows: partial ones by key and bucket, and a final aggregate that ends with them. Then sessions, which stay whole.
  // CHECK: rel.window_aggregate %{{.+}} <hop, 4, 4000, 2000, 0> keys [0, 1] calls [#rel.call<"COUNT", [3], true, -1, i64>] properties [0, 1, 2]
  // CHECK: rel.aggregate %{{.+}} keys [0, 1, 2, 3] calls [#rel.call<"SUM", [4], false, -1, !sql.nullable<i64>>] window [1, 2] :
  // CHECK: rel.window_aggregate %{{.+}} <session, 2, 4000, 4000, 0> keys [0] calls [#rel.call<"COUNT", [1], true, -1, i64>]
  %s = rel.values [] : !s
  %o = rel.window_aggregate %s <hop, 2, 4000, 2000, 0> keys [0] calls [#rel.call<"COUNT", [1], true, -1, i64>] properties [1, 2] : !s -> !o
  rel.sink %o : !o
  %p = rel.window_aggregate %s <session, 2, 4000, 4000, 0> keys [0] calls [#rel.call<"COUNT", [1], true, -1, i64>] properties [1, 2] : !s -> !o
  rel.sink %p : !o
}
