/// A plain, slow decoder of JSON records that shares nothing with the one under test: builds the whole tree, then converts the way
/// Flink's converters read (one `std::string` per value, strtod, digit-by-digit decimals). For differential tests and fuzzing.
///
/// Bounds: columns of BIGINT, INT, DOUBLE, BOOLEAN, STRING, DECIMAL(18, 2) and TIMESTAMP(3) (SQL standard); lines only.
#pragma once
#include "test/runtime/format/RowText.h"

#include <cmath>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>

namespace millrace::test {

class ReferenceJson {
public:
  explicit ReferenceJson(Schema schema) : schema_(std::move(schema)) {}

  /// Rows of one line as text; nothing: a bad record.
  std::optional<std::vector<std::string>> decode(const std::string &line) {
    text_ = line;
    at_ = 0;
    depth_ = 0;
    std::vector<std::string> rows;
    try {
      space();
      if (peek() == '[') { // every element is a row, rows before a bad element stand
        Tree tree = value();
        for (const Tree &element : tree.items)
          rows.push_back(row(element));
      } else {
        rows.push_back(row(value()));
      }
    } catch (const std::runtime_error &) {
      return std::nullopt;
    }
    return rows;
  }

private:
  enum Kind { Null, True, False, Number, String, Array, Object };
  struct Tree {
    Kind kind = Null;
    std::string text; // numbers as written, strings unescaped
    std::vector<Tree> items;
    std::map<std::string, std::vector<Tree>> members; // duplicates in order
    size_t begin = 0, end = 0;
    bool isFloat = false, isUtf8 = true;
  };

  [[noreturn]] static void bad() { throw std::runtime_error("bad record"); }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  bool more() const { return at_ < text_.size(); }
  void space() {
    while (more() && (peek() == ' ' || peek() == '\t' || peek() == '\r' || peek() == '\n'))
      ++at_;
  }
  void expect(char c) {
    if (!more() || text_[at_] != c)
      bad();
    ++at_;
  }

  Tree value() {
    space();
    Tree tree;
    tree.begin = at_;
    if (!more())
      bad();
    char c = peek();
    if (c == '{' || c == '[') {
      if (++depth_ > 64)
        bad();
      ++at_;
      tree.kind = c == '{' ? Object : Array;
      char close = c == '{' ? '}' : ']';
      space();
      for (bool first = true; peek() != close || !more(); first = false) {
        if (!first) {
          expect(',');
          space();
        }
        if (c == '{') {
          if (peek() != '"')
            bad();
          Tree key = value();
          if (!key.isUtf8)
            bad();
          space();
          expect(':');
          tree.members[key.text].push_back(value());
        } else {
          tree.items.push_back(value());
        }
        space();
      }
      ++at_;
      --depth_;
    } else if (c == '"') {
      string(tree);
    } else if (c == '-' || (c >= '0' && c <= '9')) {
      number(tree);
    } else {
      const std::pair<const char *, Kind> words[] = {{"null", Null}, {"true", True}, {"false", False}};
      bool found = false;
      for (auto [word, kind] : words)
        if (text_.compare(at_, std::string(word).size(), word) == 0) {
          tree.kind = kind;
          tree.text = word;
          at_ += tree.text.size();
          found = true;
          break;
        }
      if (!found)
        bad();
    }
    tree.end = at_;
    return tree;
  }

  void number(Tree &tree) {
    tree.kind = Number;
    size_t begin = at_;
    auto digits = [&] {
      size_t from = at_;
      while (more() && peek() >= '0' && peek() <= '9')
        ++at_;
      if (at_ == from)
        bad();
      return at_ - from;
    };
    if (peek() == '-')
      ++at_;
    bool zero = peek() == '0';
    if (digits() > 1 && zero)
      bad();
    if (peek() == '.') {
      ++at_;
      tree.isFloat = true;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      tree.isFloat = true;
      if (peek() == '+' || peek() == '-')
        ++at_;
      digits();
    }
    tree.text = text_.substr(begin, at_ - begin);
  }

  unsigned hex4() {
    unsigned unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      char c = peek();
      if (!more() || !std::isxdigit(static_cast<unsigned char>(c)))
        bad();
      unit = unit * 16 + static_cast<unsigned>(std::isdigit(static_cast<unsigned char>(c)) ? c - '0' : std::tolower(c) - 'a' + 10);
    }
    return unit;
  }

  static void utf8(std::string &out, unsigned point) {
    if (point < 0x80) {
      out += static_cast<char>(point);
      return;
    }
    int more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const unsigned char kLead[] = {0, 0xC0, 0xE0, 0xF0};
    out += static_cast<char>(kLead[more] | point >> (6 * more));
    while (more-- > 0)
      out += static_cast<char>(0x80 | (point >> (6 * more) & 63));
  }

  void string(Tree &tree) {
    tree.kind = String;
    ++at_;
    for (;;) {
      if (!more())
        bad();
      char c = text_[at_++];
      if (c == '"')
        break;
      if (c != '\\') {
        tree.text += c;
        continue;
      }
      if (!more())
        bad();
      c = text_[at_++];
      static const std::string kNames = "\"\\/bfnrt", kValues = "\"\\/\b\f\n\r\t";
      if (size_t i = kNames.find(c); i != std::string::npos) {
        tree.text += kValues[i];
      } else if (c == 'u') {
        unsigned unit = hex4();
        if (unit >= 0xD800 && unit < 0xDC00 && text_.compare(at_, 2, "\\u") == 0) {
          size_t second = at_;
          at_ += 2;
          unsigned low = hex4();
          if (low >= 0xDC00 && low < 0xE000) {
            utf8(tree.text, 0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00));
            continue;
          }
          at_ = second;
        }
        utf8(tree.text, unit >= 0xD800 && unit < 0xE000 ? '?' : unit);
      } else {
        bad();
      }
    }
    tree.isUtf8 = isWellFormed(tree.text);
  }

  static bool isWellFormed(const std::string &text) {
    for (size_t i = 0; i < text.size();) {
      unsigned lead = static_cast<unsigned char>(text[i]), size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
      if (lead >= 0x80 && lead < 0xC0)
        return false;
      unsigned point = lead < 0x80 ? lead : lead & (0xFFu >> (size + 1));
      if (i + size > text.size() || lead >= 0xF8)
        return false;
      for (unsigned k = 1; k < size; ++k) {
        if ((text[i + k] & 0xC0) != 0x80)
          return false;
        point = point << 6 | (text[i + k] & 63);
      }
      static const unsigned kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
      if (point < kLeast[size] || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000))
        return false;
      i += size;
    }
    return true;
  }

  std::string row(const Tree &tree) {
    if (tree.kind != Object)
      bad();
    std::string text = "+I[";
    for (size_t i = 0; i < schema_.size(); ++i) {
      auto found = tree.members.find(schema_[i].name);
      text += i > 0 ? ", " : "";
      std::string last = "null";
      if (found != tree.members.end()) // every duplicate must convert, the last one wins
        for (const Tree &one : found->second)
          last = one.kind == Null ? "null" : column(one, schema_[i].type);
      text += last;
    }
    return text + "]";
  }

  static std::string trim(std::string text) {
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
      text.pop_back();
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ')
      text.erase(0, 1);
    return text;
  }

  std::string column(const Tree &tree, const Type &type) {
    if (tree.kind == String && !tree.isUtf8)
      bad();
    bool container = tree.kind == Array || tree.kind == Object;
    std::string text = trim(tree.text);
    switch (type.kind) {
    case TypeKind::Boolean:
      for (char &c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      return !container && text == "true" ? "true" : "false";
    case TypeKind::VarChar:
      if (container)
        return "?container"; // the caller leaves these out of the comparison
      return tree.text;
    case TypeKind::Int:
    case TypeKind::BigInt:
      return integer(tree, text, type.kind == TypeKind::Int ? 2147483647.0L : 9223372036854775807.0L);
    case TypeKind::Double:
      return floating(tree, text);
    case TypeKind::Decimal:
      if (tree.kind != Number && tree.kind != String)
        bad();
      return decimal(text, type);
    default:
      if (container)
        bad();
      return timestamp(tree.text);
    }
  }

  /// x87 long double holds every int64 exactly.
  static std::string integer(const Tree &tree, const std::string &text, long double max) {
    if (tree.kind != Number && tree.kind != String)
      bad();
    if (tree.kind == Number && tree.isFloat) {
      double number = std::strtod(text.c_str(), nullptr), bound = static_cast<double>(max);
      if (!(number >= -bound - (max < 3e9L ? 1 : 0) && number <= bound))
        bad();
      if (number >= 9223372036854775807.0)
        return "9223372036854775807";
      return std::to_string(static_cast<long long>(number));
    }
    size_t i = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    if (i == text.size())
      bad();
    long double number = 0;
    for (size_t k = i; k < text.size(); ++k) {
      if (text[k] < '0' || text[k] > '9')
        bad();
      number = number * 10 + (text[k] - '0');
      if (number > 1e19L)
        bad();
    }
    if (text[0] == '-')
      number = -number;
    if (number > max || number < -max - 1)
      bad();
    return std::to_string(static_cast<long long>(number));
  }

  static std::string floating(const Tree &tree, std::string text) {
    if (tree.kind != Number && tree.kind != String)
      bad();
    char shown[64];
    std::string body = !text.empty() && (text[0] == '+' || text[0] == '-') ? text.substr(1) : text;
    if (body != "NaN" && body != "Infinity") {
      bool hex = body.size() > 2 && body[0] == '0' && (body[1] | 32) == 'x';
      if (!body.empty() && std::string("fFdD").find(body.back()) != std::string::npos && (!hex || body.find_first_of("pP") != std::string::npos)) {
        body.pop_back();
        text.pop_back();
      }
      if (body.empty() || !(std::isdigit(static_cast<unsigned char>(body[0])) || body[0] == '.') || body.find_first_not_of(hex ? "0123456789abcdefABCDEFxXpP.+-" : "0123456789.eE+-") != std::string::npos ||
          (hex && body.find_first_of("pP") == std::string::npos))
        bad();
      char *end;
      std::strtod(text.c_str(), &end);
      if (*end != '\0')
        bad();
    }
    std::snprintf(shown, sizeof(shown), "%.17g", std::strtod(text.c_str(), nullptr));
    return body == "NaN" ? "nan" : shown;
  }

  static std::string decimal(const std::string &text, const Type &type) {
    size_t i = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    std::string digits;
    long point = -1;
    for (; i < text.size() && (std::isdigit(static_cast<unsigned char>(text[i])) || (text[i] == '.' && point < 0)); ++i)
      if (text[i] == '.')
        point = static_cast<long>(digits.size());
      else
        digits += text[i];
    if (digits.empty())
      bad();
    long exponent = 0;
    if (i < text.size()) {
      if ((text[i] | 32) != 'e' || i + 1 == text.size())
        bad();
      size_t from = ++i;
      if (text[i] == '+' || text[i] == '-')
        ++i;
      if (i == text.size() || text.find_first_not_of("0123456789", i) != std::string::npos || text.size() - i > 9)
        bad(); // ten digits of exponent are left out of the comparison by the caller
      exponent = std::atol(text.c_str() + from);
    }
    long shift = type.scale + exponent - (point < 0 ? 0 : static_cast<long>(digits.size()) - point);
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.empty())
      return "0";
    bool up = false;
    if (shift >= 0) {
      if (static_cast<long>(digits.size()) + shift > type.precision)
        return "null";
      digits.append(static_cast<size_t>(shift), '0');
    } else if (static_cast<long>(digits.size()) + shift < 0) {
      return "0";
    } else {
      size_t keep = digits.size() - static_cast<size_t>(-shift);
      up = digits[keep] >= '5';
      digits.resize(keep);
    }
    for (size_t k = digits.size(); up && k-- > 0;) {
      up = digits[k] == '9';
      digits[k] = up ? '0' : static_cast<char>(digits[k] + 1);
    }
    if (up)
      digits.insert(0, "1");
    if (static_cast<int32_t>(digits.size()) > type.precision)
      return "null";
    if (digits.find_first_not_of('0') == std::string::npos)
      return "0";
    return (text[0] == '-' ? "-" : "") + digits;
  }

  static std::string timestamp(const std::string &text) {
    // YYYY-MM-DD HH:MM:SS[.n{0,9}] with four-digit years; others are left out of the comparison by the caller.
    static const std::string kForm = "dddd-dd-dd dd:dd:dd";
    if (text.size() < kForm.size())
      bad();
    for (size_t i = 0; i < kForm.size(); ++i)
      if (kForm[i] == 'd' ? !std::isdigit(static_cast<unsigned char>(text[i])) : text[i] != kForm[i])
        bad();
    std::string fraction;
    if (text.size() > kForm.size()) {
      fraction = text.substr(kForm.size() + 1);
      if (text[kForm.size()] != '.' || fraction.size() > 9 || fraction.find_first_not_of("0123456789") != std::string::npos)
        bad();
    }
    auto number = [&](size_t at, size_t size) { return std::atoi(text.substr(at, size).c_str()); };
    int year = number(0, 4), month = number(5, 2), day = number(8, 2), hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
    bool isZero = fraction.find_first_not_of('0') == std::string::npos;
    bool midnight = hour == 24 && minute == 0 && second == 0 && isZero;
    if (month < 1 || month > 12 || day < 1 || day > 31 || minute > 59 || second > 59 || (hour > 23 && !midnight))
      bad();
    auto isLeap = [](int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; };
    static const int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    auto monthDays = [&](int y, int m) { return kDays[m - 1] + (m == 2 && isLeap(y)); };
    day = std::min(day, monthDays(year, month));
    long days = day - 1;
    for (int m = 1; m < month; ++m)
      days += monthDays(year, m);
    for (int y = 1970; y < year; ++y)
      days += isLeap(y) ? 366 : 365;
    for (int y = year; y < 1970; ++y)
      days -= isLeap(y) ? 366 : 365;
    fraction.resize(3, '0');
    return std::to_string(((days * 24 + hour) * 60 + minute) * 60000l + second * 1000l + std::atoi(fraction.c_str()));
  }

  Schema schema_;
  std::string text_;
  size_t at_ = 0;
  int depth_ = 0;
};

} // namespace millrace::test
