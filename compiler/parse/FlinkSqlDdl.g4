// CREATE, DROP, ALTER.
parser grammar FlinkSqlDdl;

create : CREATE (OR (REPLACE | ALTER))? TEMPORARY? SYSTEM? createObject;

createObject
  : tableObject
  | VIEW ifNotExists? compoundIdentifier identifierList? comment? AS query
  | MATERIALIZED TABLE ifNotExists? compoundIdentifier tableElements? tableClause* materializedClause* AS query
  | functionObject
  | CATALOG ifNotExists? identifier comment? withOptions?
  | DATABASE ifNotExists? compoundIdentifier comment? withOptions?
  ;

replaceTable : REPLACE TEMPORARY? tableObject;

tableObject : TABLE ifNotExists? compoundIdentifier tableElements? tableClause* (likeClause | AS query)?;

ifNotExists : IF NOT EXISTS;
ifExists : IF EXISTS;

// Flink fixes the order COMMENT, DISTRIBUTED, PARTITIONED, WITH; the AST builder reports a clause out of order.
tableClause : comment | DISTRIBUTED distribution | PARTITIONED BY identifierList | withOptions;

materializedClause : FRESHNESS Equal intervalLiteral | REFRESH_MODE Equal (FULL | CONTINUOUS);

comment : COMMENT stringLiteral;

withOptions : WITH optionList;

optionList : LeftParen (option (Comma option)*)? RightParen;

option : stringLiteral Equal stringLiteral;

keyList : LeftParen (stringLiteral (Comma stringLiteral)*)? RightParen;

distribution : BY (HASH | RANGE)? identifierList bucketCount? | bucketCount;

bucketCount : INTO IntegerLiteral BUCKETS;

tableElements : LeftParen tableElement (Comma tableElement)* RightParen;

tableElement : column | watermark | tableConstraint;

column : identifier (AS expression | typeName metadata? columnConstraint?)? comment?;

metadata : METADATA (FROM stringLiteral)? VIRTUAL?;

columnConstraint : constraintName? (PRIMARY KEY | UNIQUE) enforcement?;

tableConstraint : constraintName? (PRIMARY KEY | UNIQUE) identifierList enforcement?;

constraintName : CONSTRAINT identifier;

enforcement : NOT? ENFORCED;

watermark : WATERMARK FOR compoundIdentifier AS expression;

likeClause : LIKE compoundIdentifier (LeftParen likeOption+ RightParen)?;

likeOption
  : (INCLUDING | EXCLUDING | OVERWRITING)
    (ALL | CONSTRAINTS | DISTRIBUTION | GENERATED | METADATA | OPTIONS | PARTITIONS | WATERMARKS)
  ;

functionObject
  : FUNCTION ifNotExists? compoundIdentifier
    (AS stringLiteral (LANGUAGE language)? (USING resource (Comma resource)*)? withOptions?
    | LeftParen (typeField (Comma typeField)*)? RightParen (RETURNS typeName)? (LANGUAGE SQL)? RETURN expression)
  ;

language : JAVA | SCALA | SQL | PYTHON | CPP;

resource : (JAR | ARTIFACT) stringLiteral;

drop
  : DROP TEMPORARY? (TABLE | VIEW | MATERIALIZED TABLE | SYSTEM? FUNCTION | CATALOG | DATABASE) ifExists? compoundIdentifier
    (RESTRICT | CASCADE)?
  ;

alter
  : ALTER TABLE ifExists? compoundIdentifier alterTableAction
  | ALTER VIEW ifExists? compoundIdentifier (RENAME TO compoundIdentifier | AS query)
  | ALTER DATABASE compoundIdentifier SET optionList
  | ALTER CATALOG identifier (SET optionList | RESET keyList | comment)
  | ALTER TEMPORARY? SYSTEM? FUNCTION ifExists? compoundIdentifier AS stringLiteral (LANGUAGE language)?
  | ALTER MATERIALIZED TABLE compoundIdentifier alterMaterializedAction
  ;

alterTableAction
  : RENAME TO compoundIdentifier
  | RENAME compoundIdentifier TO compoundIdentifier
  | SET optionList
  | RESET keyList
  | (ADD | MODIFY) (DISTRIBUTION distribution | alterElement | LeftParen alterElement (Comma alterElement)* RightParen)
  | ADD ifNotExists? (PARTITION partitionSpec withOptions?)+
  | DROP ifExists? PARTITION partitionSpec (Comma PARTITION partitionSpec)*
  | DROP (compoundIdentifier | LeftParen compoundIdentifier (Comma compoundIdentifier)* RightParen)
  | DROP (PRIMARY KEY | CONSTRAINT identifier | DISTRIBUTION | WATERMARK)
  ;

alterElement : column (FIRST | AFTER identifier)? | watermark | tableConstraint;

alterMaterializedAction
  : SUSPEND
  | RESUME withOptions?
  | REFRESH (PARTITION partitionSpec)?
  | AS query
  ;
