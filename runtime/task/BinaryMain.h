/// main() of a built binary.
///
/// Flags:   --help --version --print-sql -p N|--parallelism=N --max-parallelism=N --pin --state-limit=SIZE --progress --quiet
/// Exit:    0 ok, 1 wrong flag or CPU, 2 failure at run time. Ctrl-C once drains, twice stops.
/// Streams: results to stdout, everything else to stderr.
#pragma once
#include "runtime/task/Pipeline.h"

namespace millrace {

int millraceBinaryMain(int argc, char **argv, const CompiledPipeline &pipeline);

} // namespace millrace

/// The same, for generated code: plain pointers. Defined beside millraceBinaryMain.
extern "C" int mr_binary_main(int argc, char **argv, const char *descriptor, uint64_t descriptorSizeBytes,
                              const millrace::EntryPoint *entryPoints, uint64_t entryPointCount,
                              const millrace::ConnectorFactory *const *connectors, uint64_t connectorCount,
                              const millrace::FormatFactory *const *formats, uint64_t formatCount);
