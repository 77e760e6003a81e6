/// Prototypes of RuntimeAbi.def. The compiler maps the types by name; the runtime defines the structs.
#pragma once
#include "runtime/abi/FunctionContext.h"
#include "runtime/abi/OutBuffer.h"

namespace millrace {

struct TaskContext; // runtime/task/TaskContext.h
struct StateTable;  // runtime/state/StateTable.h
struct MapTable;    // runtime/state/MapTable.h
struct SortedTable; // runtime/state/SortedTable.h
struct Slices;      // runtime/state/Slices.h
struct DecodeCursor; // runtime/abi/DecodeCursor.h

/// Whether LLVM sees the body: `MR_ABI`'s flags.
enum class AbiFlags : uint8_t { Inline, Library };

/// Types of the entry points that generated code defines.
using RowsEntry = int32_t (*)(TaskContext *, uint32_t input, const uint8_t *rows, uint64_t sizeBytes);
using DecodeEntry = int32_t (*)(TaskContext *, uint32_t input, DecodeCursor *);
using WatermarkEntry = int32_t (*)(TaskContext *, int64_t watermark);
using TimerEntry = int32_t (*)(TaskContext *, uint32_t timer, int64_t timeMs, uint64_t hash, const uint8_t *key,
                               uint32_t keySizeBytes);
using FlushEntry = int32_t (*)(TaskContext *);
using ClockEntry = int32_t (*)(TaskContext *, int64_t wallMs);

constexpr uint32_t kNoEntry = 0xFFFFFFFF; // of a table or map: end of iteration

extern "C" {
#define MR_ABI(returnType, name, arguments, flags, doc) returnType name arguments;
#include "runtime/abi/RuntimeAbi.def"
#undef MR_ABI
}

} // namespace millrace
