// Readings come as text: `21.5C`, `70.7F`, `n/a`.
#include <millrace/Function.h>

#include <charconv>

std::optional<double> celsius(std::string_view reading) {
  double degrees = 0;
  auto [rest, failed] = std::from_chars(reading.begin(), reading.end(), degrees);
  if (failed != std::errc() || rest + 1 != reading.end())
    return std::nullopt;
  if (*rest == 'F')
    return (degrees - 32) * 5 / 9;
  return *rest == 'C' ? std::optional(degrees) : std::nullopt;
}
MILLRACE_FUNCTION(celsius)

std::string_view comfort(double degrees) {
  using namespace std::literals; // "cold" alone would be measured for every row
  return degrees < 18 ? "cold"sv : degrees <= 24 ? "pleasant"sv : "warm"sv;
}
MILLRACE_FUNCTION(comfort)
