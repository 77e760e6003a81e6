/// How long a window's rows take: from the acknowledgement of the record that moves the watermark past the window to the last of
/// its rows on the pipeline's standard output.
///
/// Usage:  kafkaPeer BROKERS latency TOPIC WINDOWS RECORDS_PER_WINDOW PAUSE_US LIMIT_MS COMMAND …
///         COMMAND runs the orders query of one-minute windows with five seconds of lateness over TOPIC. PAUSE_US lies between two
///         records on average; the pauses vary, so that they cannot keep step with a polling interval.
/// Prints: windows, p50, p99 and max in ms. Exit 1 when p99 is over LIMIT_MS, rows are missing, or COMMAND does not end with 0 on SIGINT.
#include "test/kafka/KafkaPeer.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <mutex>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace millrace::test {

namespace {

constexpr int64_t kWindowMs = 60'000, kLatenessMs = 5'000;
constexpr int64_t kStartSeconds = 1'767'225'600; // 2026-01-01T00:00Z
constexpr int kProducts = 4;
constexpr size_t kRecordsMax = 1'000'000;

int64_t nowNs() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// The pipeline as a child process; what it prints is timed as it comes.
class Pipeline {
public:
  explicit Pipeline(const std::vector<std::string> &command) {
    int ends[2];
    if (pipe(ends) != 0)
      giveUp("no pipe");
    child_ = fork();
    if (child_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      close(ends[0]);
      close(ends[1]);
      std::vector<char *> arguments;
      for (const std::string &word : command)
        arguments.push_back(const_cast<char *>(word.c_str()));
      arguments.push_back(nullptr);
      execvp(arguments[0], arguments.data());
      _exit(127);
    }
    close(ends[1]);
    reader_ = std::thread([this, descriptor = ends[0]] { readLines(descriptor); });
  }

  /// SIGINT; its exit code, or -1 when it does not end within ten seconds.
  int interrupt() {
    kill(child_, SIGINT);
    int status = 0;
    for (int i = 0; i < 1000; ++i) {
      if (waitpid(child_, &status, WNOHANG) == child_) {
        reader_.join();
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    kill(child_, SIGKILL);
    waitpid(child_, &status, 0);
    reader_.join();
    return -1;
  }

  /// When the last of a window's rows came, 0 while some are missing.
  int64_t arrivedNs(size_t window, int rows) {
    std::lock_guard<std::mutex> lock(mutex_);
    return window < arrivals_.size() && arrivals_[window].rows >= rows ? arrivals_[window].lastNs : 0;
  }

private:
  struct Arrival {
    int rows = 0;
    int64_t lastNs = 0;
  };

  void readLines(int descriptor) {
    std::string text;
    char buffer[65536];
    for (ssize_t got; (got = ::read(descriptor, buffer, sizeof(buffer))) > 0;) {
      int64_t now = nowNs();
      text.append(buffer, static_cast<size_t>(got));
      size_t from = 0;
      for (size_t end; (end = text.find('\n', from)) != std::string::npos; from = end + 1)
        note(text.substr(from, end - from), now);
      text.erase(0, from);
    }
    close(descriptor);
  }

  /// `+I[p1, 2026-01-01T00:03, 5, 12.50]`
  void note(const std::string &line, int64_t now) {
    std::tm at = {};
    size_t comma = line.find(", ");
    if (comma == std::string::npos || strptime(line.c_str() + comma + 2, "%Y-%m-%dT%H:%M", &at) == nullptr)
      giveUp("not a row of the orders query: " + line);
    auto window = static_cast<size_t>((timegm(&at) - kStartSeconds) / (kWindowMs / 1000));
    std::lock_guard<std::mutex> lock(mutex_);
    if (window >= arrivals_.size())
      arrivals_.resize(window + 1);
    ++arrivals_[window].rows;
    arrivals_[window].lastNs = now;
  }

  pid_t child_;
  std::thread reader_;
  std::mutex mutex_;
  std::vector<Arrival> arrivals_;
};

/// Writes orders in the order of their time and notes which record closes which window, and when each record was acknowledged.
class Orders {
public:
  Orders(const std::string &brokers, std::string topic, int recordsPerWindow)
      : topic_(std::move(topic)), perWindow_(recordsPerWindow), acknowledgedNs_(new std::atomic<int64_t>[kRecordsMax]()),
        client_(RD_KAFKA_PRODUCER, brokers, {{"linger.ms", "0"}}, onAcknowledged, this), poller_([this] {
          while (!ended_)
            rd_kafka_poll(client_.handle, 20);
        }) {}
  ~Orders() {
    rd_kafka_flush(client_.handle, 5000);
    ended_ = true;
    poller_.join();
  }

  void writeOne() {
    size_t number = count_++;
    if (number >= kRecordsMax)
      giveUp("too many records");
    int64_t timeMs = static_cast<int64_t>(number) * kWindowMs / perWindow_;
    while (static_cast<int64_t>(closers_.size() + 1) * kWindowMs - 1 <= timeMs - kLatenessMs)
      closers_.push_back(number);
    char value[256], at[32];
    time_t seconds = kStartSeconds + timeMs / 1000;
    std::tm parts = {};
    std::strftime(at, sizeof(at), "%Y-%m-%d %H:%M:%S", gmtime_r(&seconds, &parts));
    int size = std::snprintf(value, sizeof(value), R"({"order_id":"%zu","product":"p%zu","amount":2.50,"order_time":"%s.%03d"})", number,
                             number % kProducts, at, static_cast<int>(timeMs % 1000));
    rd_kafka_resp_err_t failed = rd_kafka_producev(client_.handle, RD_KAFKA_V_TOPIC(topic_.c_str()), RD_KAFKA_V_MSGFLAGS(RD_KAFKA_MSG_F_COPY),
                                                   RD_KAFKA_V_VALUE(value, static_cast<size_t>(size)),
                                                   RD_KAFKA_V_OPAQUE(&acknowledgedNs_[number]), RD_KAFKA_V_END);
    if (failed)
      giveUp(rd_kafka_err2str(failed));
  }

  void waitUntilAcknowledged() {
    if (rd_kafka_flush(client_.handle, 20000))
      giveUp("the first record was not acknowledged within 20 s");
  }

  size_t closedCount() const { return closers_.size(); }
  int64_t closerAcknowledgedNs(size_t window) const { return acknowledgedNs_[closers_[window]]; }
  int productsPerWindow() const { return std::min(kProducts, perWindow_); }

private:
  static void onAcknowledged(rd_kafka_t *, const rd_kafka_message_t *message, void *) {
    if (message->err)
      giveUp(rd_kafka_err2str(message->err));
    static_cast<std::atomic<int64_t> *>(message->_private)->store(nowNs());
  }

  const std::string topic_;
  const int perWindow_;
  std::unique_ptr<std::atomic<int64_t>[]> acknowledgedNs_;
  Client client_;
  std::vector<size_t> closers_; // per window: the record whose watermark closes it
  size_t count_ = 0;
  std::atomic<bool> ended_{false};
  std::thread poller_;
};

template <typename Condition> bool within(int seconds, Condition holds) {
  for (int64_t end = nowNs() + seconds * 1'000'000'000LL; nowNs() < end;) {
    if (holds())
      return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return false;
}

} // namespace

int measureLatency(const std::string &brokers, const std::vector<std::string> &words) {
  if (words.size() < 6)
    giveUp("latency TOPIC WINDOWS RECORDS_PER_WINDOW PAUSE_US LIMIT_MS COMMAND …");
  size_t windows = std::stoul(words[1]);
  int64_t pauseUs = std::stoll(words[3]);
  double limitMs = std::stod(words[4]);
  Orders orders(brokers, words[0], std::stoi(words[2]));
  orders.writeOne(); // makes the topic
  orders.waitUntilAcknowledged();
  Pipeline pipeline({words.begin() + 5, words.end()});
  std::mt19937_64 random(42);
  auto pause = [&] { std::this_thread::sleep_for(std::chrono::microseconds(pauseUs / 2 + static_cast<int64_t>(random() % static_cast<uint64_t>(pauseUs + 1)))); };
  // The first rows show that the pipeline is up; then it catches up with what was written meanwhile.
  bool isUp = within(30, [&] {
    orders.writeOne();
    return pipeline.arrivedNs(0, orders.productsPerWindow()) > 0;
  });
  isUp = isUp && within(10, [&] { return pipeline.arrivedNs(orders.closedCount() - 1, orders.productsPerWindow()) > 0; });
  size_t first = orders.closedCount();
  while (isUp && orders.closedCount() < first + windows) {
    orders.writeOne();
    pause();
  }
  bool allCame = isUp && within(10, [&] { return pipeline.arrivedNs(first + windows - 1, orders.productsPerWindow()) > 0; });
  int exitCode = pipeline.interrupt();
  std::vector<double> latencies;
  for (size_t window = first; allCame && window < first + windows; ++window) {
    int64_t arrived = pipeline.arrivedNs(window, orders.productsPerWindow());
    if (arrived == 0)
      giveUp("window " + std::to_string(window) + " lacks rows");
    latencies.push_back(std::max(0.0, static_cast<double>(arrived - orders.closerAcknowledgedNs(window)) / 1e6));
  }
  if (!allCame)
    giveUp(isUp ? "the last windows did not come" : "no window came within 30 s");
  std::sort(latencies.begin(), latencies.end());
  double p99 = latencies[latencies.size() * 99 / 100];
  std::printf("%zu windows: p50 %.1f ms, p99 %.1f ms, max %.1f ms\n", windows, latencies[latencies.size() / 2], p99, latencies.back());
  if (exitCode != 0)
    std::fprintf(stderr, "kafkaPeer: the pipeline ended with %d on SIGINT\n", exitCode);
  return p99 <= limitMs && exitCode == 0 ? 0 : 1;
}

} // namespace millrace::test
