// The `sql` dialect: scalar values with SQL meaning. NULL rules, overflow and cast rules are fixed by the types.
#ifndef MILLRACE_SQL_OPS
#define MILLRACE_SQL_OPS

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"

def SqlDialect : Dialect {
  let name = "sql";
  let cppNamespace = "::millrace::sql";
  let summary = "scalar SQL values";
  let description = [{
    BOOLEAN, TINYINT ... BIGINT, FLOAT and DOUBLE are the builtin `i1`, `i8` ... `i64`, `f32`, `f64`; the other types are below.
    A type that may be NULL is wrapped: `!sql.nullable<i64>`.
  }];
  let useDefaultTypePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let extraClassDeclaration = "void registerTypes();";
}

class SqlType<string n, string m> : TypeDef<SqlDialect, n> { let mnemonic = m; }

def SqlNullable : SqlType<"Nullable", "nullable"> {
  let summary = "a value that may be NULL";
  let parameters = (ins "::mlir::Type":$value);
  let assemblyFormat = "`<` $value `>`";
  let genVerifyDecl = 1;
}
def SqlNull : SqlType<"Null", "null"> { let summary = "the type of an untyped NULL"; }
def SqlDecimal : SqlType<"Decimal", "decimal"> {
  let parameters = (ins "int32_t":$precision, "int32_t":$scale);
  let assemblyFormat = "`<` $precision `,` $scale `>`";
  let genVerifyDecl = 1;
}
class SqlSized<string n, string m> : SqlType<n, m> {
  let parameters = (ins "int32_t":$length);
  let assemblyFormat = "`<` $length `>`";
  let genVerifyDecl = 1;
}
def SqlChar : SqlSized<"Char", "char">;
def SqlVarChar : SqlSized<"VarChar", "varchar"> { let summary = "STRING is length 2147483647"; }
def SqlBinary : SqlSized<"Binary", "binary">;
def SqlVarBinary : SqlSized<"VarBinary", "varbinary">;
def SqlDate : SqlType<"Date", "date">;
class SqlPrecise<string n, string m> : SqlType<n, m> {
  let parameters = (ins "int32_t":$precision);
  let assemblyFormat = "`<` $precision `>`";
  let genVerifyDecl = 1;
}
def SqlTime : SqlPrecise<"Time", "time">;
def SqlTimestamp : SqlPrecise<"Timestamp", "timestamp">;
def SqlTimestampLtz : SqlPrecise<"TimestampLtz", "timestamp_ltz">;
def SqlIntervalMonth : SqlType<"IntervalMonth", "interval_month">;
def SqlIntervalDay : SqlType<"IntervalDay", "interval_day">;
class SqlElement<string n, string m> : SqlType<n, m> {
  let parameters = (ins "::mlir::Type":$element);
  let assemblyFormat = "`<` $element `>`";
}
def SqlArray : SqlElement<"Array", "array">;
def SqlMultiset : SqlElement<"Multiset", "multiset">;
def SqlMap : SqlType<"Map", "map"> {
  let parameters = (ins "::mlir::Type":$key, "::mlir::Type":$value);
  let assemblyFormat = "`<` $key `,` $value `>`";
}
def SqlRow : SqlType<"Row", "row"> {
  let summary = "named fields";
  let parameters = (ins ArrayRefParameter<"::mlir::StringAttr">:$names, ArrayRefParameter<"::mlir::Type">:$types);
  let assemblyFormat = "`<` `[` $names `]` `,` `[` $types `]` `>`";
  let genVerifyDecl = 1;
}

class SqlOp<string mnemonic, list<Trait> traits = []> : Op<SqlDialect, mnemonic, traits>;

def Sql_ConstantOp : SqlOp<"constant", [Pure, ConstantLike]> {
  let summary = "a literal";
  let description = [{
    `value` by type: BoolAttr (i1); IntegerAttr of the type's width (i8 ... i64); FloatAttr; IntegerAttr of i128 with the unscaled value (decimal);
    StringAttr (char, varchar, binary, varbinary); IntegerAttr i32 (date days, time ms, interval_month) or i64 (interval_day ms);
    DenseI64ArrayAttr [ms, nanoOfMs] (timestamp, timestamp_ltz); UnitAttr for NULL (the type is nullable or sql.null).
    A non-NULL constant may also have a nullable type.
  }];
  let arguments = (ins AnyAttr:$value);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$value `->` type($result) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}

// Operands of one op have the same type, except decimals and nullability; the binder casts before.
class SqlBinaryOp<string mnemonic> : SqlOp<mnemonic, [Pure]> {
  let arguments = (ins AnyType:$lhs, AnyType:$rhs);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$lhs `,` $rhs `:` type($lhs) `,` type($rhs) `->` type($result) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}
// Integers wrap; decimals overflow to NULL (their result is nullable); x / 0 and x % 0 fail for exact types.
def Sql_AddOp : SqlBinaryOp<"add">;
def Sql_SubOp : SqlBinaryOp<"sub">;
def Sql_MulOp : SqlBinaryOp<"mul">;
// Not speculatable: the division by zero of exact types must not be hoisted or run for rows that do not reach it.
class SqlDividingOp<string mnemonic> : SqlOp<mnemonic, [MemoryEffects<[]>]> {
  let arguments = (ins AnyType:$lhs, AnyType:$rhs);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$lhs `,` $rhs `:` type($lhs) `,` type($rhs) `->` type($result) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}
def Sql_DivOp : SqlDividingOp<"div">;
def Sql_RemOp : SqlDividingOp<"rem">;

class SqlUnaryOp<string mnemonic> : SqlOp<mnemonic, [Pure]> {
  let arguments = (ins AnyType:$value);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$value `:` type($value) `->` type($result) attr-dict";
  let hasFolder = 1;
}
def Sql_NegOp : SqlUnaryOp<"neg"> { let hasVerifier = 1; }

def SqlPredicate : I32EnumAttr<"Predicate", "comparison", [
    I32EnumAttrCase<"Eq", 0, "eq">, I32EnumAttrCase<"Ne", 1, "ne">, I32EnumAttrCase<"Lt", 2, "lt">,
    I32EnumAttrCase<"Le", 3, "le">, I32EnumAttrCase<"Gt", 4, "gt">, I32EnumAttrCase<"Ge", 5, "ge">]> {
  let cppNamespace = "::millrace::sql";
}
def Sql_CompareOp : SqlOp<"compare", [Pure]> {
  let summary = "NULL if an operand is NULL; strings compare by bytes; decimals by value";
  let arguments = (ins SqlPredicate:$predicate, AnyType:$lhs, AnyType:$rhs);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$predicate $lhs `,` $rhs `:` type($lhs) `,` type($rhs) `->` type($result) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}
def Sql_InOp : SqlOp<"in", [Pure]> {
  let summary = "whether the value equals one of these constants of its type; NULL if it is NULL";
  let arguments = (ins AnyType:$value, ArrayAttr:$constants); // each as in sql.constant, none NULL or NaN
  let results = (outs AnyType:$result);
  let assemblyFormat = "$value $constants `:` type($value) `->` type($result) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}
def Sql_NotDistinctOp : SqlOp<"not_distinct", [Pure]> {
  let summary = "equality in which NULL equals NULL; never NULL";
  let arguments = (ins AnyType:$lhs, AnyType:$rhs);
  let results = (outs I1:$result);
  let assemblyFormat = "$lhs `,` $rhs `:` type($lhs) `,` type($rhs) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}
// Three-valued logic; both operands are evaluated. The binder writes scf.if where the right side can fail.
def Sql_AndOp : SqlBinaryOp<"and">;
def Sql_OrOp : SqlBinaryOp<"or">;
def Sql_NotOp : SqlUnaryOp<"not"> { let hasVerifier = 1; }

class SqlTestOp<string mnemonic> : SqlOp<mnemonic, [Pure]> {
  let arguments = (ins AnyType:$value);
  let results = (outs I1:$result);
  let assemblyFormat = "$value `:` type($value) attr-dict";
  let hasFolder = 1;
}
def Sql_IsNullOp : SqlTestOp<"is_null">;
def Sql_IsTrueOp : SqlTestOp<"is_true"> { let summary = "false for NULL: what WHERE, CASE and FILTER ask"; }
def Sql_IsFalseOp : SqlTestOp<"is_false">;

def Sql_ToNullableOp : SqlUnaryOp<"to_nullable"> { let summary = "T or null type -> nullable<T>; an identity on values"; let hasVerifier = 1; }
def Sql_AssumeNotNullOp : SqlUnaryOp<"assume_not_null"> {
  let summary = "nullable<T> -> T where the program made sure (inside an scf.if on is_null); undefined for NULL";
  let hasVerifier = 1;
}

def Sql_ToMsOp : SqlOp<"to_ms", [Pure]> {
  let summary = "milliseconds of a TIMESTAMP (local) or TIMESTAMP_LTZ (UTC); the rest is cut off; NULL stays NULL";
  let arguments = (ins AnyType:$value);
  let results = (outs AnyType:$result); // i64, nullable if the value is
  let assemblyFormat = "$value `:` type($value) `->` type($result) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}
def Sql_FromMsOp : SqlOp<"from_ms", [Pure]> {
  let summary = "the TIMESTAMP or TIMESTAMP_LTZ of these milliseconds, no zone applied; NULL stays NULL";
  let arguments = (ins AnyType:$value); // i64, nullable or not
  let results = (outs AnyType:$result);
  let assemblyFormat = "$value `:` type($value) `->` type($result) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Sql_CastOp : SqlOp<"cast", [MemoryEffects<[]>]> {
  let summary = "CAST (fails) or TRY_CAST (NULL); NULL stays NULL";
  let arguments = (ins AnyType:$value, UnitAttr:$try_cast);
  let results = (outs AnyType:$result);
  let assemblyFormat = "(`try` $try_cast^)? $value `:` type($value) `->` type($result) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Sql_CallOp : SqlOp<"call", [DeclareOpInterfaceMethods<MemoryEffectsOpInterface>]> {
  let summary = "one overload of a function record (stdlib/FunctionRecord.h)";
  let description = [{
    `symbol` names the record's kernel; arguments already have the record's parameter kinds. A kernel that takes type constants finds them in `constants`.
    A record that is not deterministic carries `per_row`, so that it is neither folded nor merged. `cpp` is a function of the user's in C++,
    which no record describes: its kernel takes and gives every value with its NULL flag; it `may_fail`, or is known not to.
  }];
  let arguments = (ins StrAttr:$function, StrAttr:$symbol, Variadic<AnyType>:$operands,
                       DefaultValuedAttr<DenseI32ArrayAttr, "{}">:$constants, UnitAttr:$per_row, UnitAttr:$cpp,
                       UnitAttr:$may_fail);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$function $symbol `(` $operands `)` (`per_row` $per_row^)? (`cpp` $cpp^)? (`may_fail` $may_fail^)? `:` functional-type($operands, $result) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Sql_HashOp : SqlOp<"hash", [Pure]> {
  let summary = "a number from 0 to 2^63 - 1 that equal values share, as GROUP BY has them equal (NULL is one value); of types that can be keys";
  let arguments = (ins AnyType:$value);
  let results = (outs I64:$result);
  let assemblyFormat = "$value `:` type($value) attr-dict";
}
def Sql_FieldOp : SqlOp<"field", [Pure]> {
  let summary = "a field of a ROW; NULL if the row is NULL";
  let arguments = (ins AnyType:$row, I32Attr:$index);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$row `[` $index `]` `:` type($row) `->` type($result) attr-dict";
  let hasFolder = 1;
  let hasVerifier = 1;
}
def Sql_ItemOp : SqlOp<"item", [Pure]> {
  let summary = "element `key` of an ARRAY (an integer, from 1), or the value of `key` (of the key's type) in a MAP; NULL if there is none";
  let arguments = (ins AnyType:$collection, AnyType:$key);
  let results = (outs AnyType:$result);
  let assemblyFormat = "$collection `[` $key `]` `:` type($collection) `,` type($key) `->` type($result) attr-dict";
  let hasVerifier = 1;
}
def Sql_MakeOp : SqlOp<"make", [Pure]> {
  let summary = "ROW(...), ARRAY[...] or MAP[k, v, ...] by the result type";
  let arguments = (ins Variadic<AnyType>:$elements);
  let results = (outs AnyType:$result);
  let assemblyFormat = "`(` $elements `)` `:` functional-type($elements, $result) attr-dict";
  let hasVerifier = 1;
}
def Sql_YieldOp : SqlOp<"yield", [Pure, Terminator, ReturnLike]> {
  let summary = "the values of a region of scalar work";
  let arguments = (ins Variadic<AnyType>:$values);
  let assemblyFormat = "($values^ `:` type($values))? attr-dict";
}

#endif
