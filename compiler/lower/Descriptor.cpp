#include "compiler/lower/Descriptor.h"
#include "compiler/lower/ConstantRows.h"
#include "compiler/lower/TaskEmitter.h"
#include "runtime/abi/ConnectorRecords.h"
#include "runtime/abi/FormatRecords.h"

#include <algorithm>

namespace millrace::lower {

rel::TableOp tableNamed(mlir::ModuleOp module, mlir::FlatSymbolRefAttr name) {
  return name ? module.lookupSymbol<rel::TableOp>(name.getValue()) : rel::TableOp();
}

std::string_view optionOr(const DescriptorOptions &options, std::string_view key, std::string_view otherwise) {
  for (const auto &[name, value] : options)
    if (name == key)
      return value;
  return otherwise;
}

bool isMetadata(rel::TableOp table, uint32_t column) {
  return !mlir::cast<mlir::StringAttr>(table.getMetadata()[column]).getValue().empty();
}

bool isPartitionKey(rel::TableOp table, uint32_t column) { return llvm::is_contained(table.getPartitionKeys(), static_cast<int32_t>(column)); }

llvm::SmallVector<unsigned> inRecord(rel::TableOp table, unsigned count) {
  llvm::SmallVector<unsigned> columns;
  for (unsigned column = 0; column < count; ++column)
    if (!isMetadata(table, column) && !isPartitionKey(table, column))
      columns.push_back(column);
  return columns;
}

static Field fieldOf(rel::TableOp table, uint32_t column) {
  auto attribute = mlir::cast<rel::ColumnAttr>(table.getColumns()[column]);
  return {attribute.getName().str(), sql::toAbi(attribute.getType())};
}

std::vector<std::string> pathOf(flow::SourceOp op, unsigned column) {
  std::vector<std::string> path;
  if (auto steps = op.getPaths() ? mlir::dyn_cast<mlir::ArrayAttr>((*op.getPaths())[column]) : mlir::ArrayAttr())
    for (mlir::Attribute step : steps)
      path.push_back(mlir::cast<mlir::StringAttr>(step).getValue().str());
  return path;
}

// Whether a physical column may be `a.b`: what makes the rows says so.
static bool readsFields(rel::TableOp table) {
  if (const FormatRecord *format = findFormatRecord(table.getFormat().value_or("")))
    return format->readsFields;
  const ConnectorRecord *connector = findConnectorRecord(table.getConnector());
  return connector && connector->readsFields;
}

static Field fieldOf(rel::TableOp table, const DecodedColumn &decoded) {
  Field field = fieldOf(table, decoded.column);
  for (const std::string &step : decoded.path) {
    bool isNullable = field.type.nullable;
    auto below = llvm::find_if(field.type.children, [&](const Field &child) { return child.name == step; });
    require(below != field.type.children.end(), "a source reads a field that its column does not have");
    Type type = below->type;
    type.nullable |= isNullable;
    field = {field.name + "." + step, std::move(type)};
  }
  return field;
}

// `a.b` must mean one thing only: dots in names would let it mean two.
static bool isPlainPath(rel::TableOp table, const DecodedColumn &decoded) {
  auto isPlain = [](llvm::StringRef name) { return !name.contains('.'); };
  return llvm::all_of(decoded.path, [&](const std::string &step) { return isPlain(step); }) &&
         llvm::all_of(table.getColumns().getAsRange<rel::ColumnAttr>(), [&](rel::ColumnAttr column) { return isPlain(column.getName()); });
}

static bool holds(const DecodedColumn &outer, const DecodedColumn &inner) {
  return outer.column == inner.column && outer.path.size() < inner.path.size() &&
         std::equal(outer.path.begin(), outer.path.end(), inner.path.begin());
}

SourceColumns columnsOf(flow::SourceOp op, rel::TableOp table, const LiveColumns &live) {
  SourceColumns columns;
  llvm::SmallDenseSet<uint32_t> isRead;
  for (unsigned index : live.of(op.getResult())) {
    uint32_t column = static_cast<uint32_t>(op.getColumns()[index]);
    if (isMetadata(table, column)) {
      if (!llvm::is_contained(columns.metadata, column))
        columns.metadata.push_back(column);
      continue;
    }
    if (isPartitionKey(table, column)) {
      isRead.insert(column);
      continue;
    }
    DecodedColumn decoded{column, readsFields(table) ? pathOf(op, index) : std::vector<std::string>()};
    if (!isPlainPath(table, decoded))
      decoded.path.clear();
    if (!llvm::is_contained(columns.physical, decoded))
      columns.physical.push_back(std::move(decoded));
  }
  std::vector<DecodedColumn> all = columns.physical;
  llvm::erase_if(columns.physical, [&](const DecodedColumn &inner) {
    return llvm::any_of(all, [&](const DecodedColumn &outer) { return holds(outer, inner); });
  });
  llvm::sort(columns.physical);
  llvm::sort(columns.metadata);
  for (int32_t key : table.getPartitionKeys())
    if (isRead.contains(static_cast<uint32_t>(key)))
      columns.partition.push_back(static_cast<uint32_t>(key));
  return columns;
}

// `json.ignore-parse-errors`, `value.json.…` → `ignore-parse-errors`; the rest belongs to the connector.
static void splitOptions(rel::TableOp table, const std::string &format, DescriptorOptions &connector, DescriptorOptions &ofFormat) {
  for (mlir::NamedAttribute option : table.getOptions()) {
    llvm::StringRef key = option.getName().getValue();
    std::string value = mlir::cast<mlir::StringAttr>(option.getValue()).getValue().str();
    llvm::StringRef rest = key;
    rest.consume_front("value.");
    if (!format.empty() && rest.consume_front(format + "."))
      ofFormat.emplace_back(rest.str(), std::move(value));
    else
      connector.emplace_back(key.str(), std::move(value));
  }
  std::sort(connector.begin(), connector.end());
  std::sort(ofFormat.begin(), ofFormat.end());
}

static Schema physicalColumns(rel::TableOp table) {
  Schema schema;
  for (unsigned column : inRecord(table, static_cast<unsigned>(table.getColumns().size())))
    schema.push_back(fieldOf(table, column));
  return schema;
}

static std::vector<std::string> partitionKeysOf(rel::TableOp table) {
  std::vector<std::string> names;
  for (int32_t key : table.getPartitionKeys())
    names.push_back(fieldOf(table, static_cast<uint32_t>(key)).name);
  return names;
}

mlir::FailureOr<SourceDescriptor> describeSource(flow::SourceOp op, mlir::ModuleOp module, const LiveColumns &live) {
  rel::TableOp table = tableNamed(module, op.getTableAttr());
  if (!table)
    return op.emitOpError("reads a table that the module does not declare");
  SourceDescriptor source;
  source.table = table.getSymName().str();
  source.connector = table.getConnector().str();
  source.format = table.getFormat().value_or("").str();
  splitOptions(table, source.format, source.options, source.formatOptions);
  source.fullSchema = physicalColumns(table);
  SourceColumns columns = columnsOf(op, table, live);
  for (const DecodedColumn &column : columns.physical)
    source.physicalSchema.push_back(fieldOf(table, column));
  for (uint32_t column : columns.metadata)
    source.metadataColumns.push_back(mlir::cast<mlir::StringAttr>(table.getMetadata()[column]).getValue().str());
  source.partitionKeys = partitionKeysOf(table);
  for (uint32_t column : columns.partition)
    source.partitionSchema.push_back(fieldOf(table, column));
  return source;
}

SourceDescriptor describeValues(flow::ValuesOp op) {
  SourceDescriptor source;
  source.table = "VALUES";
  source.connector = "values";
  auto columns = rel::streamOf(op.getResult()).getColumns();
  llvm::SmallVector<unsigned> all(columns.size());
  for (unsigned i = 0; i < all.size(); ++i)
    all[i] = i;
  source.fullSchema = source.physicalSchema = schemaOf(rel::streamOf(op.getResult()), all);
  source.options = {{"rows", packConstantRows(source.physicalSchema, op.getRows())}};
  return source;
}

mlir::FailureOr<SinkDescriptor> describeSink(flow::SinkOp op, mlir::ModuleOp module) {
  SinkDescriptor sink;
  flow::StreamType stream = rel::streamOf(op.getInput());
  auto typeOf = [&](unsigned column) { return sql::toAbi(stream.getColumns()[column].getType()); };
  if (!op.getTable()) {
    sink.connector = "collect";
    for (rel::ColumnAttr column : stream.getColumns())
      sink.schema.push_back({column.getName().str(), sql::toAbi(column.getType())});
    return sink;
  }
  rel::TableOp table = tableNamed(module, op.getTableAttr());
  if (!table)
    return op.emitOpError("writes a table that the module does not declare");
  auto written = static_cast<unsigned>(stream.getColumns().size());
  if (table.getColumns().size() < written)
    return op.emitOpError("writes more columns than its table has");
  sink.table = table.getSymName().str();
  sink.connector = table.getConnector().str();
  sink.format = table.getFormat().value_or("").str();
  splitOptions(table, sink.format, sink.options, sink.formatOptions);
  llvm::SmallVector<unsigned> columns = inRecord(table, written);
  for (unsigned column : columns)
    sink.schema.push_back({fieldOf(table, column).name, typeOf(column)});
  for (unsigned column = 0; column < written; ++column)
    if (isMetadata(table, column))
      sink.metadataColumns.push_back(mlir::cast<mlir::StringAttr>(table.getMetadata()[column]).getValue().str());
  sink.partitionKeys = partitionKeysOf(table);
  auto isKeyInRecord = [&](int32_t key) { return !isPartitionKey(table, static_cast<uint32_t>(key)); };
  if (llvm::all_of(table.getPrimaryKey(), isKeyInRecord))
    for (int32_t key : table.getPrimaryKey())
      sink.primaryKey.push_back(static_cast<uint32_t>(llvm::find(columns, static_cast<unsigned>(key)) - columns.begin()));
  return sink;
}

ExchangeDescriptor describeExchange(flow::ExchangeOp op, const LiveColumns &live) {
  ExchangeDescriptor exchange;
  switch (op.getKind()) {
  case flow::ExchangeKind::Forward:
    exchange.kind = ExchangeKind::Forward;
    break;
  case flow::ExchangeKind::Hash:
    exchange.kind = ExchangeKind::Hash;
    break;
  case flow::ExchangeKind::Broadcast:
    exchange.kind = ExchangeKind::Broadcast;
    break;
  case flow::ExchangeKind::Singleton:
    exchange.kind = ExchangeKind::Singleton;
    break;
  }
  llvm::SmallVector<unsigned> columns = live.of(op.getResult());
  exchange.schema = schemaOf(rel::streamOf(op.getInput()), columns);
  for (int32_t key : op.getKeys())
    exchange.keyColumns.push_back(static_cast<uint32_t>(llvm::find(columns, static_cast<unsigned>(key)) - columns.begin()));
  return exchange;
}

// Whether the operator keeps state beyond a batch or two.
static bool isStateful(mlir::Operation *operation) {
  auto window = mlir::dyn_cast<flow::WindowAggregateOp>(operation);
  return window ? window.getPhase() != "local" : mlir::isa<flow::ProcessOp>(operation);
}

// The operator that gives a task its name: the last stateful one, else its input, else its sink.
static mlir::Operation *mainOperation(const TaskPlan &task) {
  for (mlir::Operation *operation : llvm::reverse(task.operations))
    if (isStateful(operation))
      return operation;
  for (mlir::Operation *operation : task.operations)
    if (mlir::isa<flow::SourceOp, flow::ValuesOp>(operation))
      return operation;
  return task.sinks.empty() ? nullptr : flow::SinkOp(task.sinks.front()).getOperation();
}

static std::string asIdentifier(llvm::StringRef name) {
  std::string made;
  for (char c : name)
    made += llvm::isAlnum(c) ? c : '_';
  return made;
}

std::string taskName(const TaskPlan &task) {
  mlir::Operation *main = mainOperation(task);
  if (!main)
    return "chain";
  if (auto source = mlir::dyn_cast<flow::SourceOp>(main))
    return "source_" + asIdentifier(source.getTable());
  if (auto sink = mlir::dyn_cast<flow::SinkOp>(main))
    return sink.getTable() ? "sink_" + asIdentifier(*sink.getTable()) : "collect";
  return asIdentifier(main->getName().stripDialect());
}

std::string taskOperatorId(const TaskPlan &task) {
  mlir::Operation *main = mainOperation(task);
  auto id = main ? main->getAttrOfType<mlir::StringAttr>("operator_id") : mlir::StringAttr();
  return id ? id.getValue().str() : std::string();
}

} // namespace millrace::lower
