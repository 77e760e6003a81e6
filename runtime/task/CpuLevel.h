/// Checks that this CPU has what code built for a level needs.
#pragma once
#include <string>
#include <string_view>

namespace millrace {

/// The first feature of an x86-64 level (`x86-64` … `x86-64-v4`) that this CPU lacks, or empty. Other names are not checked.
std::string missingCpuFeature(std::string_view level);

} // namespace millrace
