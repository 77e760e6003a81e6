/// rel.unnest -> flow.chain that loops over the elements and sends the row once for each.
///
/// NULL:   a collection that is NULL has no elements; an element that is a NULL ROW is skipped, its place counts.
/// Left:   a row none of whose elements was sent is sent once, with NULLs in their place.
/// Source: Flink's UnnestRowsFunction, CorrelateCodeGenerator.
#include "compiler/flow/RelConversion.h"
#include "compiler/rel/RelUnnest.h"

using namespace mlir;

namespace millrace::flow {

using sql::ScalarBuilder;
using Values = ScalarBuilder::Values;

namespace {

struct Unnest {
  rel::UnnestOp op;
  ScalarBuilder &code;
  Value kind;
  ValueRange row;

  Values passed() {
    Values values;
    for (int32_t column : op.getPassed())
      values.push_back(row[column]);
    return values;
  }

  llvm::ArrayRef<rel::ColumnAttr> ownColumns() { return op.getType().getColumns().drop_front(op.getPassed().size()); }

  // Sends the row with an element, if it counts. Gives whether it was sent.
  Value send(Value place, ValueRange parts) {
    Values own(parts), values = passed();
    if (op.getOrdinality())
      own.push_back(place);
    for (auto [value, column] : llvm::zip_equal(own, ownColumns()))
      values.push_back(code.convert(value, column.getType()));
    Value counts;
    auto require = [&](Value condition) { counts = counts ? code.both(counts, condition) : condition; };
    bool isRow = parts.size() == 1 && isa<sql::RowType>(sql::withoutNull(parts[0].getType()));
    if (isRow && sql::isNullable(parts[0].getType()))
      require(code.isPresent(parts[0]));
    if (!op.getCondition().empty())
      require(code.isTrue(inlineRegion(code.builder(), op.getCondition(), values)[0]));
    if (!counts) {
      code.create<EmitOp>(kind, values, 0);
      return code.boolean(true);
    }
    code.when(counts, [&] { code.create<EmitOp>(kind, values, 0); });
    return counts;
  }

  // The loop; with LEFT it gives whether an element was sent.
  Values loop(Value collection) {
    Values inits;
    if (op.getLeft())
      inits.push_back(code.boolean(false));
    auto each = code.create<UnnestOp>(TypeRange(ValueRange(inits)), collection, inits);
    OpBuilder::InsertionGuard guard(code.builder());
    Block &body = each.getBody().emplaceBlock();
    Value place = body.addArgument(code.builder().getI32Type(), code.location());
    for (mlir::Type part : rel::partTypes(collection.getType()))
      body.addArgument(part, code.location());
    size_t partCount = body.getNumArguments() - 1;
    for (Value init : inits)
      body.addArgument(init.getType(), code.location());
    code.builder().setInsertionPointToEnd(&body);
    Value sent = send(place, body.getArguments().slice(1, partCount));
    Values yielded;
    if (op.getLeft())
      yielded.push_back(code.either(body.getArguments().back(), sent));
    code.create<sql::YieldOp>(yielded);
    return Values(each.getResults());
  }

  void sendWithoutElement() {
    Values values = passed();
    for (rel::ColumnAttr column : ownColumns())
      values.push_back(code.null(column.getType()));
    code.create<EmitOp>(kind, values, 0);
  }

  void write() {
    Value collection = row[op.getCollection()], present = code.assumeNotNull(collection);
    if (!op.getLeft()) {
      if (sql::isNullable(collection.getType()))
        code.when(code.isPresent(collection), [&] { loop(present); });
      else
        loop(present);
      return;
    }
    Value sent = sql::isNullable(collection.getType())
                     ? code.choose(
                           code.isPresent(collection), code.builder().getI1Type(), [&] { return loop(present); }, [&] { return Values{code.boolean(false)}; })[0]
                     : loop(present)[0];
    code.when(code.invert(sent), [&] { sendWithoutElement(); });
  }
};

} // namespace

Value convertUnnest(RelConversion &conversion, rel::UnnestOp op, Value input) {
  return makeChain(conversion, op.getLoc(), input, op.getType(),
                   [&](ScalarBuilder &code, Value kind, ValueRange row) { Unnest{op, code, kind, row}.write(); });
}

} // namespace millrace::flow
