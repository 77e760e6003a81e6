#include "runtime/task/RunningPipeline.h"
#include "runtime/state/KeyHash.h"
#include "runtime/time/TimeZone.h"

#include <cstdlib>

namespace millrace {
namespace {

const std::string *findOption(const DescriptorOptions &options, std::string_view key) {
  for (const auto &[name, value] : options)
    if (name == key)
      return &value;
  return nullptr;
}

template <typename Entry> Entry entryAt(std::span<const EntryPoint> table, uint32_t index) {
  return index < table.size() ? reinterpret_cast<Entry>(table[index].address) : nullptr;
}

TaskCode codeOf(std::span<const EntryPoint> table, const TaskEntryPoints &entries) {
  TaskCode code;
  code.rows = entryAt<RowsEntry>(table, entries.rows);
  code.decode = entryAt<DecodeEntry>(table, entries.decode);
  code.watermark = entryAt<WatermarkEntry>(table, entries.watermark);
  code.timer = entryAt<TimerEntry>(table, entries.timer);
  code.flush = entryAt<FlushEntry>(table, entries.flush);
  code.clock = entryAt<ClockEntry>(table, entries.clock);
  return code;
}

Status checkFactory(bool found, bool able, const char *what, const std::string &name, const std::string &table, const char *use) {
  if (!found)
    return makeStatus(StatusCode::NotFound, "this program does not carry the %s `%s` of table `%s`", what, name.c_str(),
                      table.c_str());
  if (!able)
    return makeStatus(StatusCode::NotSupported, "%s `%s` of table `%s` cannot be used as a %s", what, name.c_str(),
                      table.c_str(), use);
  return Status::ok();
}

/// Whether this instance of a task can have no rows: it only reads sources, and none has a split here.
bool isSilent(Task &task) {
  for (const InputDescriptor &input : task.descriptor().inputs)
    if (input.kind == InputKind::Exchange)
      return false;
  for (auto &source : task.sources())
    if (source->hasSplits())
      return false;
  return true;
}

} // namespace

RunningPipeline::RunningPipeline(PipelineDescriptor descriptor, const RunOptions &options, Env &env)
    : descriptor_(std::move(descriptor)), options_(options), env_(env), startNs_(env.monotonicNs()),
      budget_(std::make_unique<MemoryAccount>("state", options.stateBytesMax)) {}

Result<std::unique_ptr<RunningPipeline>> RunningPipeline::open(const CompiledPipeline &pipeline, const RunOptions &options,
                                                               Env &env) {
  std::optional<PipelineDescriptor> descriptor = deserialize(pipeline.descriptor);
  if (!descriptor)
    return Status(StatusCode::Corrupt, "the pipeline's descriptor is damaged or of another version");
  std::unique_ptr<RunningPipeline> running(new RunningPipeline(std::move(*descriptor), options, env));
  RunOptions &own = running->options_;
  if (own.parallelism == 0) {
    const std::string *text = findOption(running->descriptor_.sessionOptions, "parallelism.default");
    long wanted = text ? std::strtol(text->c_str(), nullptr, 10) : 1;
    own.parallelism = wanted > 0 ? static_cast<uint32_t>(wanted) : 1;
  }
  if (own.maxParallelism == 0 || own.maxParallelism > 32768 || own.parallelism > own.maxParallelism)
    return makeStatus(StatusCode::InvalidArgument, "parallelism %u does not fit maximum parallelism %u (1 to 32768)",
                      own.parallelism, own.maxParallelism);
  MR_ASSIGN(running->badRecordPolicy_, badRecordPolicy(running->descriptor_.sessionOptions));
  const std::string *path = findOption(running->descriptor_.sessionOptions, "millrace.dead-letter.path");
  running->deadLetters_ = std::make_unique<DeadLetterFile>(env, path ? *path : "bad-records.jsonl");
  for (uint32_t group = 0; group < own.maxParallelism; ++group)
    running->shardOfGroup_.push_back(static_cast<uint16_t>(shardOfKeyGroup(group, own.parallelism, own.maxParallelism)));
  running->activity_ = std::vector<ShardActivity>(own.parallelism);
  MR_RETURN_IF_ERROR(running->openSources(pipeline));
  MR_RETURN_IF_ERROR(running->openSinks(pipeline));
  MR_RETURN_IF_ERROR(running->makeShards(pipeline));
  return running;
}

Status RunningPipeline::openSources(const CompiledPipeline &pipeline) {
  bool sizesKnown = true;
  for (const SourceDescriptor &source : descriptor_.sources) {
    const ConnectorFactory *factory = findConnector(pipeline.connectors, source.connector);
    MR_RETURN_IF_ERROR(checkFactory(factory, factory && factory->makeSource, "connector", source.connector, source.table, "source"));
    const FormatFactory *format = source.format.empty() ? nullptr : findFormat(pipeline.formats, source.format);
    if (!source.format.empty())
      MR_RETURN_IF_ERROR(checkFactory(format, format && format->makeDecoder, "format", source.format, source.table, "source"));
    ConnectorOptions options = {source.options,
                                descriptor_.sessionOptions,
                                source.physicalSchema,
                                source.fullSchema,
                                source.table,
                                options_.parallelism,
                                format,
                                source.formatOptions,
                                source.metadataColumns,
                                source.partitionKeys,
                                &source.partitionSchema,
                                options_.stop,
                                activity_};
    MR_ASSIGN(std::unique_ptr<Source> made, factory->makeSource(options, env_));
    MR_ASSIGN(std::vector<Split> splits, made->discoverSplits(options_.parallelism));
    if (!made->givesRows() && !format)
      return makeStatus(StatusCode::InvalidArgument, "table `%s` needs a `format`", source.table.c_str());
    sizesKnown &= made->isBounded() && !made->givesRows();
    for (const Split &split : splits)
      bytesTotal_ += split.sizeBytes;
    sources_.push_back({std::move(made), std::move(splits)});
  }
  if (!sizesKnown)
    bytesTotal_ = 0;
  return Status::ok();
}

Status RunningPipeline::openSinks(const CompiledPipeline &pipeline) {
  for (const SinkDescriptor &sink : descriptor_.sinks) {
    const ConnectorFactory *factory = findConnector(pipeline.connectors, sink.connector);
    MR_RETURN_IF_ERROR(checkFactory(factory, factory && factory->makeSink, "connector", sink.connector, sink.table, "sink"));
    const FormatFactory *format = sink.format.empty() ? nullptr : findFormat(pipeline.formats, sink.format);
    ConnectorOptions options = {sink.options,
                                descriptor_.sessionOptions,
                                sink.schema,
                                sink.schema,
                                sink.table,
                                options_.parallelism,
                                format,
                                sink.formatOptions,
                                sink.metadataColumns,
                                sink.partitionKeys,
                                nullptr,
                                options_.stop};
    MR_ASSIGN(std::unique_ptr<Sink> made, factory->makeSink(options, env_));
    sinks_.push_back(std::move(made));
  }
  return Status::ok();
}

Status RunningPipeline::makeShards(const CompiledPipeline &pipeline) {
  for (uint32_t i = 0; i < options_.parallelism; ++i) {
    Shard &shard = *shards_.emplace_back(std::make_unique<Shard>(i, env_, options_, activity_[i]));
    for (const TaskDescriptor &task : descriptor_.tasks)
      MR_RETURN_IF_ERROR(makeTask(pipeline, shard, task));
  }
  connect();
  for (auto &shard : shards_)
    for (auto &task : shard->tasks())
      task->start();
  return Status::ok();
}

Status RunningPipeline::makeTask(const CompiledPipeline &pipeline, Shard &shard, const TaskDescriptor &descriptor) {
  TaskCode code = codeOf(pipeline.entryPoints, descriptor.entries);
  bool needsRows = false, needsDecode = false;
  for (const InputDescriptor &input : descriptor.inputs) {
    bool decodes = input.kind == InputKind::Source && descriptor_.sources[input.index].hasGeneratedDecoder;
    needsDecode |= decodes;
    needsRows |= !decodes;
  }
  if (!code.watermark || (needsRows && !code.rows) || (needsDecode && !code.decode))
    return makeStatus(StatusCode::Corrupt, "the pipeline lacks an entry point of task `%s`", descriptor.name.c_str());
  Task &task = shard.addTask(std::make_unique<Task>(shard, descriptor, code, budget_.get()));
  const TimeZone *zone = descriptor_.timeZone.empty() ? &TimeZone::utc() : TimeZone::find(descriptor_.timeZone);
  if (!zone)
    return makeStatus(StatusCode::InvalidArgument, "unknown time zone `%s` (`table.local-time-zone`)",
                      descriptor_.timeZone.c_str());
  task.context().functions.timeZone = zone;
  for (uint32_t input = 0; input < descriptor.inputs.size(); ++input)
    if (descriptor.inputs[input].kind == InputKind::Source)
      MR_RETURN_IF_ERROR(addSource(pipeline, shard, task, input));
  for (uint32_t sink : descriptor.sinks) {
    MR_ASSIGN(std::unique_ptr<SinkWriter> writer, sinks_[sink]->makeWriter(shard.index()));
    task.addSink(std::move(writer));
  }
  return Status::ok();
}

Status RunningPipeline::addSource(const CompiledPipeline &pipeline, Shard &shard, Task &task, uint32_t input) {
  uint32_t index = task.descriptor().inputs[input].index;
  const SourceDescriptor &descriptor = descriptor_.sources[index];
  SourceEnd &end = sources_[index];
  SourceParts parts;
  parts.descriptor = &descriptor;
  parts.source = end.source.get();
  parts.input = input;
  uint32_t shardCount = task.descriptor().isSingleton ? 1 : options_.parallelism;
  for (uint32_t i = shard.index(); i < end.splits.size() && shard.index() < shardCount; i += shardCount)
    parts.splits.push_back(end.splits[i]);
  parts.badRecords = std::make_unique<BadRecordLog>(badRecordPolicy_, descriptor.table, *deadLetters_, task.context().counters);
  if (!end.source->givesRows()) {
    const FormatFactory *format = findFormat(pipeline.formats, descriptor.format);
    DecoderOptions options = {descriptor.formatOptions, descriptor.physicalSchema, descriptor.fullSchema,
                              descriptor_.sessionOptions, *parts.badRecords};
    MR_ASSIGN(parts.decoder, format->makeDecoder(options));
  }
  task.addSource(std::move(parts));
  return Status::ok();
}

void RunningPipeline::connect() {
  for (uint32_t producer = 0; producer < descriptor_.tasks.size(); ++producer)
    for (uint32_t exchange : descriptor_.tasks[producer].outputs)
      for (uint32_t consumer = 0; consumer < descriptor_.tasks.size(); ++consumer)
        for (uint32_t input = 0; input < descriptor_.tasks[consumer].inputs.size(); ++input) {
          const InputDescriptor &to = descriptor_.tasks[consumer].inputs[input];
          if (to.kind == InputKind::Exchange && to.index == exchange)
            connectExchange(exchange, producer, consumer, input);
        }
}

void RunningPipeline::connectExchange(uint32_t exchange, uint32_t producer, uint32_t consumer, uint32_t input) {
  ExchangeKind kind = descriptor_.exchanges[exchange].kind;
  bool toOne = kind == ExchangeKind::Singleton || descriptor_.tasks[consumer].isSingleton;
  for (auto &from : shards_) {
    std::vector<Task::Destination> destinations;
    for (auto &to : shards_) {
      bool isReached = toOne ? to->index() == 0 : kind != ExchangeKind::Forward || to == from;
      if (!isReached)
        continue;
      Channel *channel = nullptr;
      if (to != from)
        channel = channels_.emplace_back(std::make_unique<Channel>(options_.channelBytesMax)).get();
      Task &task = *to->tasks()[consumer];
      uint32_t number = task.addInputChannel(input, channel, isSilent(*from->tasks()[producer]));
      destinations.push_back({channel ? nullptr : &task, number, channel, to.get()});
    }
    bool byKey = kind == ExchangeKind::Hash && destinations.size() > 1;
    from->tasks()[producer]->addOutput(std::move(destinations), byKey ? shardOfGroup_.data() : nullptr,
                                       options_.maxParallelism, kind == ExchangeKind::Broadcast);
  }
}

RunProgress RunningPipeline::progress() const {
  RunProgress progress;
  progress.bytesTotal = bytesTotal_;
  progress.elapsedSeconds = static_cast<double>(env_.monotonicNs() - startNs_) / 1e9;
  for (const auto &shard : shards_)
    for (const auto &task : shard->tasks())
      if (!task->sources().empty()) {
        progress.rowsIn += task->counters().rowsIn.load(std::memory_order_relaxed);
        progress.bytesIn += task->counters().bytesIn.load(std::memory_order_relaxed);
      }
  return progress;
}

RunSummary RunningPipeline::summary() const {
  RunProgress now = progress();
  RunSummary summary;
  summary.rowsIn = now.rowsIn;
  summary.bytesIn = now.bytesIn;
  summary.elapsedSeconds = now.elapsedSeconds;
  for (const auto &shard : shards_)
    for (const auto &task : shard->tasks()) {
      if (!task->descriptor().sinks.empty())
        summary.rowsOut += task->counters().rowsToSinks.load(std::memory_order_relaxed);
      summary.lateRowsDropped += task->counters().lateRowsDropped.load(std::memory_order_relaxed);
      summary.badRecordsSkipped += task->counters().badRecords.load(std::memory_order_relaxed);
    }
  summary.wasStopped = options_.stop && options_.stop->level.load() > 0;
  return summary;
}

Status RunningPipeline::failure() const {
  for (const auto &shard : shards_)
    if (shard->hasFailed())
      return shard->failure();
  return Status::ok();
}

Status RunningPipeline::close() { return deadLetters_->close(); }

} // namespace millrace
