#include "compiler/flow/ExpressionText.h"

#include "compiler/sql/ConstantValues.h"

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;

namespace millrace::flow {

namespace {

llvm::StringRef sign(sql::Predicate predicate) {
  switch (predicate) {
  case sql::Predicate::Eq: return "=";
  case sql::Predicate::Ne: return "<>";
  case sql::Predicate::Lt: return "<";
  case sql::Predicate::Le: return "<=";
  case sql::Predicate::Gt: return ">";
  case sql::Predicate::Ge: return ">=";
  }
  llvm_unreachable("all predicates are handled");
}

std::string quoted(llvm::StringRef text) {
  std::string result = "'";
  for (char c : text)
    result += c == '\'' ? std::string("''") : std::string(1, c);
  return result + "'";
}

std::string typeName(mlir::Type type) {
  millrace::Type named = sql::toAbi(sql::withoutNull(type));
  named.nullable = true; // NOT NULL is not part of what CAST names
  return toString(named);
}

/// The value below steps that the text leaves out.
Value shownValue(Value value) {
  Operation *op = value.getDefiningOp();
  while (isa_and_nonnull<sql::IsTrueOp, sql::IsFalseOp, sql::ToNullableOp, sql::AssumeNotNullOp>(op)) {
    value = op->getOperand(0);
    op = value.getDefiningOp();
  }
  return value;
}

bool isFlag(Value value, bool wanted) {
  auto constant = value.getDefiningOp<sql::ConstantOp>();
  auto flag = constant ? dyn_cast<BoolAttr>(constant.getValue()) : BoolAttr();
  return flag && flag.getValue() == wanted;
}

class Writer {
public:
  Writer(llvm::ArrayRef<std::string> names, Block &columns) : names_(names), columns_(columns) {}

  std::string take() {
    if (text_.size() <= kExpressionBytesMax)
      return std::move(text_);
    size_t size = kExpressionBytesMax;
    while ((static_cast<unsigned char>(text_[size]) & 0xC0) == 0x80)
      --size;
    return text_.substr(0, size) + "…";
  }

  void write(Value value) {
    if (text_.size() > kExpressionBytesMax)
      return;
    if (auto argument = dyn_cast<BlockArgument>(value)) {
      add(argument.getOwner() == &columns_ && argument.getArgNumber() < names_.size() ? names_[argument.getArgNumber()] : "?");
      return;
    }
    Operation *op = value.getDefiningOp();
    llvm::TypeSwitch<Operation *>(op)
        .Case<sql::ConstantOp>([&](auto constant) { writeConstant(constant.getType(), constant.getValue()); })
        .Case<sql::AddOp>([&](auto) { infix(op, "+"); })
        .Case<sql::SubOp>([&](auto) { infix(op, "-"); })
        .Case<sql::MulOp>([&](auto) { infix(op, "*"); })
        .Case<sql::DivOp>([&](auto) { infix(op, "/"); })
        .Case<sql::RemOp>([&](auto) { infix(op, "%"); })
        .Case<sql::AndOp>([&](auto) { infix(op, "AND"); })
        .Case<sql::OrOp>([&](auto) { infix(op, "OR"); })
        .Case<sql::CompareOp>([&](auto compare) { infix(op, sign(compare.getPredicate())); })
        .Case<sql::InOp>([&](auto in) { writeIn(in); })
        .Case<sql::NotDistinctOp>([&](auto) { infix(op, "IS NOT DISTINCT FROM"); })
        .Case<sql::NegOp>([&](auto) { prefix("-", op); })
        .Case<sql::NotOp>([&](auto) { prefix("NOT ", op); })
        .Case<sql::IsNullOp>([&](auto) { suffix(op, " IS NULL"); })
        .Case<sql::IsFalseOp>([&](auto) { suffix(op, " IS FALSE"); })
        .Case<sql::IsTrueOp, sql::ToNullableOp, sql::AssumeNotNullOp, sql::ToMsOp, sql::FromMsOp>([&](auto) { write(op->getOperand(0)); })
        .Case<sql::CastOp>([&](auto cast) {
          add(cast.getTryCast() ? "TRY_CAST(" : "CAST(");
          write(cast.getValue());
          add(" AS " + typeName(cast.getType()) + ")");
        })
        .Case<sql::CallOp>([&](auto call) { callOf(call.getFunction(), call.getOperands()); })
        .Case<sql::FieldOp>([&](auto field) {
          write(field.getRow());
          auto row = cast<sql::RowType>(sql::withoutNull(field.getRow().getType()));
          add("." + row.getNames()[field.getIndex()].str());
        })
        .Case<sql::ItemOp>([&](auto item) {
          write(item.getCollection());
          add("[");
          write(item.getKey());
          add("]");
        })
        .Case<sql::MakeOp>([&](auto make) {
          mlir::Type type = sql::withoutNull(make.getType());
          callOf(isa<sql::RowType>(type) ? "ROW" : isa<sql::MapType>(type) ? "MAP" : "ARRAY", make.getElements());
        })
        .Case<scf::IfOp>([&](auto branch) { writeBranch(branch, cast<OpResult>(value).getResultNumber()); })
        .Default([&](Operation *other) { callOf(other->getName().stripDialect(), other->getOperands()); });
  }

private:
  void add(llvm::StringRef text) { text_ += text; }

  void infix(Operation *op, llvm::StringRef between) { infix(op->getOperand(0), between, op->getOperand(1)); }
  void infix(Value left, llvm::StringRef between, Value right) {
    add("(");
    write(left);
    add((" " + between + " ").str());
    write(right);
    add(")");
  }
  void prefix(llvm::StringRef before, Operation *op) {
    add(before);
    write(op->getOperand(0));
  }
  void suffix(Operation *op, llvm::StringRef after) {
    add("(");
    write(op->getOperand(0));
    add((after + ")").str());
  }
  /// Operators that are functions have names such as `timestamp + interval_day`.
  void callOf(llvm::StringRef name, ValueRange operands) {
    llvm::SmallVector<llvm::StringRef, 3> words;
    name.split(words, ' ');
    if (words.size() == 3 && operands.size() == 2)
      return infix(operands[0], words[1], operands[1]);
    add((name + "(").str());
    for (auto [index, operand] : llvm::enumerate(operands)) {
      add(index ? ", " : "");
      write(operand);
    }
    add(")");
  }

  /// `x AND y`, `x OR y` whose y may fail are branches: if x decides, x, else both; or with a flag instead of x. The rest is CASE.
  void writeBranch(scf::IfOp branch, unsigned index) {
    Value yes = branch.thenYield().getOperand(index), no = branch.elseYield().getOperand(index);
    if (shownValue(yes) == shownValue(branch.getCondition())) {
      write(no);
      return;
    }
    bool isAnd = isFlag(no, false), isOr = isFlag(yes, true);
    add(isAnd || isOr ? "(" : "CASE WHEN ");
    write(branch.getCondition());
    add(isAnd ? " AND " : isOr ? " OR " : " THEN ");
    write(isOr ? no : yes);
    if (!isAnd && !isOr) {
      add(" ELSE ");
      write(no);
    }
    add(isAnd || isOr ? ")" : " END");
  }

  void writeIn(sql::InOp in) {
    add("(");
    write(in.getValue());
    for (auto [index, constant] : llvm::enumerate(in.getConstants())) {
      if (text_.size() > kExpressionBytesMax)
        return;
      add(index ? ", " : " IN (");
      writeConstant(in.getValue().getType(), constant);
    }
    add("))");
  }

  void writeConstant(mlir::Type type, Attribute value) {
    type = sql::withoutNull(type);
    if (isa<UnitAttr>(value) || isa<sql::NullType>(type)) {
      add("NULL");
      return;
    }
    if (auto text = dyn_cast<StringAttr>(value)) {
      add(isa<sql::CharType, sql::VarCharType>(type) ? quoted(text.getValue()) : "x'" + llvm::toHex(text.getValue(), true) + "'");
      return;
    }
    std::optional<std::string> shown = castToText(type, value);
    if (!shown) {
      llvm::raw_string_ostream(text_) << value;
      return;
    }
    bool isNumber = type.isIntOrFloat() || isa<sql::DecimalType>(type);
    add(isNumber ? *shown : isa<sql::IntervalDayType, sql::IntervalMonthType>(type) ? "INTERVAL " + quoted(*shown) : quoted(*shown));
  }

  /// As CAST(constant AS STRING) shows it.
  static std::optional<std::string> castToText(mlir::Type type, Attribute value) {
    auto text = sql::VarCharType::get(type.getContext(), kMaxLength);
    const FunctionRecord *record = sql::findCast(type, text, /*isTry=*/false);
    if (!record)
      return std::nullopt;
    std::optional<llvm::SmallVector<int32_t>> constants = sql::typeConstants(*record, {type}, text);
    std::optional<Attribute> shown = constants ? sql::evaluate(*record, {type}, {value}, *constants, text) : std::nullopt;
    auto string = shown ? dyn_cast<StringAttr>(*shown) : StringAttr();
    return string ? std::optional(string.getValue().str()) : std::nullopt;
  }

  llvm::ArrayRef<std::string> names_;
  Block &columns_;
  std::string text_;
};

} // namespace

std::vector<std::string> namesOf(rel::StreamType stream) {
  std::vector<std::string> names;
  for (rel::ColumnAttr column : stream.getColumns())
    names.push_back(column.getName().str());
  return names;
}

std::string expressionText(Region &region, llvm::ArrayRef<std::string> names, unsigned index) {
  Writer writer(names, region.front());
  writer.write(region.front().getTerminator()->getOperand(index));
  return writer.take();
}

std::string selectText(Region &region, rel::StreamType input, rel::StreamType result) {
  std::vector<std::string> names = namesOf(input);
  std::string text;
  for (auto [index, column] : llvm::enumerate(result.getColumns())) {
    std::string expression = expressionText(region, names, index);
    text += (text.empty() ? "" : ", ") + expression;
    if (expression != column.getName().getValue())
      text += " AS " + column.getName().str();
  }
  return text;
}

std::string conditionText(Region &region, rel::StreamType input) { return expressionText(region, namesOf(input), 0); }

} // namespace millrace::flow
