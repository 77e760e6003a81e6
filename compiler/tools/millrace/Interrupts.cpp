#include "compiler/tools/millrace/Interrupts.h"

#include <csignal>

namespace millrace::cli {

namespace {

std::atomic<StopSignal *> current{nullptr};
std::atomic<bool> isImmediate{false};
std::atomic<bool> interrupted{false};
std::atomic<bool> hasPrompt{false};
static_assert(std::atomic<StopSignal *>::is_always_lock_free);

// As without a handler, once this one returns.
void endProcess(int number) {
  signal(number, SIG_DFL);
  raise(number);
}

void onSignal(int number) {
  interrupted.store(true);
  StopSignal *stop = current.load();
  if (!stop) {
    if (!hasPrompt.load())
      endProcess(number);
    return;
  }
  int level = stop->level.load();
  stop->level.store(isImmediate.load() || level >= 1 ? 2 : 1);
}

} // namespace

InterruptScope::InterruptScope(StopSignal &stop, bool immediate) {
  isImmediate.store(immediate);
  current.store(&stop);
}

InterruptScope::~InterruptScope() { current.store(nullptr); }

void installSignalHandlers() {
  struct sigaction action = {};
  action.sa_handler = onSignal;
  sigemptyset(&action.sa_mask);
  // Without SA_RESTART a read of the terminal ends, so that the prompt comes back at once.
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  signal(SIGPIPE, SIG_IGN); // writes then fail with EPIPE
  signal(SIGXFSZ, SIG_IGN); // and with EFBIG beyond `ulimit -f`: an error that names the file
}

void keepProcessAtPrompt() { hasPrompt.store(true); }

bool isInterruptPending() { return interrupted.load(); }

bool takeInterrupt() { return interrupted.exchange(false); }

} // namespace millrace::cli
