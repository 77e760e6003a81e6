# lit: `lit --param=build=<build folder> test`. Runs the .mlir and .test files; the other tests have runners of their own.
import os
import subprocess

import lit.formats

LLVM_BIN = "/usr/lib/llvm-19/bin"

config.name = "millrace"
config.test_format = lit.formats.ShTest(True)
config.suffixes = [".mlir", ".test"]
config.excludes = ["inputs", "Inputs"]
config.test_source_root = os.path.dirname(os.path.abspath(__file__))

root = os.path.dirname(config.test_source_root)
build = os.path.join(root, lit_config.params.get("build", "build/dev"))
config.test_exec_root = os.path.join(build, "lit")
binaries = os.path.join(build, "bin")

# Root may hide programs in a mount namespace of its own.
if os.geteuid() == 0 and subprocess.run(["unshare", "-m", "true"], stderr=subprocess.DEVNULL).returncode == 0:
    config.available_features.add("mount-namespace")

config.environment["PATH"] = os.pathsep.join([binaries, LLVM_BIN, os.environ["PATH"]])
config.substitutions += [
    ("%millrace-opt", os.path.join(binaries, "millrace-opt")),
    ("%millrace", os.path.join(binaries, "millrace")),
    ("%build", build),
    ("%root", root),
]

with open(os.path.join(build, "CMakeCache.txt"), encoding="utf-8") as cache:
    if any(line.startswith("MILLRACE_SANITIZE") and line.strip().split("=", 1)[1] for line in cache):
        config.available_features.add("sanitizer")
