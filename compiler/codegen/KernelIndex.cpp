#include "compiler/codegen/KernelIndex.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Function.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/MemoryBuffer.h"

#include <array>
#include <optional>

namespace millrace::codegen {

namespace {

/// In LLVM instructions. With one call inlining saves the call's memory traffic at the price of no second copy; LLVM's own
/// threshold for more calls is about the second number.
constexpr unsigned kInlineSizeMax = 250, kInlineSizeMaxOfMany = 45;

using Inlining = KernelEntry::Inlining;
constexpr std::array<llvm::StringRef, 3> kInliningNames = {"measure", "always", "never"};

Inlining inliningOf(const llvm::Function &kernel) {
  if (kernel.hasFnAttribute(llvm::Attribute::AlwaysInline))
    return Inlining::Always;
  return kernel.hasFnAttribute(llvm::Attribute::NoInline) ? Inlining::Never : Inlining::Measure;
}

std::optional<KernelEntry> parseEntry(llvm::ArrayRef<llvm::StringRef> words, size_t file) {
  KernelEntry entry{.file = file};
  const auto *inlining = words.size() == 4 ? llvm::find(kInliningNames, words[3]) : kInliningNames.end();
  if (inlining == kInliningNames.end() || words[1].getAsInteger(10, entry.size) || words[2].getAsInteger(10, entry.blocks))
    return std::nullopt;
  entry.inlining = static_cast<Inlining>(inlining - kInliningNames.begin());
  return entry;
}

llvm::Error readError(const llvm::Twine &message) { return llvm::createStringError(llvm::inconvertibleErrorCode(), message); }

} // namespace

bool KernelEntry::isWorthInlining(unsigned callCount) const {
  if (inlining != Inlining::Measure)
    return inlining == Inlining::Always;
  return size <= (callCount == 1 ? kInlineSizeMax : kInlineSizeMaxOfMany);
}

llvm::Expected<KernelIndex> KernelIndex::read(const std::string &folder) {
  std::string path = folder + "/index";
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
  if (!buffer)
    return readError("cannot read the index of the kernels `" + llvm::Twine(path) + "`: " + buffer.getError().message());
  KernelIndex index;
  for (llvm::line_iterator line(**buffer); !line.is_at_eof(); ++line) {
    llvm::SmallVector<llvm::StringRef, 4> words;
    line->split(words, ' ');
    if (words.size() == 2 && words[0] == "file") {
      index.paths_.push_back(folder + "/" + words[1].str());
      continue;
    }
    std::optional<KernelEntry> entry = index.paths_.empty() ? std::nullopt : parseEntry(words, index.paths_.size() - 1);
    if (!entry)
      return readError("the index of the kernels `" + llvm::Twine(path) + "` is damaged in line " + llvm::Twine(line.line_number()));
    index.entries_[words[0]] = *entry;
  }
  return index;
}

const KernelEntry *KernelIndex::find(llvm::StringRef name) const {
  auto found = entries_.find(name);
  return found == entries_.end() ? nullptr : &found->second;
}

void writeKernelIndex(llvm::StringRef fileName, const llvm::Module &kernels, llvm::raw_ostream &out) {
  out << "file " << fileName << "\n";
  for (const llvm::Function &kernel : kernels)
    if (!kernel.isDeclaration() && !kernel.hasLocalLinkage())
      out << kernel.getName() << " " << kernel.getInstructionCount() << " " << kernel.size() << " "
          << kInliningNames[static_cast<size_t>(inliningOf(kernel))] << "\n";
}

} // namespace millrace::codegen
