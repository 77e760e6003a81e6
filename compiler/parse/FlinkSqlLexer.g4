// Tokens of Flink SQL. Keywords are not lexer rules: a word is read as `Identifier` and Tokenize.cpp gives it its keyword's type
// (the ALL_CAPS names below), which keeps the lexer's automaton small and its start cheap. CamelCase names are no words.
lexer grammar FlinkSqlLexer;

tokens {
  ABSENT, ADD, AFTER, ALL, ALTER, AND, ANY, ARRAY, ARTIFACT, AS, ASC, ASYMMETRIC, BEGIN, BETWEEN, BOTH, BUCKETS, BY, CALL, CASCADE,
  CASE, CAST, CATALOG, CATALOGS, CEIL, CEILING, CHANGELOG_MODE, CHAR, CHARACTER, COLUMNS, COMMENT, COMPILE, CONDITIONAL, CONFLICT,
  CONSTRAINT, CONSTRAINTS, CONTINUOUS, CPP, CREATE, CROSS, CUBE, CURRENT, DATABASE, DATABASES, DATE, DAY, DAYS, DEDUPLICATE, DEFAULT,
  DEFINE, DESC, DESCRIBE, DISTINCT, DISTRIBUTED, DISTRIBUTION, DO, DOUBLE, DRAIN, DROP, ELSE, EMPTY, END, ENFORCED, ERROR, ESCAPE,
  ESTIMATED_COST, EXCEPT, EXCLUDING, EXECUTE, EXISTS, EXPLAIN, EXTENDED, EXTRACT, FALSE, FETCH, FILTER, FINAL, FIRST, FLOOR,
  FOLLOWING, FOR, FRESHNESS, FROM, FULL, FUNCTION, FUNCTIONS, GENERATED, GROUP, GROUPING, HASH, HAVING, HOUR, HOURS, IF, IGNORE,
  ILIKE, IN, INCLUDING, INNER, INSERT, INTERSECT, INTERVAL, INTO, IS, JAR, JARS, JAVA, JOB, JOBS, JOIN, JSON, JSON_ARRAY,
  JSON_ARRAYAGG, JSON_EXECUTION_PLAN, JSON_EXISTS, JSON_OBJECT, JSON_OBJECTAGG, JSON_QUERY, JSON_VALUE, KEY, LANGUAGE, LAST,
  LATERAL, LEADING, LEFT, LIKE, LIMIT, LOAD, LOCAL, MAP, MATCH, MATCH_RECOGNIZE, MATERIALIZED, MEASURES, METADATA, MINUS, MINUTE,
  MINUTES, MODEL, MODIFY, MODULE, MODULES, MONTH, MONTHS, MULTISET, NATURAL, NEXT, NOT, NOTHING, NULL_, NULLS, OBJECT, OF, OFFSET,
  ON, ONE, ONLY, OPTIONS, OR, ORDER, ORDINALITY, OUTER, OVER, OVERLAPS, OVERLAY, OVERWRITE, OVERWRITING, PARTITION, PARTITIONED,
  PARTITIONS, PAST, PATTERN, PER, PERMUTE, PLACING, PLAN, PLAN_ADVICE, POSITION, PRECEDING, PRECISION, PRIMARY, PROCEDURES,
  PYTHON, QUALIFY, QUARTER, QUARTERS, RANGE, RAW, RECURSIVE, REFRESH, REFRESH_MODE, REMOVE, RENAME, REPLACE, RESET, RESPECT,
  RESTRICT, RESUME, RETURN, RETURNING, RETURNS, RIGHT, RLIKE, ROLLUP, ROW, ROWS, RUNNING, SAVEPOINT, SCALA, SCALAR, SECOND,
  SECONDS, SELECT, SET, SETS, SHOW, SIMILAR, SKIP_, SOME, SQL, STATEMENT, STOP, STRUCTURED, SUBSET, SUBSTRING, SUSPEND, SYMMETRIC,
  SYSTEM, SYSTEM_TIME, TABLE, TABLES, TEMPORARY, THEN, TIME, TIMESTAMP, TIMESTAMPADD, TIMESTAMPDIFF, TIMESTAMP_LTZ, TO, TRAILING,
  TRIM, TRUE, TRY_CAST, UESCAPE, UNBOUNDED, UNCONDITIONAL, UNION, UNIQUE, UNKNOWN, UNLOAD, UNNEST, USE, USER, USING, VALUE, VALUES,
  VARYING, VIEW, VIEWS, VIRTUAL, WATERMARK, WATERMARKS, WEEK, WEEKS, WHEN, WHERE, WINDOW, WITH, WITHIN, WITHOUT, WRAPPER, YEAR,
  YEARS, ZONE,
  // classes of words that the grammar treats alike
  ReservedWord, ReservedFunction, ContextVariable, SimpleType, SizedType,
  // what a token turns out to be from its surroundings: `(` before a query, KEY of JSON_OBJECT, MAP before `[`
  QueryParen, JsonKey, MapConstructor
}

LineComment : ('--' | '//') ~[\r\n]* -> skip;
BlockComment : '/*' ('*/' | ~[+] .*? '*/') -> skip;
HintBegin : '/*+';
HintEnd : '*/';
UnterminatedComment : '/*';
Space : [ \t\r\n\f\u000B]+ -> skip;

StringLiteral : '\'' (~['] | '\'\'')* '\'';
UnicodeString : [uU] '&' '\'' (~['] | '\'\'')* '\'';
EscapedString : [eE] '\'' (~['\\] | '\'\'' | '\\' .)* '\'';
BinaryLiteral : [xX] '\'' ~[']* '\'';
UnterminatedString : ([uU] '&' | [eExX])? '\'';

QuotedIdentifier : '`' (~[`\r\n] | '``')* '`';
UnterminatedIdentifier : '`';
DoubleQuoted : '"' ~["\r\n]* '"'?;

ApproximateLiteral : (Digit+ ('.' Digit*)? | '.' Digit+) [eE] [+-]? Digit+;
DecimalLiteral : Digit+ '.' Digit* | '.' Digit+;
IntegerLiteral : Digit+;
Identifier : Letter (Letter | Digit)*;

Comma : ',';
Semicolon : ';';
Dot : '.';
LeftParen : '(';
RightParen : ')';
LeftBracket : '[';
RightBracket : ']';
LeftBrace : '{';
RightBrace : '}';
ExcludeBegin : '{-';
ExcludeEnd : '-}';
Equal : '=';
NotEqual : '<>' | '!=';
LessEqual : '<=';
GreaterEqual : '>=';
Less : '<';
Greater : '>';
Arrow : '=>';
Plus : '+';
Minus : '-';
Star : '*';
Slash : '/';
Percent : '%';
Concat : '||';
Bar : '|';
Question : '?';
Caret : '^';

UnexpectedCharacter : .;

fragment Digit : [0-9];
// Everything from U+00AA on but punctuation, arrows, box drawing and private use, which are more likely slips of the keyboard.
fragment Letter : [a-zA-Z_$\u00AA-\u1FFF\u2C00-\u2DFF\u3005-\u3007\u3021-\uD7FF\uF900-\uFEFE\uFF21-\u{E0000}];
