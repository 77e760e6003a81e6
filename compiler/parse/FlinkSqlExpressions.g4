// Scalar expressions. Levels follow Calcite's operator table: OR, AND, NOT, IS, comparison, LIKE/IN/BETWEEN, `+ -`,
// `* / % ||`, sign, access.
parser grammar FlinkSqlExpressions;

expression : andExpression (OR andExpression)*;

andExpression : notExpression (AND notExpression)*;

notExpression : NOT notExpression | isExpression;

isExpression : comparison isTest*;

isTest : IS NOT? (NULL_ | TRUE | FALSE | UNKNOWN | JSON (VALUE | OBJECT | ARRAY | SCALAR)?);

comparison : matching comparisonTail*;

comparisonTail
  : comparisonOperator ((ANY | SOME | ALL) quantifiedSet | matching)
  | IS NOT? DISTINCT FROM matching
  | OVERLAPS matching
  ;

comparisonOperator : Equal | NotEqual | Less | LessEqual | Greater | GreaterEqual;

quantifiedSet : QueryParen query RightParen | LeftParen expression (Comma expression)* RightParen;

matching : additive matchingTail*;

matchingTail
  : NOT? BETWEEN (SYMMETRIC | ASYMMETRIC)? additive AND additive
  | NOT? IN (QueryParen query RightParen | LeftParen expression (Comma expression)* RightParen)
  | NOT? (LIKE | ILIKE | RLIKE | SIMILAR TO) additive (ESCAPE additive)?
  ;

additive : multiplicative ((Plus | Minus) multiplicative)*;

multiplicative : signedOperand ((Star | Slash | Percent | Concat) signedOperand)*;

signedOperand : (Plus | Minus) signedOperand | access;

access : nameOrCall | (FINAL | RUNNING) (nameOrCall | reservedFunction callSuffix) | primary accessSuffix*;

accessSuffix : LeftBracket expression RightBracket | Dot identifier | Dot Star;

// A name keeps its dots, so that a dot after a name has one meaning only.
nameOrCall : identifier (Dot identifier)* (callSuffix accessSuffix* | LeftBracket expression RightBracket accessSuffix* | Dot Star)?;

primary
  : literal
  | LeftParen expression (Comma expression)* RightParen
  | QueryParen query RightParen
  | EXISTS QueryParen query RightParen
  | reservedFunction callSuffix
  | ContextVariable (LeftParen IntegerLiteral? RightParen)?
  | caseExpression
  | castExpression
  | specialCall overClause?
  | jsonCall
  | ROW LeftParen (expression (Comma expression)*)? RightParen
  | (ARRAY | MapConstructor | MULTISET) (LeftBracket (expression (Comma expression)*)? RightBracket | QueryParen query RightParen)
  ;

literal
  : NULL_ | TRUE | FALSE | UNKNOWN
  | IntegerLiteral | DecimalLiteral | ApproximateLiteral
  | joinedString
  | BinaryLiteral
  | (DATE | TIME | TIMESTAMP (WITH LOCAL TIME ZONE)?) StringLiteral
  | intervalLiteral
  ;

// SQL joins strings that stand on lines of their own. Options and paths do not: there it is a forgotten comma.
joinedString : stringLiteral StringLiteral*;

intervalLiteral : INTERVAL (Plus | Minus)? StringLiteral intervalQualifier;

intervalQualifier
  : intervalUnit (LeftParen IntegerLiteral (Comma IntegerLiteral)? RightParen)?
    (TO intervalUnit (LeftParen IntegerLiteral RightParen)?)?
  ;

intervalUnit
  : YEAR | YEARS | QUARTER | QUARTERS | MONTH | MONTHS | WEEK | WEEKS | DAY | DAYS | HOUR | HOURS | MINUTE | MINUTES | SECOND | SECONDS
  ;

// MILLISECOND, EPOCH, DOW … are plain identifiers; the AST builder knows them.
timeUnit : intervalUnit | Identifier;

caseExpression : CASE expression? whenClause+ (ELSE expression)? END;

whenClause : WHEN expression (Comma expression)* THEN expression;

castExpression : (CAST | TRY_CAST) LeftParen expression AS typeName RightParen;

specialCall
  : EXTRACT LeftParen timeUnit FROM expression RightParen
  | (FLOOR | CEIL) LeftParen expression (TO timeUnit)? RightParen
  | (TIMESTAMPADD | TIMESTAMPDIFF) LeftParen timeUnit Comma expression Comma expression RightParen
  | SUBSTRING LeftParen expression (FROM expression (FOR expression)? | (Comma expression)+) RightParen
  | POSITION LeftParen additive IN expression (FROM expression)? RightParen
  | OVERLAY LeftParen expression (PLACING expression FROM expression (FOR expression)? | (Comma expression)+) RightParen
  | TRIM LeftParen ((BOTH | LEADING | TRAILING) expression? FROM expression | expression ((FROM | Comma) expression)?) RightParen
  ;

jsonCall
  : JSON_EXISTS LeftParen expression Comma expression ((TRUE | FALSE | UNKNOWN | ERROR) ON ERROR)? RightParen
  | JSON_VALUE LeftParen expression Comma expression jsonReturning? jsonBehavior* RightParen
  | JSON_QUERY LeftParen expression Comma expression jsonReturning? jsonWrapper? jsonBehavior* RightParen
  | JSON_OBJECT LeftParen (jsonEntry (Comma jsonEntry)* jsonOnNull?)? RightParen
  | JSON_ARRAY LeftParen (expression (Comma expression)* jsonOnNull?)? RightParen
  | JSON_OBJECTAGG LeftParen jsonEntry jsonOnNull? RightParen filterClause?
  | JSON_ARRAYAGG LeftParen expression jsonOnNull? RightParen filterClause?
  ;

jsonEntry : JsonKey? expression VALUE expression;

jsonReturning : RETURNING typeName;

jsonBehavior : (NULL_ | ERROR | EMPTY (ARRAY | OBJECT)? | DEFAULT expression) ON (EMPTY | ERROR);

jsonWrapper : WITHOUT ARRAY? WRAPPER | WITH (CONDITIONAL | UNCONDITIONAL)? ARRAY? WRAPPER;

jsonOnNull : (NULL_ | ABSENT) ON NULL_;

callSuffix : LeftParen callArguments? RightParen withinGroup? nullTreatment? filterClause? overClause?;

callArguments : Star | (DISTINCT | ALL)? callArgument (Comma callArgument)*;

// PARTITION BY takes one expression, which may be a list in parentheses: a bare list would eat the next argument.
callArgument : (identifier Arrow)? callValue (PARTITION BY expression)? orderBy?;

callValue
  : TABLE (compoundIdentifier | QueryParen query RightParen)
  | MODEL compoundIdentifier
  | DEFAULT
  | expression
  ;

withinGroup : WITHIN GROUP LeftParen orderBy RightParen;

nullTreatment : (RESPECT | IGNORE) NULLS;

filterClause : FILTER LeftParen WHERE expression RightParen;

overClause : OVER (identifier | LeftParen windowSpec RightParen);

windowSpec : identifier? (PARTITION BY expression (Comma expression)*)? orderBy? windowFrame?;

windowFrame : (ROWS | RANGE) (BETWEEN frameBound AND frameBound | frameBound);

frameBound : UNBOUNDED (PRECEDING | FOLLOWING) | CURRENT ROW | additive (PRECEDING | FOLLOWING);

orderBy : ORDER BY orderItem (Comma orderItem)*;

orderItem : expression (ASC | DESC)? (NULLS (FIRST | LAST))?;
