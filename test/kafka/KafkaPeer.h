/// A librdkafka client of the tests, apart from the one under test.
#pragma once
#include <librdkafka/rdkafka.h>
#include <string>
#include <utility>
#include <vector>

namespace millrace::test {

struct Client {
  Client(rd_kafka_type_t type, const std::string &brokers, const std::vector<std::pair<std::string, std::string>> &properties,
         void (*onDelivery)(rd_kafka_t *, const rd_kafka_message_t *, void *) = nullptr, void *opaque = nullptr);
  ~Client();
  Client(const Client &) = delete;
  Client &operator=(const Client &) = delete;
  rd_kafka_t *handle;
};

[[noreturn]] void giveUp(const std::string &why);

/// `kafkaPeer BROKERS latency …`; the exit code.
int measureLatency(const std::string &brokers, const std::vector<std::string> &words);

} // namespace millrace::test
