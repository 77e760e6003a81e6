// Strings: positions count characters, not bytes; every NULL and border rule is Flink's BinaryStringDataUtil and SqlFunctionUtils.
#include "stdlib/string/Like.h"
#include "test/stdlib/Call.h"

namespace millrace {
namespace {

struct StringTest : testing::Test, Caller {
  template <typename... A> std::string one(std::string_view name, std::string_view parameters, const A &...arguments) {
    auto outcome = call<StringView>(name, parameters, {}, arguments...);
    return outcome.failed ? "FAILED " + outcome.message : outcome.value.value_or("NULL");
  }
  template <typename... A> int32_t number(std::string_view name, std::string_view parameters, const A &...arguments) {
    return call<int32_t>(name, parameters, {}, arguments...).value.value_or(-999);
  }
  template <typename... A> bool test(std::string_view name, std::string_view parameters, const A &...arguments) {
    auto outcome = call<bool>(name, parameters, {}, arguments...);
    EXPECT_FALSE(outcome.failed) << outcome.message;
    return outcome.value.value_or(false);
  }
};

constexpr std::string_view kSii = "STRING, INT, INT", kSi = "STRING, INT", kSs = "STRING, STRING", kSss = "STRING, STRING, STRING",
                           kSsi = "STRING, STRING, INT";

TEST_F(StringTest, Substring) {
  auto cut = [&](std::string_view value, int32_t start, int32_t length) { return one("SUBSTRING", kSii, text(value), start, length); };
  EXPECT_EQ(cut("abcdef", 2, 3), "bcd");
  EXPECT_EQ(cut("abcdef", 0, 2), "ab");
  EXPECT_EQ(cut("abcdef", -2, 5), "ef");
  EXPECT_EQ(cut("abcdef", -7, 2), "");
  EXPECT_EQ(cut("abcdef", 7, 1), "");
  EXPECT_EQ(cut("abcdef", 1, -1), "NULL");
  EXPECT_EQ(cut("äöü€x", 2, 3), "öü€");
  EXPECT_EQ(cut("äöü", 2, 2147483647), "öü");
  EXPECT_EQ(one("SUBSTRING", kSi, text("äöü"), int32_t{-1}), "ü");
  EXPECT_EQ(one("LEFT", kSi, text("äöü"), int32_t{2}), "äö");
  EXPECT_EQ(one("LEFT", kSi, text("äöü"), int32_t{-1}), "");
  EXPECT_EQ(one("RIGHT", kSi, text("äöü"), int32_t{2}), "öü");
  EXPECT_EQ(one("RIGHT", kSi, text("äöü"), int32_t{9}), "äöü");
}

TEST_F(StringTest, Overlay) {
  constexpr std::string_view kSsii = "STRING, STRING, INT, INT";
  auto overlay = [&](int32_t start, int32_t length) { return one("OVERLAY", kSsii, text("xxxxxtest"), text("xxxx"), start, length); };
  EXPECT_EQ(overlay(6, 2), "xxxxxxxxxst");
  EXPECT_EQ(overlay(0, 2), "xxxxxtest");
  EXPECT_EQ(overlay(10, 2), "xxxxxtest");
  EXPECT_EQ(overlay(6, 0), "xxxxxxxxx"); // Flink drops the rest then
  EXPECT_EQ(one("OVERLAY", kSsi, text("abcdef"), text("XY"), int32_t{2}), "aXYdef");
}

TEST_F(StringTest, Padding) {
  constexpr std::string_view kSis = "STRING, INT, STRING";
  EXPECT_EQ(one("LPAD", kSis, text("hi"), int32_t{5}, text("xyz")), "xyzhi");
  EXPECT_EQ(one("LPAD", kSis, text("hi"), int32_t{4}, text("äöü")), "äöhi");
  EXPECT_EQ(one("LPAD", kSis, text("hello"), int32_t{2}, text("x")), "he");
  EXPECT_EQ(one("RPAD", kSis, text("hi"), int32_t{7}, text("xy")), "hixyxyx");
  EXPECT_EQ(one("RPAD", kSis, text("hi"), int32_t{0}, text("x")), "");
  EXPECT_EQ(one("LPAD", kSis, text("hi"), int32_t{-1}, text("x")), "NULL");
  EXPECT_EQ(one("RPAD", kSis, text("hi"), int32_t{5}, text("")), "NULL");
  EXPECT_EQ(one("REPEAT", kSi, text("ab"), int32_t{3}), "ababab");
  EXPECT_EQ(one("REPEAT", kSi, text("ab"), int32_t{-1}), "");
  EXPECT_TRUE(one("REPEAT", kSi, text("abcd"), int32_t{2147483647}).starts_with("FAILED"));
  EXPECT_EQ(one("REVERSE", "STRING", text("aä€")), "€äa");
}

TEST_F(StringTest, Trims) {
  EXPECT_EQ(one("TRIM:BOTH", kSs, text("xyabcyx"), text("xy")), "abc");
  EXPECT_EQ(one("TRIM:LEADING", kSs, text("ääbä"), text("ä")), "bä");
  EXPECT_EQ(one("TRIM:TRAILING", kSs, text("ääbä"), text("ä")), "ääb");
  EXPECT_EQ(one("TRIM:BOTH", kSs, text("yyy"), text("y")), "");
  EXPECT_EQ(one("TRIM", "STRING", text(" \ta ")), "\ta");
  EXPECT_EQ(one("LTRIM", "STRING", text("  a ")), "a ");
  EXPECT_EQ(one("RTRIM", kSs, text("abab"), text("b")), "aba");
}

TEST_F(StringTest, Concatenation) {
  EXPECT_EQ(one("||", kSs, text("ab"), text("")), "ab");
  StringView a = text("a"), b = text("b"), c = text("c");
  EXPECT_EQ(one("CONCAT", "STRING...", a, b, c), "abc");
  EXPECT_EQ(one("CONCAT_WS", "STRING, STRING...", someText("-"), someText("a"), noText(), someText("")), "a-");
  EXPECT_EQ(one("CONCAT_WS", "STRING, STRING...", noText(), someText("a")), "NULL");
  EXPECT_EQ(one("CONCAT_WS", "STRING, STRING...", someText("-"), noText()), "");
  EXPECT_EQ(one("ELT", "BIGINT, STRING...", Nullable<int64_t>(2), someText("a"), someText("b")), "b");
  EXPECT_EQ(one("ELT", "BIGINT, STRING...", Nullable<int64_t>(3), someText("a"), someText("b")), "NULL");
  EXPECT_EQ(one("ELT", "BIGINT, STRING...", Nullable<int64_t>(0), someText("a")), "NULL");
}

TEST_F(StringTest, Positions) {
  EXPECT_EQ(number("POSITION", kSs, text("c"), text("äbc")), 3);
  EXPECT_EQ(number("POSITION", kSs, text("x"), text("abc")), 0);
  EXPECT_EQ(number("POSITION", kSs, text(""), text("abc")), 1);
  EXPECT_EQ(number("LOCATE", kSsi, text("b"), text("abcb"), int32_t{3}), 4);
  EXPECT_EQ(number("LOCATE", kSsi, text("b"), text("abcb"), int32_t{5}), 0);
  EXPECT_EQ(number("INSTR", "STRING, STRING, INT, INT", text("corporate floor"), text("or"), int32_t{3}, int32_t{2}), 14);
  EXPECT_EQ(number("INSTR", "STRING, STRING, INT, INT", text("corporate floor"), text("or"), int32_t{-3}, int32_t{2}), 2);
  EXPECT_EQ(number("INSTR", kSsi, text("abc"), text("b"), int32_t{0}), 0);
  EXPECT_TRUE(call<int32_t>("INSTR", "STRING, STRING, INT, INT", {}, text("abc"), text("b"), int32_t{1}, int32_t{0}).failed);
  EXPECT_TRUE(test("STARTSWITH", kSs, text("abc"), text("")));
  EXPECT_FALSE(test("ENDSWITH", kSs, text("c"), text("abc")));
}

TEST_F(StringTest, ReplacesAndSplits) {
  EXPECT_EQ(one("REPLACE", kSss, text("aaa"), text("aa"), text("b")), "ba");
  EXPECT_EQ(one("REPLACE", kSss, text("äb"), text(""), text("-")), "-ä-b-");
  EXPECT_EQ(one("REPLACE", kSss, text("abc"), text("x"), text("y")), "abc");
  EXPECT_EQ(one("SPLIT_INDEX", kSsi, text("a,b,,"), text(","), int32_t{2}), "");
  EXPECT_EQ(one("SPLIT_INDEX", kSsi, text("a,b,,"), text(","), int32_t{3}), "");
  EXPECT_EQ(one("SPLIT_INDEX", kSsi, text("a,b,,"), text(","), int32_t{4}), "NULL");
  EXPECT_EQ(one("SPLIT_INDEX", kSsi, text("a--b"), text("--"), int32_t{1}), "b");
  EXPECT_EQ(one("SPLIT_INDEX", kSsi, text(""), text(","), int32_t{0}), "NULL");
  EXPECT_EQ(one("SPLIT_INDEX", kSsi, text("a"), text(","), int32_t{-1}), "NULL");
  EXPECT_EQ(one("SPLIT_INDEX", kSsi, text("a b\tc"), text(""), int32_t{2}), "c");
  EXPECT_EQ(one("SPLIT_INDEX", "STRING, INT, INT", text("a,b"), int32_t{44}, int32_t{1}), "b");
  EXPECT_EQ(one("SPLIT_INDEX", "STRING, INT, INT", text("a,b"), int32_t{256}, int32_t{0}), "NULL");
  EXPECT_EQ(one("TRANSLATE", kSss, someText("www.äpache.org"), someText("wäe"), someText("vA")), "vvv.Apach.org");
  EXPECT_EQ(one("TRANSLATE", kSss, someText("abc"), noText(), someText("x")), "abc");
  EXPECT_EQ(one("TRANSLATE", kSss, someText("abcb"), someText("b"), noText()), "ac");
}

TEST_F(StringTest, CaseBeyondAscii) {
  EXPECT_EQ(one("UPPER", "STRING", text("straße ÿ щ")), "STRASSE Ÿ Щ");
  EXPECT_EQ(one("LOWER", "STRING", text("ÄÖÜ ΣΑΣ ŽLUŤ")), "äöü σας žluť");
  EXPECT_EQ(one("UPPER", "STRING", text("ﬁ")), "FI");
  EXPECT_EQ(one("INITCAP", "STRING", text("hELLO wORLD 1a-b")), "Hello World 1a-B");
}

TEST_F(StringTest, Characters) {
  EXPECT_EQ(number("CHAR_LENGTH", "STRING", text("aä€𝄞")), 4);
  EXPECT_EQ(number("ASCII", "STRING", text("")), 0);
  EXPECT_EQ(number("ASCII", "STRING", text("é")), -61); // Java's bytes are signed
  EXPECT_EQ(one("CHR", "BIGINT", int64_t{353}), "a");
  EXPECT_EQ(one("CHR", "BIGINT", int64_t{-1}), "");
  EXPECT_EQ(one("CHR", "BIGINT", int64_t{228}), "ä");
  EXPECT_EQ(one("CHR", "BIGINT", int64_t{256}), std::string(1, '\0'));
  EXPECT_TRUE(test("IS_ALPHA", "STRING", someText("aäж")));
  EXPECT_FALSE(test("IS_ALPHA", "STRING", someText("")));
  EXPECT_FALSE(test("IS_ALPHA", "STRING", noText()));
  EXPECT_TRUE(test("IS_DIGIT", "STRING", someText("12٣")));
  EXPECT_FALSE(test("IS_DIGIT", "STRING", someText("-1")));
  EXPECT_TRUE(test("IS_DECIMAL", "STRING", someText(" -1.5E3 ")));
  EXPECT_FALSE(test("IS_DECIMAL", "STRING", someText("1,5")));
}

TEST_F(StringTest, OrderIsByBytes) {
  auto compare = [&](std::string_view a, std::string_view b) { return number("string compare", kSs, text(a), text(b)); };
  EXPECT_EQ(compare("a", "b"), -1);
  EXPECT_EQ(compare("Z", "a"), -1);
  EXPECT_EQ(compare("ä", "z"), 1);
  EXPECT_EQ(compare("abcd", "abcde"), -1);
  EXPECT_EQ(compare("ab", std::string_view("ab\0", 3)), -1);
  EXPECT_EQ(compare("abcdx", "abcdy"), -1);
  EXPECT_EQ(compare("", ""), 0);
  EXPECT_TRUE(test("string =", kSs, text("abcdefgh"), text("abcdefgh")));
  EXPECT_FALSE(test("string =", kSs, text("ab"), text(std::string_view("ab\0", 3))));
  EXPECT_TRUE(test("string >=", kSs, text("b"), text("abc")));
}

TEST_F(StringTest, Like) {
  auto like = [&](std::string_view value, std::string_view pattern) { return test("LIKE", kSs, text(value), text(pattern)); };
  EXPECT_TRUE(like("abc", "a%"));
  EXPECT_TRUE(like("abc", "%b%"));
  EXPECT_TRUE(like("äbc", "_bc"));
  EXPECT_TRUE(like("abcabd", "%ab_"));
  EXPECT_TRUE(like("", "%"));
  EXPECT_TRUE(like("a\nb", "a%b"));
  EXPECT_FALSE(like("a\nb", "a_b"));
  EXPECT_FALSE(like("ABC", "abc"));
  EXPECT_FALSE(like("abc", "ab"));
  EXPECT_FALSE(like("", "_"));
  EXPECT_TRUE(test("LIKE", kSss, text("a%c"), text("a!%c"), text("!")));
  EXPECT_FALSE(test("LIKE", kSss, text("abc"), text("a!%c"), text("!")));
  EXPECT_TRUE(call<bool>("LIKE", kSss, {}, text("abc"), text("a!bc"), text("!")).failed);
  EXPECT_TRUE(call<bool>("LIKE", kSss, {}, text("abc"), text("abc"), text("!!")).failed);
}

TEST_F(StringTest, ConstantLikePatterns) {
  auto shape = [](std::string_view pattern, std::string_view escape = "") {
    LikePattern result = analyzeLike(pattern, escape);
    return std::to_string(static_cast<int>(result.shape)) + result.literal;
  };
  EXPECT_EQ(shape("abc"), "0abc");
  EXPECT_EQ(shape("abc%"), "1abc");
  EXPECT_EQ(shape("%abc"), "2abc");
  EXPECT_EQ(shape("%abc%"), "3abc");
  EXPECT_EQ(shape("a!_c%", "!"), "1a_c");
  EXPECT_EQ(shape("%"), "3");
  EXPECT_EQ(analyzeLike("a%c", "").shape, LikeShape::General);
  EXPECT_EQ(analyzeLike("a_c", "").shape, LikeShape::General);
  EXPECT_EQ(analyzeLike("a!c", "!").shape, LikeShape::Invalid);
  EXPECT_EQ(analyzeLike("a!", "!").error, "Invalid escape sequence 'a!', 1");
}

TEST_F(StringTest, RegularExpressions) {
  EXPECT_TRUE(test("REGEXP", kSs, text("foobar"), text("o+b")));
  EXPECT_FALSE(test("REGEXP", kSs, text("foobar"), text("^o")));
  EXPECT_FALSE(test("REGEXP", kSs, text("foobar"), text("")));
  EXPECT_FALSE(test("REGEXP", kSs, text("foobar"), text("(")));
  auto extract = [&](std::string_view value, std::string_view pattern, int32_t group) {
    return one("REGEXP_EXTRACT", kSsi, text(value), text(pattern), group);
  };
  EXPECT_EQ(extract("foothebar", "foo(.*?)(bar)", 2), "bar");
  EXPECT_EQ(extract("foothebar", "foo(.*?)(bar)", 0), "foothebar");
  EXPECT_EQ(extract("foothebar", "foo(.*?)(bar)", 3), "NULL");
  EXPECT_EQ(extract("foothebar", "foo(.*?)(bar)", -1), "NULL");
  EXPECT_EQ(extract("foothebar", "(x)?foo", 1), "NULL");
  EXPECT_EQ(extract("abc", "[", 0), "NULL");
  EXPECT_EQ(extract("abc1", "\\p{Alpha}+", 0), "abc");
  EXPECT_TRUE(extract("abab", "(ab)\\1", 0).starts_with("FAILED the regular expression is not supported: "));
  EXPECT_TRUE(extract("abab", "(?=a)", 0).starts_with("FAILED"));
  auto replace = [&](std::string_view value, std::string_view pattern, std::string_view by) {
    return one("REGEXP_REPLACE", kSss, text(value), text(pattern), text(by));
  };
  EXPECT_EQ(replace("foobar", "oo|ar", ""), "fb");
  EXPECT_EQ(replace("baaac", "a*", "-"), "-b--c-"); // as Java's Matcher.replaceAll
  EXPECT_EQ(replace("äb", "x*", "-"), "-ä-b-");
  EXPECT_EQ(replace("abc", "b", "$1\\"), "a$1\\c");
  EXPECT_EQ(replace("abc", "x", "y"), "abc");
}

TEST_F(StringTest, SimilarTo) {
  auto similar = [&](std::string_view value, std::string_view pattern) { return test("SIMILAR TO", kSs, text(value), text(pattern)); };
  EXPECT_TRUE(similar("abc", "(a|x)_c"));
  EXPECT_TRUE(similar("abab", "(ab)+"));
  EXPECT_TRUE(similar("a.c", "a.c"));
  EXPECT_TRUE(similar("x1", "[[:ALPHA:]][0-9]"));
  EXPECT_FALSE(similar("xabc", "(a|x)_c"));
  EXPECT_TRUE(test("SIMILAR TO", kSss, text("a%c"), text("a!%c"), text("!")));
  EXPECT_TRUE(call<bool>("SIMILAR TO", kSs, {}, text("a"), text("a]")).failed);
}

TEST_F(StringTest, Encodings) {
  EXPECT_EQ(one("TO_BASE64", "STRING", text("a")), "YQ==");
  EXPECT_EQ(one("TO_BASE64", "STRING", text("ab")), "YWI=");
  EXPECT_EQ(one("FROM_BASE64", "STRING", text("YWI=")), "ab");
  EXPECT_EQ(one("FROM_BASE64", "STRING", text("YWI")), "ab");
  EXPECT_TRUE(one("FROM_BASE64", "STRING", text("YW!=")).starts_with("FAILED"));
  EXPECT_TRUE(one("FROM_BASE64", "STRING", text("Y")).starts_with("FAILED"));
  EXPECT_EQ(one("HEX", "BIGINT", int64_t{-1}), "FFFFFFFFFFFFFFFF");
  EXPECT_EQ(one("HEX", "BIGINT", int64_t{0}), "0");
  EXPECT_EQ(one("BIN", "BIGINT", int64_t{-4}).size(), 64u);
  EXPECT_EQ(one("BIN", "BIGINT", int64_t{0}), "0");
  EXPECT_EQ(one("UNHEX", "STRING", text("466C696E6b")), "Flink");
  EXPECT_EQ(one("UNHEX", "STRING", text("123")), std::string("\0#", 2)); // Flink loses an odd first digit
  EXPECT_EQ(one("UNHEX", "STRING", text("G0")), "NULL");
  EXPECT_EQ(one("UNHEX", "STRING", text("G00")), "NULL");
  EXPECT_EQ(one("URL_ENCODE", "STRING", text("a b&ä~")), "a+b%26%C3%A4%7E");
  EXPECT_EQ(one("URL_DECODE", "STRING", text("a+b%26%C3%A4")), "a b&ä");
  EXPECT_EQ(one("URL_DECODE", "STRING", text("%4")), "NULL");
}

TEST_F(StringTest, Digests) {
  // RFC 1321 and FIPS 180 examples; the long one crosses a block.
  EXPECT_EQ(one("MD5", "STRING", text("")), "d41d8cd98f00b204e9800998ecf8427e");
  std::string_view block = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  EXPECT_EQ(one("SHA1", "STRING", text(block)), "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
  EXPECT_EQ(one("SHA256", "STRING", text(block)), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(one("SHA224", "STRING", text("abc")), "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
  EXPECT_EQ(one("SHA512", "STRING", text("abc")),
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
  EXPECT_EQ(one("SHA384", "STRING", text("abc")),
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
  EXPECT_TRUE(one("SHA2", "STRING, INT", text("abc"), int32_t{100}).starts_with("FAILED"));
}

TEST_F(StringTest, UuidsAreVersion4) {
  std::string first = one("UUID", ""), second = one("UUID", "");
  EXPECT_EQ(first.size(), 36u);
  EXPECT_EQ(first[14], '4');
  EXPECT_NE(std::string("89ab").find(first[19]), std::string::npos);
  EXPECT_NE(first, second);
}

} // namespace
} // namespace millrace
