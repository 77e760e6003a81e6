/// The Kafka source and sink as ConnectorFactory wants them.
#pragma once
#include "runtime/connector/kafka/KafkaClient.h"

namespace millrace {

Result<std::unique_ptr<Source>> makeKafkaSource(const ConnectorOptions &options, Env &env);
Result<std::unique_ptr<Sink>> makeKafkaSink(const ConnectorOptions &options, Env &env);

extern const ConnectorFactory mrConnectorKafka;

} // namespace millrace
