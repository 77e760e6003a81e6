# One library per folder; sources are found by glob, so adding a file needs no edit here.

# millrace_library(NAME [SOURCES_ROOT dir] DEPENDS a b LINK c d)
function(millrace_library name)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LINK" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT sources)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE millraceFlags ${ARG_LINK})
    return()
  endif()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC millraceFlags ${ARG_LINK})
  if(ARG_DEPENDS)
    add_dependencies(${name} ${ARG_DEPENDS})
  endif()
endfunction()

# Where CMake puts the precompiled header of `millracePch` (compiler/Pch.h), below the build folder.
set(MILLRACE_PCH compiler/CMakeFiles/millracePch.dir/cmake_pch.hxx.pch)

# Compiler libraries share one precompiled header of MLIR's headers: it halves their compile time. Named by its relative path, not by
# REUSE_FROM: CMake would add the clone's absolute path to every command, and clones could not share the compiler cache.
function(millrace_mlir_library name)
  millrace_library(${name} ${ARGN})
  get_target_property(kind ${name} TYPE)
  if(NOT kind STREQUAL "INTERFACE_LIBRARY")
    target_compile_options(${name} PRIVATE "SHELL:-Xclang -fno-pch-timestamp" -fpch-instantiate-templates
      "SHELL:-Xclang -include-pch -Xclang ${MILLRACE_PCH}")
    get_target_property(sources ${name} SOURCES)
    set_property(SOURCE ${sources} APPEND PROPERTY OBJECT_DEPENDS ${CMAKE_BINARY_DIR}/${MILLRACE_PCH})
    target_link_libraries(${name} PUBLIC MLIR LLVM)
  endif()
endfunction()
