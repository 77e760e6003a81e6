// Case, comparison, patterns, classes of characters and encodings of strings.
#include "stdlib/Families.h"
#include "stdlib/Function.h"

namespace millrace {

#define MR_TEXT(name, parameters, result, symbol, nulls, mayFail, documentation, example)                              \
  MR_RECORD(name, parameters, result, "", symbol, nulls, Deterministic, mayFail, "string", documentation, example)

#define MR_ORDER(op, symbol, documentation, example, bytesExample)                                                     \
  MR_TEXT("string " op, "STRING, STRING", "BOOLEAN", symbol, Strict, false, documentation, example),                   \
      MR_TEXT("bytes " op, "BYTES, BYTES", "BOOLEAN", symbol, Strict, false, documentation, bytesExample)

std::span<const FunctionRecord> textRecords() {
  static const FunctionRecord records[] = {
      MR_TEXT("UPPER", "STRING", "$0", mr_fn_upper, Strict, false, "The string in upper case.", "UPPER('Straße') => 'STRASSE'"),
      MR_TEXT("LOWER", "STRING", "$0", mr_fn_lower, Strict, false, "The string in lower case.", "LOWER('ÄBC') => 'äbc'"),
      MR_TEXT("INITCAP", "STRING", "$0", mr_fn_initcap, Strict, false,
              "Each word with a capital first letter and small others (ASCII).", "INITCAP('hello wORLD') => 'Hello World'"),
      MR_TEXT("CHAR_LENGTH", "STRING", "INT", mr_fn_char_length, Strict, false, "The number of characters.",
              "CHAR_LENGTH('äbc') => 3"),
      MR_TEXT("CHARACTER_LENGTH", "STRING", "INT", mr_fn_char_length, Strict, false, "The number of characters.",
              "CHARACTER_LENGTH('abc') => 3"),
      MR_TEXT("ASCII", "STRING", "INT", mr_fn_ascii, Strict, false, "The code of the first byte; 0 for an empty string.",
              "ASCII('abc') => 97"),
      MR_TEXT("CHR", "BIGINT", "STRING", mr_fn_chr, Strict, false, "The character with a code modulo 256.", "CHR(97) => 'a'"),
      MR_TEXT("IS_ALPHA", "STRING", "BOOLEAN", mr_fn_is_alpha, CalledOnNull, false, "Whether all characters are letters.",
              "IS_ALPHA('abc1') => FALSE"),
      MR_TEXT("IS_DIGIT", "STRING", "BOOLEAN", mr_fn_is_digit, CalledOnNull, false, "Whether all characters are digits.",
              "IS_DIGIT('123') => TRUE"),
      MR_TEXT("IS_DECIMAL", "STRING", "BOOLEAN", mr_fn_is_decimal, CalledOnNull, false, "Whether the string is a number.",
              "IS_DECIMAL('1.5e3') => TRUE"),
      MR_TEXT("string compare", "STRING, STRING", "INT", mr_fn_string_compare, Strict, false,
              "-1, 0 or 1: the order of the strings' bytes.", "'Z' < 'a' => TRUE"),
      MR_TEXT("bytes compare", "BYTES, BYTES", "INT", mr_fn_string_compare, Strict, false,
              "-1, 0 or 1: the order of the bytes.", "x'7f' < x'80' => TRUE"),
      MR_ORDER("=", mr_fn_string_eq, "Whether both are equal, byte by byte.", "'a' = 'a ' => FALSE", "x'01' = x'01' => TRUE"),
      MR_ORDER("<>", mr_fn_string_ne, "Whether both differ.", "'a' <> 'A' => TRUE", "x'01' <> x'01' => FALSE"),
      MR_ORDER("<", mr_fn_string_lt, "Whether the first comes before the second by its bytes.", "'ab' < 'b' => TRUE",
               "x'0102' < x'01' => FALSE"),
      MR_ORDER("<=", mr_fn_string_le, "Whether the first does not come after the second.", "'ab' <= 'a' => FALSE",
               "x'01' <= x'01' => TRUE"),
      MR_ORDER(">", mr_fn_string_gt, "Whether the first comes after the second by its bytes.", "'ä' > 'z' => TRUE",
               "x'80' > x'7f' => TRUE"),
      MR_ORDER(">=", mr_fn_string_ge, "Whether the first does not come before the second.", "'a' >= 'b' => FALSE",
               "x'02' >= x'01' => TRUE"),
      MR_TEXT("LIKE", "STRING, STRING", "BOOLEAN", mr_fn_like, Strict, false,
              "Whether the string matches a pattern where _ is one character and % any number.", "'abc' LIKE 'a%' => TRUE"),
      MR_TEXT("LIKE", "STRING, STRING, STRING", "BOOLEAN", mr_fn_like_escape, Strict, true,
              "Whether the string matches a pattern with an escape character.", "'a_c' LIKE 'a!_c' ESCAPE '!' => TRUE"),
      MR_TEXT("LIKE:CONTAINS", "STRING, STRING", "BOOLEAN", mr_fn_contains, Strict, false,
              "Whether the first string holds the second: a constant pattern %text%.", "'abcd' LIKE '%bc%' => TRUE"),
      MR_TEXT("TO_BASE64", "STRING", "STRING", mr_fn_to_base64, Strict, true, "The Base64 form of a string.",
              "TO_BASE64('hello world') => 'aGVsbG8gd29ybGQ='"),
      MR_TEXT("FROM_BASE64", "STRING", "STRING", mr_fn_from_base64, Strict, true,
              "The string behind its Base64 form; anything else fails.", "FROM_BASE64('aGVsbG8gd29ybGQ=') => 'hello world'"),
      MR_TEXT("UNHEX", "STRING", "BYTES", mr_fn_unhex, StrictNullable, false,
              "The bytes behind hexadecimal digits; NULL if a character is none.", "UNHEX('466C696E6B') => x'466c696e6b'"),
      MR_TEXT("URL_ENCODE", "STRING", "STRING", mr_fn_url_encode, Strict, true,
              "The string in application/x-www-form-urlencoded form.", "URL_ENCODE('a b&c') => 'a+b%26c'"),
      MR_TEXT("URL_DECODE", "STRING", "STRING", mr_fn_url_decode, StrictNullable, false,
              "The string behind its URL form; NULL if that is wrong.", "URL_DECODE('a+b%26c') => 'a b&c'"),
      MR_RECORD("UUID", "", "CHAR(36) NOT NULL", "", mr_fn_uuid, Strict, PerRow, false, "string",
                "A random universally unique identifier (version 4), new for each row.", "CHAR_LENGTH(UUID()) => 36"),
  };
  return records;
}

} // namespace millrace
