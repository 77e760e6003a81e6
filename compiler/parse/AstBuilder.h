/// Turns the grammar's parse tree into AST nodes; the last place that knows ANTLR. Private to this folder.
///
/// Shape:   one member per grammar rule; BuildExpressions, BuildCalls, BuildTypes, BuildQueries, BuildStatements, BuildDdl.
/// Errors:  literals that cannot be read are reported and `failed()` is set; the node built for them is not to be used.
#ifndef MILLRACE_COMPILER_PARSE_ASTBUILDER_H
#define MILLRACE_COMPILER_PARSE_ASTBUILDER_H

#include "compiler/ast/Ddl.h"
#include "compiler/diagnostics/DiagnosticBag.h"

#include "FlinkSqlParser.h"

#include <initializer_list>

namespace millrace::parse {

class AstBuilder {
public:
  using P = generated::FlinkSqlParser;
  using Tree = antlr4::ParserRuleContext;
  using Terminal = antlr4::tree::TerminalNode;
  using SourceRange = source::SourceRange;

  AstBuilder(const source::SourceText &text, diagnostics::DiagnosticBag &bag) : text_(text), bag_(bag) {}

  ast::StatementPtr statement(P::StatementContext *c);
  ast::ExprPtr expression(Tree *c);
  ast::TypeNamePtr typeName(P::TypeNameContext *c);
  [[nodiscard]] bool failed() const { return failed_; }

private:
  // --- places and names ---
  [[nodiscard]] SourceRange range(const Tree *c) const;
  [[nodiscard]] SourceRange range(const antlr4::Token *token) const;
  [[nodiscard]] SourceRange range(Terminal *terminal) const { return range(terminal->getSymbol()); }
  [[nodiscard]] std::string spelled(SourceRange range) const { return std::string(text_.text(range)); }
  void fail(diagnostics::DiagnosticId id, SourceRange at, std::string message);
  uint32_t count(Terminal *digits);
  ast::Identifier identifier(P::IdentifierContext *c);
  ast::CompoundIdentifier compound(P::CompoundIdentifierContext *c);
  ast::CompoundIdentifier compound(const std::vector<P::IdentifierContext *> &parts);
  std::vector<ast::Identifier> identifiers(const std::vector<P::IdentifierContext *> &list);
  std::vector<ast::Identifier> identifiers(P::IdentifierListContext *c);
  ast::QuotedText quotedText(P::StringLiteralContext *c);

  // --- expressions ---
  ast::ExprPtr dispatch(Tree *c);
  ast::ExprPtr logical(Tree *c, ast::BinaryOp op);
  ast::ExprPtr balanced(std::vector<ast::ExprPtr> &operands, size_t begin, size_t end, ast::BinaryOp op);
  ast::ExprPtr isTests(P::IsExpressionContext *c);
  ast::ExprPtr comparison(P::ComparisonContext *c);
  ast::ExprPtr compared(ast::ExprPtr left, P::ComparisonTailContext *c);
  ast::ExprPtr matching(P::MatchingContext *c);
  ast::ExprPtr matched(ast::ExprPtr operand, P::MatchingTailContext *c);
  ast::ExprPtr memberOf(ast::ExprPtr operand, P::MatchingTailContext *c);
  ast::ExprPtr arithmetic(Tree *c);
  ast::ExprPtr sign(P::SignedOperandContext *c);
  ast::ExprPtr access(P::AccessContext *c);
  ast::ExprPtr reservedCall(P::ReservedFunctionContext *name, P::CallSuffixContext *suffix);
  ast::ExprPtr nameOrCall(P::NameOrCallContext *c);
  ast::ExprPtr primary(P::PrimaryContext *c);
  ast::ExprPtr collection(P::PrimaryContext *c);
  ast::ExprPtr suffixed(ast::ExprPtr base, const std::vector<P::AccessSuffixContext *> &suffixes);
  ast::ExprPtr literal(P::LiteralContext *c);
  ast::ExprPtr joinedString(P::JoinedStringContext *c);
  std::unique_ptr<ast::IntervalLiteral> interval(P::IntervalLiteralContext *c);
  ast::IntervalQualifier qualifier(P::IntervalQualifierContext *c);
  ast::TimeUnit intervalUnit(P::IntervalUnitContext *c);
  ast::ExprPtr timeUnit(P::TimeUnitContext *c);
  ast::ExprPtr caseOf(P::CaseExpressionContext *c);
  ast::ExprPtr castOf(P::CastExpressionContext *c);
  template <class C> std::vector<ast::ExprPtr> expressions(const std::vector<C *> &list) {
    std::vector<ast::ExprPtr> result;
    for (C *item : list)
      result.push_back(expression(item));
    return result;
  }

  // --- calls ---
  std::unique_ptr<ast::Call> call(ast::CompoundIdentifier name, P::CallSuffixContext *c);
  std::unique_ptr<ast::Call> keywordCall(Terminal *name, SourceRange range);
  void arguments(ast::Call &call, P::CallArgumentsContext *c);
  ast::CallArg argument(ast::Call &call, P::CallArgumentContext *c, bool isLast);
  ast::ExprPtr argumentValue(P::CallValueContext *c);
  ast::ExprPtr asDescriptor(std::unique_ptr<ast::Call> call);
  ast::ExprPtr specialCall(P::SpecialCallContext *c);
  ast::ExprPtr trim(P::SpecialCallContext *c);
  ast::ExprPtr jsonCall(P::JsonCallContext *c);
  void jsonClauses(ast::JsonCall &call, P::JsonCallContext *c);
  ast::OverClause over(P::OverClauseContext *c);
  ast::WindowSpec windowSpec(P::WindowSpecContext *c);
  ast::FrameBound frameBound(P::FrameBoundContext *c);
  std::vector<ast::OrderItem> orderBy(P::OrderByContext *c);
  std::unique_ptr<ast::Call> tableFunction(P::CompoundIdentifierContext *name, P::CallArgumentsContext *args, SourceRange range);

  // --- types ---
  ast::TypeNamePtr typePrimary(P::TypePrimaryContext *c);
  ast::TypeNamePtr simpleType(P::TypePrimaryContext *c);
  std::vector<ast::TypeField> typeFields(const std::vector<P::TypeFieldContext *> &list);

  // --- queries ---
  ast::QueryPtr query(P::QueryContext *c);
  void limit(ast::Query &query, P::LimitClauseContext *c);
  ast::QueryBodyPtr body(P::QueryBodyContext *c);
  ast::QueryBodyPtr term(P::QueryTermContext *c);
  ast::QueryBodyPtr queryPrimary(P::QueryPrimaryContext *c);
  ast::QueryBodyPtr select(P::SelectContext *c);
  ast::SelectItem selectItem(P::SelectItemContext *c);
  ast::GroupItem groupItem(P::GroupItemContext *c);
  std::vector<ast::Hint> hints(P::HintsContext *c);
  ast::TableRefPtr from(P::FromClauseContext *c);
  ast::TableRefPtr tableReference(P::TableReferenceContext *c);
  ast::TableRefPtr joined(ast::TableRefPtr left, P::JoinPartContext *c);
  ast::TableRefPtr tablePrimary(P::TablePrimaryContext *c);
  ast::TableRefPtr tableSource(P::TableSourceContext *c);
  ast::TableAlias alias(P::TableAliasContext *c);
  ast::TableRefPtr matchRecognize(ast::TableRefPtr input, P::MatchRecognizeContext *c);
  ast::MatchSkip afterMatch(P::AfterMatchContext *c);
  ast::MatchPattern pattern(P::PatternContext *c);
  ast::MatchPattern patternSequence(P::PatternSequenceContext *c);
  ast::MatchPattern patternFactor(P::PatternFactorContext *c);
  void quantify(ast::MatchPattern &repeat, P::PatternQuantifierContext *c);

  // --- statements ---
  std::unique_ptr<ast::Insert> insert(P::InsertContext *c);
  ast::StatementPtr statementSet(const std::vector<P::InsertContext *> &inserts, SourceRange range);
  ast::StatementPtr explain(P::ExplainContext *c);
  ast::StatementPtr show(P::ShowSubjectContext *c, SourceRange range);
  ast::StatementPtr describe(P::DescribeSubjectContext *c, SourceRange range);
  ast::StatementPtr use(P::StatementContext *c);
  ast::StatementPtr compilePlan(P::StatementContext *c);
  ast::StatementPtr utility(P::StatementContext *c);
  std::vector<ast::PartitionItem> partition(P::PartitionSpecContext *c);
  std::vector<ast::Option> options(P::OptionListContext *c);
  std::vector<ast::Option> options(P::WithOptionsContext *c) { return c ? options(c->optionList()) : std::vector<ast::Option>(); }
  std::vector<ast::QuotedText> keys(P::KeyListContext *c);

  // --- DDL ---
  ast::StatementPtr create(P::CreateContext *c);
  ast::StatementPtr createObject(P::CreateContext *c);
  std::unique_ptr<ast::CreateTable> createTable(P::TableObjectContext *c, SourceRange range);
  ast::StatementPtr createMaterializedTable(P::CreateContext *c);
  ast::StatementPtr createFunction(P::CreateContext *c);
  ast::StatementPtr replaceTable(P::ReplaceTableContext *c);
  /// Fills columns, watermarks, constraints of any node that has them.
  template <class Table> void elements(Table &table, P::TableElementsContext *c);
  template <class Table> void clauses(Table &table, const std::vector<P::TableClauseContext *> &list);
  ast::ColumnDef column(P::ColumnContext *c, std::vector<ast::ConstraintDef> &constraints);
  ast::WatermarkDef watermark(P::WatermarkContext *c);
  ast::ConstraintDef constraint(P::TableConstraintContext *c);
  void requireNotEnforced(const ast::ConstraintDef &constraint, P::EnforcementContext *written);
  ast::Distribution distribution(P::DistributionContext *c);
  ast::LikeClause like(P::LikeClauseContext *c);
  ast::CreateFunction::Language language(P::LanguageContext *c);
  ast::StatementPtr drop(P::DropContext *c);
  ast::StatementPtr alter(P::AlterContext *c);
  ast::StatementPtr alterTable(P::AlterContext *c);
  ast::StatementPtr alterMaterializedTable(P::AlterContext *c);
  void alterElements(ast::AlterTable &alter, const std::vector<P::AlterElementContext *> &list);
  void dropAction(ast::AlterTable &alter, P::AlterTableActionContext *c);

  const source::SourceText &text_;
  diagnostics::DiagnosticBag &bag_;
  bool failed_ = false;
};

} // namespace millrace::parse

#endif
