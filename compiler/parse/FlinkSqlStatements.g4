// Statements that are neither queries nor DDL.
parser grammar FlinkSqlStatements;

statement
  : query
  | insert
  | EXECUTE (statementSet | insert | query)
  | EXECUTE PLAN stringLiteral
  | BEGIN STATEMENT SET Semicolon (insert Semicolon)* END
  | create
  | replaceTable
  | drop
  | alter
  | explain
  | SET (stringLiteral Equal stringLiteral)?
  | RESET stringLiteral?
  | SHOW showSubject
  | (DESCRIBE | DESC) describeSubject
  | USE (CATALOG identifier | MODULES identifier (Comma identifier)* | compoundIdentifier)
  | LOAD MODULE identifier withOptions?
  | UNLOAD MODULE identifier
  | (ADD | REMOVE) JAR stringLiteral
  | COMPILE (AND EXECUTE)? PLAN stringLiteral ifNotExists? FOR (statementSet | insert)
  | STOP JOB stringLiteral (WITH SAVEPOINT)? (WITH DRAIN)?
  | CALL tableFunction
  ;

statementSet : STATEMENT SET BEGIN (insert Semicolon)+ END;

insert
  : INSERT (INTO | OVERWRITE) TABLE? compoundIdentifier hints? (PARTITION partitionSpec)?
    (LeftParen compoundIdentifier (Comma compoundIdentifier)* RightParen)? query
    (ON CONFLICT DO (ERROR | NOTHING | DEDUPLICATE))?
  ;

partitionSpec : LeftParen partitionItem (Comma partitionItem)* RightParen;

partitionItem : identifier (Equal literal)?;

explain
  : EXPLAIN (PLAN FOR | explainDetail (Comma explainDetail)*)?
    (EXECUTE? statementSet | EXECUTE? insert | EXECUTE? query | create | replaceTable)
  ;

explainDetail : ESTIMATED_COST | CHANGELOG_MODE | PLAN_ADVICE | JSON_EXECUTION_PLAN;

showSubject
  : (CATALOGS | MATERIALIZED TABLES | TABLES | VIEWS | DATABASES | USER? FUNCTIONS | PROCEDURES) showFrom? showLike?
  | COLUMNS showFrom showLike?
  | FULL? MODULES
  | JARS
  | JOBS
  | PARTITIONS compoundIdentifier (PARTITION partitionSpec)?
  | CURRENT (CATALOG | DATABASE)
  | CREATE (TABLE | VIEW | FUNCTION | CATALOG | (OR ALTER)? MATERIALIZED TABLE) compoundIdentifier
  ;

showFrom : (FROM | IN) compoundIdentifier;

showLike : NOT? (LIKE | ILIKE) stringLiteral;

describeSubject
  : JOB stringLiteral
  | (CATALOG | DATABASE | FUNCTION)? EXTENDED? compoundIdentifier
  ;
