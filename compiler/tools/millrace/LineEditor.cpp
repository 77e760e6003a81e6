#include "compiler/tools/millrace/LineEditor.h"

#include "compiler/tools/millrace/Interrupts.h"

#include <histedit.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cwchar>
#include <iostream>
#include <poll.h>
#include <unistd.h>

namespace millrace::cli {

namespace {

bool isNameByte(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); }

} // namespace

struct LineEditor::Terminal {
  EditLine *editor = nullptr;
  History *history = nullptr;
  std::string historyPath;
  std::string prompt;
  Completer completer;

  static Terminal &of(EditLine *editor) {
    void *self = nullptr;
    el_get(editor, EL_CLIENTDATA, &self);
    return *static_cast<Terminal *>(self);
  }
  static char *promptOf(EditLine *editor) { return of(editor).prompt.data(); }

  /// Waits for input or a signal. SIGINT stays blocked but for the wait itself, so none is lost between the test and the wait.
  static bool waitForInput() {
    sigset_t interrupt, before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupt, &before);
    bool isReady = false;
    while (!isReady && !isInterruptPending()) {
      pollfd input = {STDIN_FILENO, POLLIN, 0};
      isReady = ppoll(&input, 1, nullptr, &before) > 0;
    }
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return isReady;
  }

  /// libedit's own reader goes on after the first signal; this one lets Ctrl-C end the line.
  static int readCharacter(EditLine *, wchar_t *character) {
    std::mbstate_t state = {};
    while (waitForInput()) {
      char byte;
      ssize_t count = ::read(STDIN_FILENO, &byte, 1);
      if (count == 0)
        return 0;
      if (count < 0 && errno == EINTR)
        continue;
      if (count < 0)
        return -1;
      size_t length = std::mbrtowc(character, &byte, 1, &state);
      if (length == static_cast<size_t>(-1))
        state = {}; // not a character: dropped
      else if (length != static_cast<size_t>(-2))
        return 1;
    }
    return -1;
  }

  static unsigned char complete(EditLine *editor, int) {
    const LineInfo *line = el_line(editor);
    const char *begin = line->cursor;
    while (begin > line->buffer && isNameByte(begin[-1]))
      --begin;
    std::string_view prefix(begin, static_cast<size_t>(line->cursor - begin));
    std::vector<std::string> candidates = of(editor).completer(prefix);
    if (candidates.empty())
      return CC_REFRESH_BEEP;
    std::string suffix = completionSuffix(prefix, candidates);
    if (!suffix.empty()) {
      if (candidates.size() == 1)
        suffix += ' ';
      el_insertstr(editor, suffix.c_str());
      return CC_REFRESH;
    }
    if (candidates.size() == 1)
      return CC_REFRESH;
    std::string list = "\n";
    for (const std::string &candidate : candidates)
      list += candidate + "  ";
    list += "\n";
    std::fputs(list.c_str(), stdout);
    return CC_REDISPLAY;
  }
};

std::string completionSuffix(std::string_view prefix, const std::vector<std::string> &candidates) {
  if (candidates.empty())
    return "";
  std::string common = candidates.front();
  for (const std::string &candidate : candidates) {
    size_t length = 0;
    while (length < common.size() && length < candidate.size() && common[length] == candidate[length])
      ++length;
    common.resize(length);
  }
  if (common.size() <= prefix.size())
    return "";
  std::string suffix = common.substr(prefix.size());
  bool isLower = !prefix.empty() && std::none_of(prefix.begin(), prefix.end(), [](unsigned char c) { return std::isupper(c); });
  bool isUpperWord = std::none_of(common.begin(), common.end(), [](unsigned char c) { return std::islower(c); });
  if (isLower && isUpperWord)
    std::transform(suffix.begin(), suffix.end(), suffix.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return suffix;
}

LineEditor::LineEditor(bool isInteractive, Completer completer) {
  if (!isInteractive)
    return;
  keepProcessAtPrompt();
  std::setlocale(LC_CTYPE, "");
  terminal_ = std::make_unique<Terminal>();
  terminal_->completer = std::move(completer);
  terminal_->editor = el_init("millrace", stdin, stdout, stderr);
  el_set(terminal_->editor, EL_CLIENTDATA, terminal_.get());
  el_set(terminal_->editor, EL_PROMPT, &Terminal::promptOf);
  el_set(terminal_->editor, EL_GETCFN, &Terminal::readCharacter);
  el_set(terminal_->editor, EL_EDITOR, "emacs");
  el_set(terminal_->editor, EL_ADDFN, "millrace-complete", "Complete the word", &Terminal::complete);
  el_set(terminal_->editor, EL_BIND, "^I", "millrace-complete", nullptr);
  el_set(terminal_->editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
  terminal_->history = history_init();
  HistEvent event;
  history(terminal_->history, &event, H_SETSIZE, 1000);
  history(terminal_->history, &event, H_SETUNIQUE, 1);
  if (const char *home = std::getenv("HOME")) {
    terminal_->historyPath = std::string(home) + "/.millrace_history";
    history(terminal_->history, &event, H_LOAD, terminal_->historyPath.c_str());
  }
  el_set(terminal_->editor, EL_HIST, history, terminal_->history);
}

LineEditor::~LineEditor() {
  if (!terminal_)
    return;
  HistEvent event;
  if (!terminal_->historyPath.empty())
    history(terminal_->history, &event, H_SAVE, terminal_->historyPath.c_str());
  history_end(terminal_->history);
  el_end(terminal_->editor);
}

InputLine LineEditor::read(const std::string &prompt) {
  if (!terminal_) {
    std::string text;
    if (!std::getline(std::cin, text))
      return {LineState::End, ""};
    return {LineState::Line, std::move(text)};
  }
  terminal_->prompt = prompt;
  int count = 0;
  const char *line = el_gets(terminal_->editor, &count);
  if (takeInterrupt()) {
    el_reset(terminal_->editor);
    std::fputs("\n", stdout);
    return {LineState::Interrupted, ""};
  }
  if (!line || count <= 0)
    return {LineState::End, ""};
  std::string text(line, static_cast<size_t>(count));
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
    text.pop_back();
  return {LineState::Line, std::move(text)};
}

void LineEditor::remember(const std::string &statement) {
  if (!terminal_ || statement.empty())
    return;
  std::string line = statement;
  std::replace(line.begin(), line.end(), '\n', ' ');
  HistEvent event;
  history(terminal_->history, &event, H_ENTER, line.c_str());
}

} // namespace millrace::cli

#if __has_feature(address_sanitizer)
/// libedit copies the names of functions of one's own (EL_ADDFN) and never frees them; nobody else here has wide strings.
extern "C" const char *__lsan_default_suppressions() { return "leak:wcsdup"; }
#endif
