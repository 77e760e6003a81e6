// Names. A word that is a token here but not reserved in Flink is listed in `nonReserved`, unless Tokenize.cpp makes it a token
// only where its neighbours say so (FINAL, IGNORE, NULLS, OBJECT, RESPECT, SCALAR, TIMESTAMPADD, TIMESTAMPDIFF, UNBOUNDED). A test checks that.
parser grammar FlinkSqlNames;

identifier : Identifier | QuotedIdentifier | nonReserved;

compoundIdentifier : identifier (Dot identifier)*;

identifierList : LeftParen identifier (Comma identifier)* RightParen;

nonReserved
  : ABSENT | ADD | AFTER | ARTIFACT | ASC | CASCADE | CATALOG | CHANGELOG_MODE | COLUMNS | COMPILE | CONDITIONAL | CONFLICT
  | CONSTRAINTS | CPP | DATABASE | DAYS | DEDUPLICATE | DESC | DO | DRAIN | ENFORCED | ERROR | ESTIMATED_COST | EXCLUDING | FIRST
  | FOLLOWING | GENERATED | HOURS | IF | INCLUDING | JAR | JARS | JAVA | JOB | JOBS | JSON | JSON_EXECUTION_PLAN | KEY | LAST
  | LOAD | MAP | METADATA | MINUTES | MODEL | MONTHS | NOTHING | OPTIONS | ORDINALITY | OVERWRITE | OVERWRITING
  | PARTITIONED | PARTITIONS | PAST | PLACING | PLAN | PLAN_ADVICE | PRECEDING | PYTHON | QUARTER | REMOVE | REPLACE
  | RESTRICT | RETURNING | SECONDS | SETS | STOP | TEMPORARY | UNCONDITIONAL
  | UNLOAD | VIEW | VIRTUAL | WEEK | WRAPPER | YEARS | ZONE
  ;

// Reserved words that are functions when `(` follows.
reservedFunction
  : ReservedFunction | CEILING | CHAR | GROUPING | HOUR | LEFT | MINUTE | MONTH | NEXT | RIGHT | SECOND | USER | YEAR
  ;

stringLiteral : StringLiteral | UnicodeString (UESCAPE StringLiteral)? | EscapedString;
