#include "compiler/bind/RelBuilder.h"

#include "compiler/bind/ScalarEmitter.h"
#include "runtime/abi/ConnectorRecords.h"
#include "runtime/abi/FormatRecords.h"

#include "mlir/Dialect/SCF/IR/SCF.h"

namespace millrace::bind {

namespace {

rel::TimeKind timeKind(TimeAttribute time) {
  switch (time) {
  case TimeAttribute::EventTime:
    return rel::TimeKind::RowTime;
  case TimeAttribute::ProcessingTime:
    return rel::TimeKind::ProcTime;
  default:
    return rel::TimeKind::None;
  }
}

/// In rel.table's order; a sink leaves out what is not written.
std::vector<const catalog::Column *> tableColumns(const catalog::Table &table, bool asSink) {
  std::vector<const catalog::Column *> columns;
  for (const catalog::Column &column : table.columns)
    if (column.isPhysical())
      columns.push_back(&column);
  for (const catalog::Column &column : table.columns)
    if (column.isMetadata() && (!asSink || column.isPersisted()))
      columns.push_back(&column);
  return columns;
}

bool hasMetadata(const catalog::Table &table) {
  return llvm::any_of(table.columns, [](const catalog::Column &column) { return column.isMetadata(); });
}

/// What the connector gives or takes: metadata is cast to and from its column's type. A sink takes NULL for it.
Type connectorType(const catalog::Column &column, bool asSink) {
  Type type = column.isMetadata() ? column.metadataType : column.type;
  type.nullable |= column.isMetadata() && asSink;
  return type;
}

std::string formatOf(const catalog::Table &table) {
  std::string format = table.option("format");
  return format.empty() ? table.option("value.format") : format;
}

} // namespace

RelModule::RelModule(mlir::MLIRContext &context) {
  context.loadDialect<sql::SqlDialect, rel::RelDialect, mlir::scf::SCFDialect>();
  module_ = mlir::ModuleOp::create(mlir::UnknownLoc::get(&context));
}

bool RelModule::empty() { return module().getOps<rel::SinkOp>().empty(); }

RelBuilder::RelBuilder(BindState &state, RelModule &target)
    : state_(state), target_(target), builder_(mlir::OpBuilder::atBlockEnd(target.module().getBody())) {}

rel::StreamType RelBuilder::streamType(const std::vector<RelationColumn> &columns) {
  llvm::SmallVector<rel::ColumnAttr> attributes;
  for (const RelationColumn &column : columns)
    attributes.push_back(rel::ColumnAttr::get(&state_.context, builder_.getStringAttr(column.name),
                                              sql::fromAbi(&state_.context, column.type), timeKind(column.time)));
  return rel::StreamType::get(&state_.context, attributes);
}

std::string RelBuilder::tableSymbol(const std::shared_ptr<const catalog::Table> &table, bool asSink) {
  bool sinkOnly = asSink && hasMetadata(*table);
  auto [place, isNew] = target_.symbols_.try_emplace({table.get(), sinkOnly}, std::string());
  if (!isNew)
    return place->second;
  target_.kept_.push_back(table);
  bool isDefault = table->path.catalog == catalog::kDefaultCatalog && table->path.database == catalog::kDefaultDatabase;
  std::string base = (isDefault ? table->path.object : table->path.str()) + (sinkOnly ? ".sink" : "");
  std::string name = base;
  for (int i = 2; mlir::SymbolTable::lookupSymbolIn(target_.module(), name); ++i)
    name = base + "." + std::to_string(i);
  place->second = name;

  llvm::SmallVector<mlir::Attribute> columns;
  llvm::SmallVector<llvm::StringRef> metadata;
  llvm::SmallVector<int32_t> primaryKey, partitionKeys;
  std::vector<const catalog::Column *> sources = tableColumns(*table, sinkOnly);
  for (const catalog::Column *column : sources) {
    columns.push_back(rel::ColumnAttr::get(&state_.context, builder_.getStringAttr(column->name),
                                           sql::fromAbi(&state_.context, connectorType(*column, sinkOnly)), rel::TimeKind::None));
    metadata.push_back(column->isMetadata() ? llvm::StringRef(column->metadataKey) : llvm::StringRef());
  }
  auto addKeys = [&](const std::vector<std::string> &keys, llvm::SmallVector<int32_t> &indices) {
    for (const std::string &key : keys)
      for (size_t i = 0; i < sources.size(); ++i)
        if (sources[i]->name == key)
          indices.push_back(static_cast<int32_t>(i));
  };
  addKeys(table->primaryKey, primaryKey);
  if (const ConnectorRecord *connector = findConnectorRecord(table->option("connector")); connector && connector->partitions == PartitionUse::Folders)
    addKeys(table->partitionKeys, partitionKeys);
  llvm::SmallVector<mlir::NamedAttribute> options;
  std::string format = formatOf(*table);
  std::string valuePrefix = "value." + format + ".";
  for (const auto &[key, value] : table->options) {
    if (key == "connector" || key == "format" || key == "value.format")
      continue;
    std::string plain = key.starts_with(valuePrefix) ? key.substr(std::string_view("value.").size()) : key;
    options.push_back(builder_.getNamedAttr(plain, builder_.getStringAttr(value)));
  }
  mlir::OpBuilder top = mlir::OpBuilder::atBlockBegin(target_.module().getBody());
  top.create<rel::TableOp>(state_.location(table->nameRange), builder_.getStringAttr(name), builder_.getArrayAttr(columns),
                           builder_.getStrArrayAttr(metadata), builder_.getStringAttr(table->option("connector")),
                           format.empty() ? mlir::StringAttr() : builder_.getStringAttr(format), builder_.getDictionaryAttr(options),
                           builder_.getDenseI32ArrayAttr(primaryKey), builder_.getDenseI32ArrayAttr(partitionKeys));
  return name;
}

const Relation *RelBuilder::cachedScan(const catalog::Table &table) const {
  auto found = target_.scans_.find(&table);
  return found == target_.scans_.end() ? nullptr : &found->second;
}

void RelBuilder::cacheScan(const std::shared_ptr<const catalog::Table> &table, Relation relation) {
  target_.kept_.push_back(table);
  target_.scans_[table.get()] = std::move(relation);
}

void RelBuilder::forgetScan(const catalog::Table &table) { target_.scans_.erase(&table); }

uint8_t sourceRowKinds(const catalog::Table &table) {
  const FormatRecord *format = findFormatRecord(formatOf(table));
  if (!format || format->changelog == FormatChangelog::AppendOnly)
    return rel::kInsertOnly;
  return table.option("changelog-json.mode") == "upsert" ? rel::kAllKinds & ~rel::kUpdateBeforeKind : rel::kAllKinds;
}

Relation RelBuilder::scan(const std::shared_ptr<const catalog::Table> &table, SourceRange range) {
  Relation result;
  llvm::SmallVector<int32_t> indices;
  for (const catalog::Column *column : tableColumns(*table, false)) {
    indices.push_back(static_cast<int32_t>(indices.size()));
    result.columns.push_back({column->name, connectorType(*column, /*asSink=*/false)});
  }
  result.value = builder_.create<rel::ScanOp>(state_.location(range), streamType(result.columns), tableSymbol(table, false), indices,
                                              mlir::ArrayAttr(), sourceRowKinds(*table));
  return result;
}

void RelBuilder::fillRegion(mlir::Region &region, const Relation &input, const std::vector<ScalarPtr> &values, SourceRange range) {
  mlir::Location location = state_.location(range);
  mlir::Block &block = rel::addColumnBlock(region, rel::streamOf(input.value), location);
  mlir::OpBuilder inner = mlir::OpBuilder::atBlockEnd(&block);
  ScalarEmitter emitter(state_, inner, block.getArguments());
  llvm::SmallVector<mlir::Value> yielded;
  for (const ScalarPtr &value : values)
    yielded.push_back(emitter.emit(value));
  inner.create<sql::YieldOp>(location, yielded);
}

Relation RelBuilder::watermark(const Relation &input, uint32_t column, const ScalarPtr &delay, int64_t intervalMs, int64_t idleMs,
                               SourceRange range) {
  Relation result = input;
  result.value = {};
  result.columns[column].time = TimeAttribute::EventTime;
  if (!input.value || !delay)
    return result;
  // The stream of the operator below has its own flags; only the event-time column differs.
  llvm::SmallVector<rel::ColumnAttr> columns(rel::streamOf(input.value).getColumns());
  columns[column] = rel::ColumnAttr::get(&state_.context, columns[column].getName(), columns[column].getType(), rel::TimeKind::RowTime);
  auto op = builder_.create<rel::WatermarkOp>(state_.location(range), rel::StreamType::get(&state_.context, columns), input.value, column,
                                              intervalMs, idleMs);
  fillRegion(op.getDelay(), input, {delay}, range);
  result.value = op;
  return result;
}

Relation RelBuilder::project(const Relation &input, const std::vector<ProjectedColumn> &columns, SourceRange range) {
  Relation result;
  result.columnsKnown = input.columnsKnown;
  bool ok = static_cast<bool>(input.value);
  std::vector<ScalarPtr> values;
  for (const ProjectedColumn &column : columns) {
    ok &= column.value != nullptr;
    RelationColumn made{column.name, Type(), TimeAttribute::None, WindowRole::None, column.value != nullptr};
    if (column.value) {
      made.type = column.value->type;
      made.time = column.value->time;
      made.role = column.value->role;
      values.push_back(column.value);
    }
    result.columns.push_back(std::move(made));
  }
  if (!ok)
    return result;
  auto op = builder_.create<rel::ProjectOp>(state_.location(range), streamType(result.columns), input.value);
  fillRegion(op.getExpressions(), input, values, range);
  result.value = op;
  return result;
}

Relation RelBuilder::filter(const Relation &input, const ScalarPtr &condition, SourceRange range) {
  Relation result = input;
  if (!input.value || !condition) {
    result.value = {};
    return result;
  }
  auto op = builder_.create<rel::FilterOp>(state_.location(range), input.value.getType(), input.value);
  fillRegion(op.getCondition(), input, {condition}, range);
  result.value = op;
  return result;
}

Relation RelBuilder::values(std::vector<RelationColumn> columns, const std::vector<std::vector<ScalarPtr>> &rows, SourceRange range) {
  Relation result;
  result.columns = std::move(columns);
  llvm::SmallVector<mlir::Attribute> rowAttributes;
  for (const std::vector<ScalarPtr> &row : rows) {
    llvm::SmallVector<mlir::Attribute> cells;
    for (const ScalarPtr &cell : row)
      cells.push_back(constantAttribute(state_.context, cell->type, cell->value));
    rowAttributes.push_back(builder_.getArrayAttr(cells));
  }
  result.value = builder_.create<rel::ValuesOp>(state_.location(range), streamType(result.columns), builder_.getArrayAttr(rowAttributes));
  return result;
}

Relation RelBuilder::unionAll(const std::vector<Relation> &inputs, std::vector<RelationColumn> columns, SourceRange range) {
  Relation result;
  result.columns = std::move(columns);
  llvm::SmallVector<mlir::Value> values;
  for (const Relation &input : inputs) {
    if (!input.value)
      return result;
    values.push_back(input.value);
  }
  result.value = builder_.create<rel::UnionAllOp>(state_.location(range), streamType(result.columns), values);
  return result;
}

rel::WindowAttr RelBuilder::windowAttribute(const WindowSpecification &window) {
  return rel::WindowAttr::get(&state_.context, window.kind, static_cast<int32_t>(window.timeColumn), window.sizeMs, window.slideMs, window.offsetMs);
}

Relation RelBuilder::window(const Relation &input, const WindowSpecification &window, std::vector<RelationColumn> columns, SourceRange range) {
  Relation result;
  result.columns = std::move(columns);
  if (!input.value)
    return result;
  // The operator passes its input on unchanged; that its time column is a plain column from here on is the binder's knowledge.
  llvm::SmallVector<rel::ColumnAttr> types(rel::streamOf(input.value).getColumns());
  for (const RelationColumn &column : llvm::ArrayRef<RelationColumn>(result.columns).take_back(3))
    types.push_back(rel::ColumnAttr::get(&state_.context, builder_.getStringAttr(column.name), sql::fromAbi(&state_.context, column.type),
                                         timeKind(column.time)));
  auto type = rel::StreamType::get(&state_.context, types);
  if (window.kind == rel::WindowKind::Session) {
    llvm::SmallVector<int32_t> partition(window.partition.begin(), window.partition.end());
    result.value = builder_.create<rel::SessionWindowOp>(state_.location(range), type, input.value, windowAttribute(window), partition);
  } else {
    result.value = builder_.create<rel::WindowOp>(state_.location(range), type, input.value, windowAttribute(window));
  }
  return result;
}

Relation RelBuilder::expand(const Relation &input, const std::vector<uint32_t> &keys, const std::vector<int64_t> &sets, SourceRange range) {
  Relation result = input;
  result.value = {};
  result.table = nullptr;
  for (uint32_t key : keys)
    result.columns.push_back({input.columns[key].name, withNull(input.columns[key].type, true)});
  result.columns.push_back({"$e", simpleType(TypeKind::BigInt, false)});
  if (!input.value)
    return result;
  llvm::SmallVector<rel::ColumnAttr> types(rel::streamOf(input.value).getColumns());
  llvm::append_range(types, streamType({result.columns.begin() + static_cast<ptrdiff_t>(input.columns.size()), result.columns.end()}).getColumns());
  llvm::SmallVector<int32_t> keyColumns(keys.begin(), keys.end());
  result.value = builder_.create<rel::ExpandOp>(state_.location(range), rel::StreamType::get(&state_.context, types), input.value, keyColumns,
                                                llvm::ArrayRef<int64_t>(sets));
  return result;
}

mlir::ArrayAttr RelBuilder::callAttributes(const std::vector<AggregateCall> &calls) {
  llvm::SmallVector<mlir::Attribute> attributes;
  for (const AggregateCall &call : calls) {
    llvm::SmallVector<int32_t> arguments(call.arguments.begin(), call.arguments.end());
    llvm::StringRef name(call.record->name.data(), call.record->name.size());
    attributes.push_back(rel::AggregateCallAttr::get(&state_.context, builder_.getStringAttr(name), arguments, call.distinct,
                                                     call.filter ? static_cast<int32_t>(*call.filter) : -1,
                                                     sql::fromAbi(&state_.context, call.type)));
  }
  return builder_.getArrayAttr(attributes);
}

Relation RelBuilder::aggregate(const Relation &input, const std::vector<uint32_t> &keys, const std::vector<AggregateCall> &calls,
                               std::vector<RelationColumn> columns, SourceRange range) {
  Relation result;
  result.columns = std::move(columns);
  if (!input.value)
    return result;
  llvm::SmallVector<int32_t> keyColumns(keys.begin(), keys.end());
  result.value = builder_.create<rel::AggregateOp>(state_.location(range), streamType(result.columns), input.value,
                                                   builder_.getDenseI32ArrayAttr(keyColumns), callAttributes(calls), mlir::DenseI32ArrayAttr(), mlir::UnitAttr());
  return result;
}

Relation RelBuilder::windowAggregate(const Relation &input, const WindowSpecification &window, const std::vector<uint32_t> &keys,
                                     const std::vector<AggregateCall> &calls, const std::vector<rel::WindowProperty> &properties,
                                     std::vector<RelationColumn> columns, SourceRange range) {
  Relation result;
  result.columns = std::move(columns);
  if (!input.value)
    return result;
  llvm::SmallVector<int32_t> keyColumns(keys.begin(), keys.end()), propertyNumbers;
  for (rel::WindowProperty property : properties)
    propertyNumbers.push_back(static_cast<int32_t>(property));
  result.value = builder_.create<rel::WindowAggregateOp>(state_.location(range), streamType(result.columns), input.value, windowAttribute(window),
                                                         builder_.getDenseI32ArrayAttr(keyColumns), callAttributes(calls),
                                                         builder_.getDenseI32ArrayAttr(propertyNumbers), builder_.getUnitAttr());
  return result;
}

void RelBuilder::sink(const Relation &input, const std::shared_ptr<const catalog::Table> &table, SourceRange range) {
  if (!input.value)
    return;
  auto symbol = table ? mlir::FlatSymbolRefAttr::get(&state_.context, tableSymbol(table, true)) : mlir::FlatSymbolRefAttr();
  builder_.create<rel::SinkOp>(state_.location(range), input.value, symbol);
}

} // namespace millrace::bind
