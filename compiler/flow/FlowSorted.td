// Operations on sorted state tables: key → rows in order of a sort key, equal ones in the order in which they came (docs/formats/state.md).
// Rows have indices from 0. A slot is valid until the next operation on its table; flow.load, flow.store and flow.erase work as on other tables.
#ifndef MILLRACE_FLOW_SORTED
#define MILLRACE_FLOW_SORTED

include "compiler/flow/FlowBase.td"

def Flow_SortedCountOp : FlowOp<"sorted_count"> {
  let summary = "how many rows the current key has";
  let arguments = (ins StrAttr:$table);
  let results = (outs I64:$count);
  let assemblyFormat = "$table attr-dict";
  let hasVerifier = 1;
}
def Flow_SortedPositionOp : FlowOp<"sorted_position"> {
  let summary = "how many of the current key's rows sort before the sort key; `after`: before it or like it";
  let arguments = (ins StrAttr:$table, Variadic<AnyType>:$sort_key, UnitAttr:$after);
  let results = (outs I64:$index);
  let assemblyFormat = "$table (`[` $sort_key^ `:` type($sort_key) `]`)? (`after` $after^)? attr-dict";
  let hasVerifier = 1;
}
def Flow_SortedInsertOp : FlowOp<"sorted_insert"> {
  let summary = "a new row behind those that sort before the sort key or like it (its values are zero bytes: store before load), and its index";
  let arguments = (ins StrAttr:$table, Variadic<AnyType>:$sort_key);
  let results = (outs FlowSlot:$slot, I64:$index);
  let assemblyFormat = "$table (`[` $sort_key^ `:` type($sort_key) `]`)? attr-dict `:` type($slot)";
  let hasVerifier = 1;
}
def Flow_SortedAtOp : FlowOp<"sorted_at"> {
  let summary = "the row at an index below the count";
  let arguments = (ins StrAttr:$table, I64:$index);
  let results = (outs FlowSlot:$slot);
  let assemblyFormat = "$table `at` $index attr-dict `:` type($slot)";
  let hasVerifier = 1;
}
def Flow_SortedEraseOp : FlowOp<"sorted_erase"> {
  let summary = "removes the rows [first, end)";
  let arguments = (ins StrAttr:$table, I64:$first, I64:$end);
  let assemblyFormat = "$table `from` $first `to` $end attr-dict";
  let hasVerifier = 1;
}
def Flow_SortedForEachOp : FlowOp<"sorted_for_each"> {
  let summary = "runs the body for the rows [first, end) in order: (index i64, slot, loop values...) -> (continue i1, loop values...); it neither adds nor removes rows";
  let arguments = (ins StrAttr:$table, I64:$first, I64:$end, Variadic<AnyType>:$inits);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = "$table `from` $first `to` $end (`init` `(` $inits^ `:` type($inits) `)`)? $body attr-dict (`->` type($results)^)?";
  let hasVerifier = 1;
}
#endif
