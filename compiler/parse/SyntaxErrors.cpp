#include "compiler/parse/SyntaxErrors.h"

#include "compiler/diagnostics/NearestName.h"
#include "compiler/parse/Expectations.h"
#include "compiler/parse/Keywords.h"
#include "compiler/parse/Parser.h"

#include <algorithm>
#include <optional>

namespace millrace::parse {

namespace {

using P = generated::FlinkSqlParser;
using diagnostics::Diagnostic;
using diagnostics::DiagnosticId;
using source::SourceRange;

/// A misspelt word this long is more likely than a forgotten comma.
constexpr size_t kMinCertainWord = 4;
/// A repair counts if the parse gets this many lexemes past the error, or to the end.
constexpr size_t kMinGain = 2;

bool startsStatement(size_t type) {
  switch (type) {
  case P::SELECT: case P::INSERT: case P::CREATE: case P::DROP: case P::ALTER: case P::SET: case P::RESET: case P::USE:
  case P::SHOW: case P::DESCRIBE: case P::EXPLAIN: case P::EXECUTE: case P::BEGIN: case P::COMPILE: case P::LOAD:
  case P::UNLOAD: case P::CALL: case P::WITH: case P::VALUES:
    return true;
  default: return false;
  }
}

class Explainer {
public:
  Explainer(const Lexemes &lexemes, size_t failedAt, Entry entry, uint32_t endOffset, const source::SourceText &text,
            diagnostics::DiagnosticBag &bag)
      : lexemes_(lexemes), at_(failedAt), entry_(entry), endOffset_(endOffset), text_(text), bag_(bag) {}

  void run() {
    // From certain to vague: what can be read in one way only comes first.
    bool explained = explainStart() || explainStatementSet() || explainSet() || explainEquals() || explainInterval() ||
                     explainQuoteInString() || explainReserved(at_, kMinGain) || explainComma() ||
                     explainMisspelt(kMinCertainWord) || explainMissingComma() || (at_ > 0 && explainReserved(at_ - 1, 1)) ||
                     explainMisspelt(1) || explainParenthesis() || explainMissingSemicolon();
    if (!explained)
      explainUnexpected();
  }

private:
  [[nodiscard]] size_t type(size_t index) const {
    return index < lexemes_.size() ? lexemes_[index].type : static_cast<size_t>(P::EOF);
  }
  [[nodiscard]] SourceRange range(size_t index) const {
    return index < lexemes_.size() ? text_.range(lexemes_[index].begin, lexemes_[index].end)
                                   : text_.range(endOffset_, endOffset_);
  }
  [[nodiscard]] std::string spelled(size_t index) const { return std::string(text_.text(range(index))); }
  [[nodiscard]] std::string found() const {
    return at_ < lexemes_.size() ? "`" + spelled(at_) + "`" : "the end of the statement";
  }
  [[nodiscard]] bool isWord(size_t index) const {
    return index < lexemes_.size() && (type(index) == P::Identifier || keywordType(spelled(index)).has_value());
  }
  [[nodiscard]] bool isReserved(size_t index) const { return index < lexemes_.size() && isReservedWord(spelled(index)); }

  /// True if the changed lexemes parse past where the original failed. `shift`: lexemes added before that place.
  [[nodiscard]] bool helps(Lexemes changed, int shift, size_t gain = kMinGain) const {
    classifyInContext(changed);
    GrammarRun run(changed, entry_, endOffset_);
    return run.tryParse() || static_cast<ptrdiff_t>(run.failedAt()) >= static_cast<ptrdiff_t>(at_ + gain) + shift;
  }
  [[nodiscard]] Lexemes retyped(size_t index, size_t newType) const {
    Lexemes changed = lexemes_;
    changed[index].type = newType;
    return changed;
  }
  [[nodiscard]] Lexemes without(size_t index) const {
    Lexemes changed = lexemes_;
    changed.erase(changed.begin() + static_cast<ptrdiff_t>(index));
    return changed;
  }
  [[nodiscard]] Lexemes inserted(size_t index, size_t newType) const {
    Lexemes changed = lexemes_;
    uint32_t place = range(index).begin;
    changed.insert(changed.begin() + static_cast<ptrdiff_t>(index), {newType, place, place});
    return changed;
  }
  /// Just behind the lexeme before `index`.
  [[nodiscard]] SourceRange gapBefore(size_t index) const {
    uint32_t place = index > 0 ? lexemes_[index - 1].end : range(index).begin;
    return text_.range(place, place);
  }

  bool explainStart() {
    if (explainUnsupported())
      return true;
    if (at_ != 0 || entry_ != Entry::Statement)
      return false;
    auto &d = bag_.report(DiagnosticId::UnknownStatement, range(0), "no statement begins with " + found());
    std::vector<std::string> words = {"SELECT", "INSERT", "CREATE", "DROP", "ALTER", "SET", "RESET", "USE", "SHOW", "DESCRIBE",
                                      "EXPLAIN", "EXECUTE", "COMPILE", "BEGIN", "LOAD", "UNLOAD", "CALL", "WITH", "VALUES"};
    suggest(d, 0, diagnostics::nearestNames(upperCase(spelled(0)), words));
    return true;
  }

  /// Statements of Flink that our grammar leaves out.
  bool explainUnsupported() {
    static const std::vector<std::string> starts = {"UPDATE", "DELETE", "TRUNCATE", "ANALYZE", "MERGE", "UPSERT"};
    static const std::vector<std::string> objects = {"MODEL", "MODELS", "CONNECTION", "CONNECTIONS"};
    auto isOneOf = [&](size_t index, const std::vector<std::string> &words) {
      return index < lexemes_.size() && std::find(words.begin(), words.end(), upperCase(spelled(index))) != words.end();
    };
    bool start = at_ == 0 && isOneOf(0, starts);
    bool object = at_ >= 1 && at_ <= 2 && startsStatement(type(0)) && isOneOf(at_, objects);
    if (entry_ != Entry::Statement || !(start || object))
      return false;
    std::string words = upperCase(spelled(0)) + (object ? " " + upperCase(spelled(at_)) : "");
    bag_.report(DiagnosticId::StatementNotSupported, range(at_), "`" + words + "` is not supported");
    return true;
  }

  void suggest(Diagnostic &d, size_t index, const std::vector<std::string> &names) const {
    if (names.size() == 1)
      d.withHelp(diagnostics::didYouMean(names), range(index), names.front());
    else if (!names.empty())
      d.withHelp(diagnostics::didYouMean(names));
  }

  /// `==` is two lexemes that touch.
  bool explainEquals() {
    bool doubled = at_ > 0 && type(at_) == P::Equal && type(at_ - 1) == P::Equal && range(at_).begin == range(at_ - 1).end;
    if (!doubled || !helps(without(at_), -1))
      return false;
    SourceRange both = join(range(at_ - 1), range(at_));
    bag_.report(DiagnosticId::DoubleEquals, both, "equality is written with one `=`").withHelp("compare with `=`", both, "=");
    return true;
  }

  bool explainStatementSet() {
    if (at_ == 0 || at_ < lexemes_.size())
      return false;
    // The splitter may have taken the `;` of the last INSERT for the end of the set.
    Lexemes closed = lexemes_;
    if (type(at_ - 1) != P::Semicolon)
      closed.push_back({P::Semicolon, endOffset_, endOffset_});
    closed.push_back({P::END, endOffset_, endOffset_});
    bool isSet = std::any_of(closed.begin(), closed.end(), [](const Lexeme &l) { return l.type == P::STATEMENT; });
    if (!isSet || !helps(std::move(closed), 0, 3))
      return false;
    bag_.report(DiagnosticId::StatementSetNotClosed, gapBefore(at_), "statement set is not closed by `END`")
        .withLabel("expected `INSERT` or `END;`");
    return true;
  }

  /// The SQL client of Flink 1.12 and before took `SET key = value`.
  bool explainSet() {
    if (at_ != 1 || (type(0) != P::SET && type(0) != P::RESET) || !isWord(1))
      return false;
    bag_.report(DiagnosticId::SyntaxError, range(1), "the key of `" + upperCase(spelled(0)) + "` stands in quotes")
        .withHelp(type(0) == P::SET ? "write SET 'key' = 'value'" : "write RESET 'key'");
    return true;
  }

  /// `'it's'`: the word goes on where the string ends.
  bool explainQuoteInString() {
    // The word may have passed for an alias, so that the error shows one lexeme late.
    for (size_t word : {at_, at_ - 1}) {
      bool touches = word > 0 && word < lexemes_.size() && type(word - 1) == P::StringLiteral &&
                     range(word - 1).end == range(word).begin;
      if (!touches || !isWord(word))
        continue;
      SourceRange quote = text_.range(range(word).begin - 1, range(word).begin);
      bag_.report(DiagnosticId::SyntaxError, join(quote, range(word)), "the string ends before `" + spelled(word) + "`")
          .withHelp("a quote inside a string is doubled", quote, "''");
      return true;
    }
    return false;
  }

  bool explainInterval() {
    bool number = type(at_) == P::IntegerLiteral || type(at_) == P::DecimalLiteral;
    if (at_ == 0 || !number || type(at_ - 1) != P::INTERVAL || !helps(retyped(at_, P::StringLiteral), 0))
      return false;
    bag_.report(DiagnosticId::SyntaxError, range(at_), "the length of an interval stands in quotes")
        .withHelp("quote it", range(at_), "'" + spelled(at_) + "'");
    return true;
  }

  bool explainReserved(size_t index, size_t gain) {
    if (!isReserved(index) || type(index) == P::Identifier || !helps(retyped(index, P::QuotedIdentifier), 0, gain))
      return false;
    // `SELECT FROM t`: calling FROM a name helps the parse, but the item before it is what is missing.
    bool clause = type(index) == P::FROM || type(index) == P::WHERE || type(index) == P::AS || type(index) == P::ON ||
                  type(index) == P::SELECT || type(index) == P::AND || type(index) == P::OR || type(index) == P::INTO ||
                  type(index) == P::SET || type(index) == P::WITH || type(index) == P::BY || type(index) == P::JOIN ||
                  (type(index + 1) == P::BY && (type(index) == P::ORDER || type(index) == P::GROUP));
    if (clause && type(index + 1) != P::SimpleType && type(index + 1) != P::SizedType && type(index + 1) != P::TIMESTAMP)
      return false;
    bag_.report(DiagnosticId::ReservedWord, range(index), "`" + spelled(index) + "` is a reserved word")
        .withLabel("used as a name")
        .withHelp("quote it with back-ticks", range(index), "`" + spelled(index) + "`");
    return true;
  }

  bool explainComma() {
    // One comma too many: before the end of a list, or two in a row.
    if (at_ > 0 && type(at_ - 1) == P::Comma && type(at_) != P::Comma && helps(without(at_ - 1), -1, 1)) {
      bag_.report(DiagnosticId::TrailingComma, range(at_ - 1), "comma before the end of a list")
          .withLabel("nothing follows it but " + found())
          .withHelp("remove it", range(at_ - 1), "");
      return true;
    }
    if (type(at_) == P::Comma && helps(without(at_), -1)) {
      bag_.report(DiagnosticId::TrailingComma, range(at_), "this comma separates nothing")
          .withHelp("remove it", range(at_), "");
      return true;
    }
    return false;
  }

  bool explainMissingComma() {
    // The error may show one lexeme late: in `a b c`, b is taken for an alias.
    for (size_t place : {at_, at_ - 1}) {
      if (place == 0 || place >= lexemes_.size() || type(place) == P::Comma || type(place - 1) == P::Comma)
        continue;
      bool item = isWord(place) || type(place) == P::StringLiteral || type(place) == P::QuotedIdentifier ||
                  type(place) == P::IntegerLiteral || type(place) == P::LeftParen;
      if (!item || !helps(inserted(place, P::Comma), 1))
        continue;
      SourceRange gap = gapBefore(place);
      bag_.report(DiagnosticId::MissingComma, range(place), "missing comma before `" + spelled(place) + "`")
          .withSecondary(text_.range(lexemes_[place - 1].begin, lexemes_[place - 1].end), "after this")
          .withHelp("separate the two", gap, ",");
      return true;
    }
    return false;
  }

  bool explainMisspelt(size_t minSize) {
    static const std::vector<std::string> keywords = [] {
      std::vector<std::string> words;
      for (size_t type : keywordTypes())
        words.emplace_back(keywordOf(type));
      return words;
    }();
    for (size_t index : {at_, at_ - 1}) {
      if (index >= lexemes_.size() || type(index) != P::Identifier || spelled(index).size() < minSize)
        continue;
      std::vector<std::string> fitting;
      for (const std::string &word : diagnostics::nearestNames(upperCase(spelled(index)), keywords))
        if (auto wordType = keywordType(word); wordType && helps(retyped(index, *wordType), 0, index == at_ ? 1 : kMinGain))
          fitting.push_back(word);
      if (fitting.empty())
        continue;
      auto &d = bag_.report(DiagnosticId::SyntaxError, range(index), "unexpected `" + spelled(index) + "`");
      suggest(d, index, fitting);
      return true;
    }
    return false;
  }

  /// Index of the innermost bracket before the error that is still open.
  [[nodiscard]] std::optional<size_t> openBracket() const {
    std::vector<size_t> open;
    for (size_t i = 0; i < std::min(at_, lexemes_.size()); ++i) {
      if (type(i) == P::LeftParen || type(i) == P::QueryParen || type(i) == P::LeftBracket)
        open.push_back(i);
      else if ((type(i) == P::RightParen || type(i) == P::RightBracket) && !open.empty())
        open.pop_back();
    }
    return open.empty() ? std::nullopt : std::optional(open.back());
  }

  bool explainParenthesis() {
    std::optional<size_t> opener = openBracket();
    bool closes = type(at_) == P::RightParen || type(at_) == P::RightBracket;
    if (closes && !opener && helps(without(at_), -1, 1)) {
      bag_.report(DiagnosticId::UnbalancedParenthesis, range(at_), found() + " closes nothing").withHelp("remove it", range(at_), "");
      return true;
    }
    if (!opener)
      return false;
    size_t closer = type(*opener) == P::LeftBracket ? P::RightBracket : P::RightParen;
    std::string sign = closer == P::RightParen ? "`)`" : "`]`";
    if (!helps(inserted(at_, closer), 1, 1))
      return false;
    bag_.report(DiagnosticId::UnbalancedParenthesis, range(at_), "missing " + sign + " before " + found())
        .withSecondary(range(*opener), "opened here");
    return true;
  }

  bool explainMissingSemicolon() {
    if (entry_ != Entry::Statement || !startsStatement(type(at_)))
      return false;
    Lexemes before(lexemes_.begin(), lexemes_.begin() + static_cast<ptrdiff_t>(at_));
    if (!GrammarRun(before, entry_, endOffset_).tryParse())
      return false;
    bag_.report(DiagnosticId::MissingSemicolon, range(at_), "missing `;` before `" + spelled(at_) + "`")
        .withLabel("a new statement begins here")
        .withHelp("end the statement before it", gapBefore(at_), ";");
    return true;
  }

  void explainUnexpected() {
    std::vector<std::string> expected = expectedAt(lexemes_, at_, entry_);
    auto &d = bag_.report(DiagnosticId::SyntaxError, range(at_), "unexpected " + (at_ < lexemes_.size() ? found() : "end of the statement"));
    if (!expected.empty())
      d.withLabel("expected " + listed(expected));
    std::optional<size_t> opener = openBracket();
    if (at_ >= lexemes_.size() && opener)
      d.withSecondary(range(*opener), "not closed");
  }

  static std::string listed(const std::vector<std::string> &items) {
    std::string text;
    for (size_t i = 0; i < items.size(); ++i)
      text += (i == 0 ? "" : i + 1 == items.size() ? " or " : ", ") + items[i];
    return text;
  }

  const Lexemes &lexemes_;
  size_t at_;
  Entry entry_;
  uint32_t endOffset_;
  const source::SourceText &text_;
  diagnostics::DiagnosticBag &bag_;
};

} // namespace

void reportSyntaxError(const Lexemes &lexemes, size_t failedAt, Entry entry, uint32_t endOffset, const source::SourceText &text,
                       diagnostics::DiagnosticBag &bag) {
  Explainer(lexemes, failedAt, entry, endOffset, text, bag).run();
}

} // namespace millrace::parse
