/// The other side of Kafka tests: makes topics, writes and reads records with all their parts, reads a group's offsets.
///
/// Usage:  kafkaPeer BROKERS create TOPIC PARTITIONS
///         kafkaPeer BROKERS produce TOPIC            records from standard input, one a line, fields separated by TAB:
///                                                    partition, timestamp in ms, key, headers (`a=1;b=2`), value; `-`: none
///         kafkaPeer BROKERS read TOPIC COUNT LIMIT_MS    records from the earliest on, as JSON lines
///         kafkaPeer BROKERS committed GROUP TOPIC PARTITION
/// Exit:   0, or 1 with the reason on standard error.
#include "test/kafka/KafkaPeer.h"

#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>

namespace millrace::test {

[[noreturn]] void giveUp(const std::string &why) {
  std::fprintf(stderr, "kafkaPeer: %s\n", why.c_str());
  std::exit(1);
}

Client::Client(rd_kafka_type_t type, const std::string &brokers, const std::vector<std::pair<std::string, std::string>> &properties,
               void (*onDelivery)(rd_kafka_t *, const rd_kafka_message_t *, void *), void *opaque) {
  rd_kafka_conf_t *conf = rd_kafka_conf_new();
  char reason[512];
  auto set = [&](const std::string &key, const std::string &value) {
    if (rd_kafka_conf_set(conf, key.c_str(), value.c_str(), reason, sizeof(reason)) != RD_KAFKA_CONF_OK)
      giveUp(reason);
  };
  set("bootstrap.servers", brokers);
  set("socket.nagle.disable", "true");
  for (const auto &[key, value] : properties)
    set(key, value);
  if (onDelivery)
    rd_kafka_conf_set_dr_msg_cb(conf, onDelivery);
  rd_kafka_conf_set_opaque(conf, opaque);
  handle = rd_kafka_new(type, conf, reason, sizeof(reason));
  if (!handle)
    giveUp(reason);
}

Client::~Client() { rd_kafka_destroy(handle); }

namespace {

void create(const std::string &brokers, const std::string &topic, int partitions) {
  Client client(RD_KAFKA_PRODUCER, brokers, {});
  char reason[512];
  rd_kafka_NewTopic_t *wanted = rd_kafka_NewTopic_new(topic.c_str(), partitions, 1, reason, sizeof(reason));
  rd_kafka_queue_t *queue = rd_kafka_queue_new(client.handle);
  rd_kafka_CreateTopics(client.handle, &wanted, 1, nullptr, queue);
  rd_kafka_event_t *event = rd_kafka_queue_poll(queue, 15000);
  const rd_kafka_CreateTopics_result_t *result = event ? rd_kafka_event_CreateTopics_result(event) : nullptr;
  if (!result)
    giveUp("no answer about topic " + topic);
  if (rd_kafka_event_error(event))
    giveUp(rd_kafka_event_error_string(event));
  size_t count = 0;
  const rd_kafka_topic_result_t **topics = rd_kafka_CreateTopics_result_topics(result, &count);
  for (size_t i = 0; i < count; ++i)
    if (rd_kafka_topic_result_error(topics[i]))
      giveUp(topic + ": " + rd_kafka_err2str(rd_kafka_topic_result_error(topics[i])));
  rd_kafka_event_destroy(event);
  rd_kafka_queue_destroy(queue);
  rd_kafka_NewTopic_destroy(wanted);
}

void onProduced(rd_kafka_t *, const rd_kafka_message_t *message, void *failures) {
  if (message->err)
    ++*static_cast<int *>(failures);
}

std::vector<std::string> splitLine(const std::string &line, char separator, size_t countMax) {
  std::vector<std::string> fields;
  size_t from = 0;
  while (fields.size() + 1 < countMax) {
    size_t to = line.find(separator, from);
    if (to == std::string::npos)
      break;
    fields.push_back(line.substr(from, to - from));
    from = to + 1;
  }
  fields.push_back(line.substr(from));
  return fields;
}

void produce(const std::string &brokers, const std::string &topic) {
  int failures = 0;
  Client client(RD_KAFKA_PRODUCER, brokers, {{"linger.ms", "0"}}, onProduced, &failures);
  std::string line;
  while (std::getline(std::cin, line)) {
    std::vector<std::string> fields = splitLine(line, '\t', 5);
    if (fields.size() != 5)
      giveUp("expected five fields: " + line);
    rd_kafka_headers_t *headers = rd_kafka_headers_new(4);
    if (fields[3] != "-")
      for (const std::string &header : splitLine(fields[3], ';', 1000)) {
        size_t equal = header.find('=');
        rd_kafka_header_add(headers, header.data(), static_cast<ssize_t>(equal), header.data() + equal + 1, static_cast<ssize_t>(header.size() - equal - 1));
      }
    bool hasKey = fields[2] != "-", hasValue = fields[4] != "-";
    rd_kafka_resp_err_t failed = rd_kafka_producev(
        client.handle, RD_KAFKA_V_TOPIC(topic.c_str()), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
        RD_KAFKA_V_PARTITION((fields[0] == "-" ? RD_KAFKA_PARTITION_UA : std::atoi(fields[0].c_str()))),
        RD_KAFKA_V_TIMESTAMP((fields[1] == "-" ? 0 : std::strtoll(fields[1].c_str(), nullptr, 10))),
        RD_KAFKA_V_KEY(hasKey ? fields[2].data() : nullptr, hasKey ? fields[2].size() : 0),
        RD_KAFKA_V_VALUE(hasValue ? fields[4].data() : nullptr, hasValue ? fields[4].size() : 0), RD_KAFKA_V_HEADERS(headers), RD_KAFKA_V_END);
    if (failed)
      giveUp(rd_kafka_err2str(failed));
    rd_kafka_poll(client.handle, 0);
  }
  if (rd_kafka_flush(client.handle, 20000) || failures > 0)
    giveUp("records were not delivered to " + topic);
}

void putJson(const char *name, const void *bytes, size_t size) {
  std::printf("\"%s\":", name);
  if (!bytes) {
    std::printf("null");
    return;
  }
  std::printf("\"");
  for (size_t i = 0; i < size; ++i) {
    char c = static_cast<const char *>(bytes)[i];
    if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20)
      std::printf("\\u%04x", static_cast<unsigned char>(c));
    else
      std::putchar(c);
  }
  std::printf("\"");
}

void putRecord(const rd_kafka_message_t *message) {
  rd_kafka_timestamp_type_t type;
  std::printf("{\"partition\":%d,\"offset\":%" PRId64 ",\"timestamp\":%" PRId64 ",", message->partition, message->offset, rd_kafka_message_timestamp(message, &type));
  putJson("key", message->key, message->key_len);
  std::printf(",\"headers\":{");
  rd_kafka_headers_t *headers;
  const char *name;
  const void *value;
  size_t size;
  if (rd_kafka_message_headers(message, &headers) == RD_KAFKA_RESP_ERR_NO_ERROR)
    for (size_t i = 0; rd_kafka_header_get_all(headers, i, &name, &value, &size) == RD_KAFKA_RESP_ERR_NO_ERROR; ++i) {
      std::printf(i > 0 ? "," : "");
      putJson(name, value, size);
    }
  std::printf("},");
  putJson("value", message->payload, message->len);
  std::printf("}\n");
}

void read(const std::string &brokers, const std::string &topic, int count, int64_t limitMs) {
  Client client(RD_KAFKA_CONSUMER, brokers, {{"group.id", "kafkaPeer"}, {"auto.offset.reset", "earliest"}, {"enable.auto.commit", "false"}});
  rd_kafka_topic_t *handle = rd_kafka_topic_new(client.handle, topic.c_str(), nullptr);
  const rd_kafka_metadata_t *metadata;
  if (rd_kafka_resp_err_t failed = rd_kafka_metadata(client.handle, 0, handle, &metadata, 10000))
    giveUp(rd_kafka_err2str(failed));
  rd_kafka_topic_partition_list_t *partitions = rd_kafka_topic_partition_list_new(8);
  for (int i = 0; i < metadata->topics[0].partition_cnt; ++i)
    rd_kafka_topic_partition_list_add(partitions, topic.c_str(), i)->offset = RD_KAFKA_OFFSET_BEGINNING;
  rd_kafka_poll_set_consumer(client.handle);
  rd_kafka_assign(client.handle, partitions);
  auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(limitMs);
  while (count > 0 && std::chrono::steady_clock::now() < deadline) {
    rd_kafka_message_t *message = rd_kafka_consumer_poll(client.handle, 50);
    if (!message)
      continue;
    if (!message->err) {
      putRecord(message);
      --count;
    }
    rd_kafka_message_destroy(message);
  }
  rd_kafka_topic_partition_list_destroy(partitions);
  rd_kafka_metadata_destroy(metadata);
  rd_kafka_topic_destroy(handle);
}

void committed(const std::string &brokers, const std::string &group, const std::string &topic, int partition) {
  Client client(RD_KAFKA_CONSUMER, brokers, {{"group.id", group}});
  rd_kafka_topic_partition_list_t *list = rd_kafka_topic_partition_list_new(1);
  rd_kafka_topic_partition_list_add(list, topic.c_str(), partition);
  if (rd_kafka_resp_err_t failed = rd_kafka_committed(client.handle, list, 10000))
    giveUp(rd_kafka_err2str(failed));
  std::printf("%" PRId64 "\n", list->elems[0].offset);
  rd_kafka_topic_partition_list_destroy(list);
}

} // namespace
} // namespace millrace::test

int main(int argc, char **argv) {
  using namespace millrace::test;
  std::vector<std::string> words(argv + 1, argv + argc);
  std::string verb = words.size() > 1 ? words[1] : "";
  if (verb == "create" && words.size() == 4)
    create(words[0], words[2], std::atoi(argv[4]));
  else if (verb == "produce" && words.size() == 3)
    produce(words[0], words[2]);
  else if (verb == "read" && words.size() == 5)
    read(words[0], words[2], std::atoi(argv[4]), std::atoll(argv[5]));
  else if (verb == "committed" && words.size() == 5)
    committed(words[0], words[2], words[3], std::atoi(argv[5]));
  else if (verb == "latency")
    return measureLatency(words[0], {argv + 3, argv + argc});
  else
    giveUp("see the head of KafkaPeer.cpp for usage");
  return 0;
}
