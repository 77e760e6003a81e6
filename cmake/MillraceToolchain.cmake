# The compilers, LLVM, MLIR, LLD and the libraries every target may use. Debian 12, clang 19.
set(LLVM_PREFIX /usr/lib/llvm-19)
find_package(MLIR 19.1 REQUIRED CONFIG PATHS ${LLVM_PREFIX}/lib/cmake/mlir NO_DEFAULT_PATH)
find_package(LLD 19.1 REQUIRED CONFIG PATHS ${LLVM_PREFIX}/lib/cmake/lld NO_DEFAULT_PATH)
list(APPEND CMAKE_MODULE_PATH ${MLIR_CMAKE_DIR} ${LLVM_CMAKE_DIR})
include(TableGen)
include(AddLLVM)
include(AddMLIR)
include_directories(SYSTEM ${LLVM_INCLUDE_DIRS} ${MLIR_INCLUDE_DIRS} ${LLD_INCLUDE_DIRS})

find_package(Threads REQUIRED)
find_package(fmt REQUIRED)
find_package(Java 11 REQUIRED COMPONENTS Runtime)

# Dev: quick to build, fast enough to run tests; Release: what users get.
set(CMAKE_CXX_FLAGS_DEV "-O1 -g1" CACHE STRING "" FORCE)
set(CMAKE_C_FLAGS_DEV "-O1 -g1" CACHE STRING "" FORCE)
set(CMAKE_CXX_FLAGS_RELEASE "-O2" CACHE STRING "" FORCE)
set(CMAKE_C_FLAGS_RELEASE "-O2" CACHE STRING "" FORCE)

add_library(millraceFlags INTERFACE)
target_compile_options(millraceFlags INTERFACE
  -Wall -Wextra -Wno-unused-parameter -Werror=return-type -Werror=unused-result
  -ffunction-sections -fdata-sections)
target_include_directories(millraceFlags INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
if(MILLRACE_CHECKS)
  target_compile_definitions(millraceFlags INTERFACE MILLRACE_CHECKS=1)
endif()
if(MILLRACE_SANITIZE)
  string(REPLACE ";" "," sanitizers "${MILLRACE_SANITIZE}")
  add_compile_options(-fsanitize=${sanitizers} -fno-omit-frame-pointer -fno-sanitize=function,vptr)
  add_link_options(-fsanitize=${sanitizers})
  if(sanitizers MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()
if(MILLRACE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# Runtime, kernels and generated code share one CPU level, or LLVM refuses to inline across them.
set(MILLRACE_CPU x86-64-v3)
# fp contraction and signed overflow would make the tiers differ; see DESIGN.md section 4.
set(MILLRACE_RUNTIME_FLAGS -march=${MILLRACE_CPU} -ffp-contract=off -fwrapv)
