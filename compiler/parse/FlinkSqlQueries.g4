// Queries: WITH, set operations, SELECT, FROM, MATCH_RECOGNIZE.
parser grammar FlinkSqlQueries;

query : withClause? queryBody orderBy? limitClause*;

withClause : WITH RECURSIVE? commonTable (Comma commonTable)*;

commonTable : identifier identifierList? AS QueryParen query RightParen;

limitClause
  : LIMIT (ALL | signedOperand)
  | OFFSET signedOperand (ROW | ROWS)?
  | FETCH (FIRST | NEXT) signedOperand? (ROW | ROWS) ONLY
  ;

queryBody : queryTerm ((UNION | EXCEPT | MINUS) (ALL | DISTINCT)? queryTerm)*;

queryTerm : queryPrimary (INTERSECT (ALL | DISTINCT)? queryPrimary)*;

queryPrimary
  : select
  | VALUES valuesRow (Comma valuesRow)*
  | TABLE compoundIdentifier
  | QueryParen query RightParen
  ;

valuesRow : expression;

select
  : SELECT hints? (ALL | DISTINCT)? selectItem (Comma selectItem)*
    fromClause? whereClause? groupByClause? havingClause? windowClause? qualifyClause?
  ;

selectItem : Star | expression (AS? identifier)?;

fromClause : FROM tableReference (Comma tableReference)*;

whereClause : WHERE expression;

groupByClause : GROUP BY (ALL | DISTINCT)? groupItem (Comma groupItem)*;

groupItem
  : LeftParen RightParen
  | GROUPING SETS LeftParen groupItem (Comma groupItem)* RightParen
  | (ROLLUP | CUBE) LeftParen groupItem (Comma groupItem)* RightParen
  | expression
  ;

havingClause : HAVING expression;

windowClause : WINDOW namedWindow (Comma namedWindow)*;

namedWindow : identifier AS LeftParen windowSpec RightParen;

qualifyClause : QUALIFY expression;

hints : HintBegin hint (Comma? hint)* HintEnd;

hint : identifier (LeftParen (hintOption (Comma hintOption)*)? RightParen)?;

hintOption : hintKey (Equal hintKey)?;

hintKey : stringLiteral | compoundIdentifier | IntegerLiteral;

// --- FROM ---

tableReference : tablePrimary joinPart*;

joinPart
  : CROSS JOIN tablePrimary
  | NATURAL joinType? JOIN tablePrimary
  | joinType? JOIN tablePrimary joinCondition?
  ;

joinType : INNER | (LEFT | RIGHT | FULL) OUTER?;

joinCondition : ON expression | USING identifierList;

tablePrimary : tableSource tableAlias? (matchRecognize tableAlias?)?;

tableSource
  : LATERAL? TABLE LeftParen tableFunction RightParen systemTime?
  | LATERAL? UNNEST LeftParen expression (Comma expression)* RightParen (WITH ORDINALITY)?
  | LATERAL? QueryParen query RightParen
  | LATERAL? compoundIdentifier (LeftParen callArguments? RightParen | hints)? systemTime?
  | LeftParen tableReference RightParen
  ;

tableFunction : compoundIdentifier LeftParen callArguments? RightParen;

systemTime : FOR SYSTEM_TIME AS OF expression;

tableAlias : AS? identifier identifierList?;

// --- MATCH_RECOGNIZE ---

matchRecognize
  : MATCH_RECOGNIZE LeftParen
    (PARTITION BY expression (Comma expression)*)?
    orderBy?
    (MEASURES measure (Comma measure)*)?
    ((ONE ROW | ALL ROWS) PER MATCH)?
    (AFTER MATCH afterMatch)?
    PATTERN LeftParen pattern RightParen
    (WITHIN additive)?
    (SUBSET subset (Comma subset)*)?
    (DEFINE define (Comma define)*)?
    RightParen
  ;

measure : expression AS identifier;

afterMatch : SKIP_ (PAST LAST ROW | TO NEXT ROW | TO (FIRST | LAST)? identifier);

subset : identifier Equal LeftParen identifier (Comma identifier)* RightParen;

define : identifier AS expression;

pattern : patternSequence (Bar patternSequence)*;

patternSequence : Caret? patternFactor+;

patternFactor : patternPrimary patternQuantifier?;

patternPrimary
  : identifier
  | LeftParen pattern? RightParen
  | ExcludeBegin pattern ExcludeEnd
  | PERMUTE LeftParen pattern (Comma pattern)* RightParen
  ;

patternQuantifier
  : (Star | Plus | Question) Question?
  | LeftBrace (IntegerLiteral (Comma IntegerLiteral?)? | Comma IntegerLiteral) RightBrace Question?
  ;
