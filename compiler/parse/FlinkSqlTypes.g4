// Type names. SimpleType is a word that takes no arguments (INT, STRING …), SizedType one that may take them (DECIMAL …).
parser grammar FlinkSqlTypes;

typeName : typePrimary (nullability? (ARRAY | MULTISET))* nullability?;

nullability : NOT? NULL_;

typePrimary
  : SimpleType
  | SizedType typeSize?
  | DOUBLE PRECISION?
  | (CHAR | CHARACTER) VARYING? typeSize?
  | DATE
  | NULL_
  | TIME typeSize? ((WITH | WITHOUT) TIME ZONE)?
  | TIMESTAMP typeSize? ((WITH LOCAL? | WITHOUT) TIME ZONE)?
  | TIMESTAMP_LTZ typeSize?
  | INTERVAL intervalQualifier
  | (ARRAY | MULTISET) Less typeName Greater
  | MAP Less typeName Comma typeName Greater
  | ROW (NotEqual | Less (typeField (Comma typeField)*)? Greater | LeftParen (typeField (Comma typeField)*)? RightParen)
  | RAW LeftParen stringLiteral Comma stringLiteral RightParen
  | STRUCTURED Less stringLiteral (Comma typeField)* Greater
  | compoundIdentifier
  ;

typeSize : LeftParen IntegerLiteral (Comma IntegerLiteral)? RightParen;

typeField : identifier typeName stringLiteral?;
