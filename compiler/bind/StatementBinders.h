/// The binders of statements, one function each; `Binder.cpp` chooses. Private to this folder.
#ifndef MILLRACE_COMPILER_BIND_STATEMENTBINDERS_H
#define MILLRACE_COMPILER_BIND_STATEMENTBINDERS_H

#include "compiler/bind/Binder.h"

namespace millrace::bind {

[[nodiscard]] BoundStatement bindCreateTable(std::shared_ptr<const ast::CreateTable> statement, BindState &state);
[[nodiscard]] BoundStatement bindCreateView(std::shared_ptr<const ast::CreateView> statement, BindState &state);
[[nodiscard]] BoundStatement bindCreateFunction(std::shared_ptr<const ast::CreateFunction> statement, BindState &state);
[[nodiscard]] BoundStatement bindDropFunction(const ast::Drop &statement, BindState &state);
[[nodiscard]] BoundStatement bindDrop(const ast::Drop &statement, BindState &state);
[[nodiscard]] BoundStatement bindCreateDatabase(const ast::CreateDatabase &statement, BindState &state);
[[nodiscard]] BoundStatement bindUse(const ast::Use &statement, BindState &state);
[[nodiscard]] BoundStatement bindShow(const ast::Show &statement, BindState &state);
[[nodiscard]] BoundStatement bindDescribe(const ast::Describe &statement, BindState &state);
[[nodiscard]] BoundStatement bindSet(const ast::Set &statement, BindState &state);

/// False after an error.
[[nodiscard]] bool bindInsert(const ast::Insert &statement, BindState &state, RelModule &pipeline, PipelinePart &part);

/// The object a statement names, reported as MR0201 or MR0216 if there is none.
[[nodiscard]] const catalog::Object *findObject(BindState &state, const ast::CompoundIdentifier &name);

/// Catalog columns of a query's result: what a view shows.
[[nodiscard]] std::vector<catalog::Column> toCatalogColumns(const Relation &relation);

} // namespace millrace::bind

#endif
