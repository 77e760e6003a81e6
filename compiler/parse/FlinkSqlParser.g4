// Flink SQL, one rule per precedence level. `LeftParen` opens anything but a query; `QueryParen` opens a query (Tokenize.cpp
// decides, so that prediction never has to read past a parenthesis to tell `(a)` from `(SELECT a)`).
parser grammar FlinkSqlParser;

import FlinkSqlExpressions, FlinkSqlQueries, FlinkSqlTypes, FlinkSqlDdl, FlinkSqlStatements, FlinkSqlNames;

options { tokenVocab = FlinkSqlLexer; }

singleStatement : statement Semicolon? EOF;
singleExpression : expression EOF;
singleType : typeName EOF;
