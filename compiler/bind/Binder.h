/// Gives statements their meaning: names, types, time attributes.
///
/// Shape:   CREATE, DROP, USE change the catalog, SET the settings; SHOW and DESCRIBE answer with a table; INSERT, SELECT and
///          statement sets are added to the pipeline's module as `rel` operators.
/// Errors:  in `bag`, several per statement; the answer is then `Failed`, and the pipeline's module is not to be used further.
/// Threads: not thread-safe.
#ifndef MILLRACE_COMPILER_BIND_BINDER_H
#define MILLRACE_COMPILER_BIND_BINDER_H

#include "compiler/bind/RelBuilder.h"
#include "compiler/catalog/SqlText.h"

namespace millrace::bind {

struct Failed {};

/// The session was changed: CREATE, DROP, ALTER, USE, SET, RESET.
struct Done {
  std::string message; ///< what a REPL says: `Table created.`
};

/// A pipeline part was added.
struct PipelinePart {
  enum class Kind : uint8_t { Select, Insert, StatementSet };
  Kind kind = Kind::Insert;
  Schema resultSchema;                    ///< Select
  std::vector<std::string> sinkTables;    ///< names as in messages, one per INSERT
};

/// EXPLAIN: the statement in a module of its own, so that it does not run.
struct Explained {
  std::unique_ptr<RelModule> pipeline;
  PipelinePart part;
  std::vector<ast::Explain::Detail> details;
};

using BoundStatement = std::variant<Failed, Done, catalog::ResultTable, PipelinePart, Explained>;

/// `statement` is taken because tables and views keep their definitions. All references outlive what is bound.
[[nodiscard]] BoundStatement bindStatement(ast::StatementPtr statement, BindState &state, RelModule &pipeline);

} // namespace millrace::bind

#endif
