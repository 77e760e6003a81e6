/// What CREATE TABLE, CREATE MATERIALIZED TABLE and ALTER TABLE share: elements and clauses. Private to this folder.
#ifndef MILLRACE_COMPILER_PARSE_BUILDDDL_H
#define MILLRACE_COMPILER_PARSE_BUILDDDL_H

#include "compiler/parse/AstBuilder.h"

namespace millrace::parse {

template <class Table> void AstBuilder::elements(Table &table, P::TableElementsContext *c) {
  if (!c)
    return;
  for (P::TableElementContext *element : c->tableElement()) {
    if (element->column())
      table.columns.push_back(column(element->column(), table.constraints));
    else if (element->watermark())
      table.watermarks.push_back(watermark(element->watermark()));
    else
      table.constraints.push_back(constraint(element->tableConstraint()));
  }
}

/// Flink takes COMMENT, DISTRIBUTED, PARTITIONED BY, WITH in this order, each once.
template <class Table> void AstBuilder::clauses(Table &table, const std::vector<P::TableClauseContext *> &list) {
  static constexpr const char *kNames[] = {"COMMENT", "DISTRIBUTED", "PARTITIONED BY", "WITH"};
  int last = -1;
  for (P::TableClauseContext *clause : list) {
    int rank = clause->comment() ? 0 : clause->DISTRIBUTED() ? 1 : clause->PARTITIONED() ? 2 : 3;
    if (rank == last)
      fail(diagnostics::DiagnosticId::SyntaxError, range(clause->start), std::string("a second `") + kNames[rank] + "`");
    else if (rank < last)
      fail(diagnostics::DiagnosticId::SyntaxError, range(clause->start),
           std::string("`") + kNames[rank] + "` stands before `" + kNames[last] + "`");
    last = std::max(last, rank);
    if (clause->comment())
      table.comment = quotedText(clause->comment()->stringLiteral());
    else if (clause->DISTRIBUTED())
      table.distribution = distribution(clause->distribution());
    else if (clause->PARTITIONED())
      table.partitionedBy = identifiers(clause->identifierList());
    else
      table.options = options(clause->withOptions());
  }
}

} // namespace millrace::parse

#endif
