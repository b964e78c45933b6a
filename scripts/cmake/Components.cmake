# A component is a folder of the harness with its rooms: a static library of its sources, and with -DMEMLORE_TESTS=ON a
# test program of the *_test.cpp files beside them. Code that is not measured asks for a lower optimisation than the build
# type's: it compiles in half the time.

# What most sources include anyway, parsed once a component instead of once a file. The aarch64 preset does
# without: there each file has to include what it uses.
set(MEMLORE_USUAL_HEADERS <algorithm> <array> <chrono> <cmath> <filesystem> <functional> <map> <optional> <span> <string>
    <string_view> <vector> <fmt/format.h>)

# Headers are found in an include root of the folder's own, which holds a link to it and nothing else. So a target
# includes headers of the targets that it links, and of no other: the one-way rule of ARCHITECTURE.md holds for headers.
function(memlore_include_root target)
  set(root ${PROJECT_BINARY_DIR}/include/${target})
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE path)
  cmake_path(GET path PARENT_PATH parent)
  file(MAKE_DIRECTORY ${root}/${parent})
  file(CREATE_LINK ${CMAKE_CURRENT_SOURCE_DIR} ${root}/${path} SYMBOLIC)
  target_include_directories(${target} PUBLIC ${root})
  target_compile_options(${target} PUBLIC -ffile-prefix-map=${root}/=)
endfunction()

function(memlore_component name)
  cmake_parse_arguments(PARSE_ARGV 1 component "" "OPTIMISE" "LINKS;TEST_LINKS;PRECOMPILE")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "_test\\.cpp$|/main\\.cpp$|_main\\.cpp$|_preload\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  add_library(memlore_${name} STATIC ${sources})
  memlore_include_root(memlore_${name})
  target_link_libraries(memlore_${name} PUBLIC memlore_settings ${component_LINKS})
  target_precompile_headers(memlore_${name} PRIVATE ${component_PRECOMPILE})
  if(component_OPTIMISE)
    target_compile_options(memlore_${name} PRIVATE $<$<CONFIG:Release>:${component_OPTIMISE}>)
    # Where a processor multiplies and adds in one step, g++ does so by default and rounds once less: the same record
    # would give another judgement there, in the last digit.
    target_compile_options(memlore_${name} PRIVATE -ffp-contract=off)
  endif()
  if(NOT MEMLORE_TESTS)
    return()
  endif()
  if(NOT CMAKE_CROSSCOMPILING)  # The same headers as in the build for the host.
    memlore_check_headers(${name})
  endif()
  if(tests)
    add_executable(memlore_${name}_test ${tests})
    target_link_libraries(memlore_${name}_test PRIVATE memlore_${name} ${component_TEST_LINKS} GTest::gtest GTest::gtest_main)
    target_compile_options(memlore_${name}_test PRIVATE $<$<CONFIG:Release>:-O1>)
    target_precompile_headers(memlore_${name}_test PRIVATE <gtest/gtest.h> ${component_PRECOMPILE})
    target_compile_definitions(memlore_${name}_test PRIVATE MEMLORE_TESTDATA="${CMAKE_CURRENT_SOURCE_DIR}/testdata")
    gtest_discover_tests(memlore_${name}_test TEST_PREFIX "${name}: " DISCOVERY_TIMEOUT 60)
  endif()
endfunction()

# Each header compiles by itself: as the first one that the source of its name includes, or alone.
function(memlore_check_headers name)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS *.h)
  set(stubs "")
  foreach(header IN LISTS headers)
    cmake_path(REPLACE_EXTENSION header .cpp OUTPUT_VARIABLE source)
    cmake_path(RELATIVE_PATH header BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE name_of_header)
    if(EXISTS ${source})
      file(STRINGS ${source} first REGEX "^#include" LIMIT_COUNT 1)
      if(first STREQUAL "#include \"${name_of_header}\"")
        continue()
      endif()
    endif()
    set(stub ${CMAKE_CURRENT_BINARY_DIR}/headers/${name_of_header}_alone.cpp)
    file(CONFIGURE OUTPUT ${stub} CONTENT "#include \"${name_of_header}\"\n")
    list(APPEND stubs ${stub})
  endforeach()
  if(stubs)
    add_library(memlore_${name}_headers OBJECT ${stubs})
    target_link_libraries(memlore_${name}_headers PRIVATE memlore_${name})
    target_compile_options(memlore_${name}_headers PRIVATE -O0)
    target_compile_definitions(memlore_${name}_headers PRIVATE MEMLORE_TESTDATA="")
  endif()
endfunction()

# A test that cannot run here shows as skipped, with the reason, and not as passed.
function(memlore_skipped_test name reason)
  add_test(NAME ${name} COMMAND ${CMAKE_COMMAND} -E echo "skipped: ${reason}")
  set_tests_properties(${name} PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped: ")
endfunction()
