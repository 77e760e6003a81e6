// Types and attributes of the `rel` dialect; `flow` shares them.
#ifndef MILLRACE_REL_TYPES
#define MILLRACE_REL_TYPES

include "compiler/rel/RelEnums.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/OpBase.td"

def RelDialect : Dialect {
  let name = "rel";
  let cppNamespace = "::millrace::rel";
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
  let dependentDialects = ["::millrace::sql::SqlDialect"];
  let extraClassDeclaration = [{
    void registerJoins();
    void registerOrdered();
    void registerSets();
    void registerUnnest();
  }];
}

def RelTimeKindAttr : EnumAttr<RelDialect, RelTimeKind, "time">;

def RelColumn : AttrDef<RelDialect, "Column"> {
  let summary = "name, type and time attribute of a column";
  let mnemonic = "column";
  let parameters = (ins "::mlir::StringAttr":$name, "::mlir::Type":$type, DefaultValuedParameter<"TimeKind", "TimeKind::None">:$time);
  let assemblyFormat = "`<` $name `,` $type (`,` $time^)? `>`";
}
def RelStream : TypeDef<RelDialect, "Stream"> {
  let summary = "a changelog of rows";
  let mnemonic = "stream";
  let parameters = (ins OptionalArrayRefParameter<"ColumnAttr">:$columns);
  let assemblyFormat = "`<` custom<Bracketed>($columns) `>`";
}

// What an aggregate call computes; `arguments` and `filter` are column indices of the aggregate's input.
def RelAggregateCall : AttrDef<RelDialect, "AggregateCall"> {
  let mnemonic = "call";
  let parameters = (ins "::mlir::StringAttr":$function, OptionalArrayRefParameter<"int32_t">:$arguments, "bool":$distinct,
                        "int32_t":$filter /* -1: none */, "::mlir::Type":$type);
  let assemblyFormat = "`<` $function `,` custom<Bracketed>($arguments) `,` $distinct `,` $filter `,` $type `>`";
}
def RelSortColumn : AttrDef<RelDialect, "SortColumn"> {
  let summary = "a column that rows are sorted by";
  let mnemonic = "sort";
  let parameters = (ins "int32_t":$column, "bool":$descending, "bool":$nullsLast);
  let assemblyFormat = "`<` $column `,` $descending `,` $nullsLast `>`";
}
def RelOverCall : AttrDef<RelDialect, "OverCall"> {
  let summary = "what rel.over computes; `arguments` are column indices of its input, `offset` is that of LAG";
  let mnemonic = "over_call";
  let parameters = (ins "::mlir::StringAttr":$function, OptionalArrayRefParameter<"int32_t">:$arguments, "bool":$distinct, "int64_t":$offset,
                        "::mlir::Type":$type);
  let assemblyFormat = "`<` $function `,` custom<Bracketed>($arguments) `,` $distinct `,` $offset `,` $type `>`";
}
def RelWindowKindAttr : EnumAttr<RelDialect, RelWindowKind, "window_kind">;
def RelWindow : AttrDef<RelDialect, "Window"> {
  let summary = "time column and bounds in ms: size (session: gap), slide (hop: slide, cumulate: step, else = size), offset";
  let mnemonic = "window";
  let parameters = (ins "WindowKind":$kind, "int32_t":$timeColumn, "int64_t":$sizeMs, "int64_t":$slideMs, "int64_t":$offsetMs);
  let assemblyFormat = "`<` $kind `,` $timeColumn `,` $sizeMs `,` $slideMs `,` $offsetMs `>`";
}

#endif
