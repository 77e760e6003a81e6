#include "stdlib/Families.h"

#include <map>
#include <vector>

namespace millrace {
namespace {

struct Registry {
  std::vector<FunctionRecord> records;
  std::map<std::string_view, std::vector<const FunctionRecord *>> byName;

  Registry() {
    using Family = std::span<const FunctionRecord> (*)();
    constexpr Family kFamilies[] = {stringRecords,   textRecords,         regexRecords,        hashRecords,
                                    numericRecords,  mathRecords,         decimalRecords,      greatestRecords,
                                    temporalRecords, temporalUnitRecords, temporalTextRecords, nestedRecords,
                                    castRecords};
    for (Family family : kFamilies) {
      std::span<const FunctionRecord> own = family();
      records.insert(records.end(), own.begin(), own.end());
    }
    for (const FunctionRecord &record : records)
      byName[record.name].push_back(&record);
  }
};

const Registry &registry() {
  static const Registry instance; // thread-safe by the language; read-only afterwards
  return instance;
}

} // namespace

std::span<const FunctionRecord> functionRecords() { return registry().records; }

std::span<const FunctionRecord *const> findFunction(std::string_view name) {
  auto found = registry().byName.find(name);
  if (found == registry().byName.end())
    return {};
  return found->second;
}

} // namespace millrace
