# Tests that are programs of their own: what they check needs another process than that of the unit tests.

# Exact allocation counts, with the library that counts them.
set(name "bench: allocations are counted exactly")
if(MEMLORE_SANITIZE)
  memlore_skipped_test("${name}" "a sanitizer owns malloc")
else()
  add_executable(memlore_exact_allocations allocate/exact_allocations_main.cpp)
  target_link_libraries(memlore_exact_allocations PRIVATE memlore_bench ${CMAKE_DL_LIBS})
  add_dependencies(memlore_exact_allocations memlore-allocations)
  add_test(NAME "${name}" COMMAND memlore_exact_allocations)
  set_tests_properties("${name}" PROPERTIES ENVIRONMENT "LD_PRELOAD=$<TARGET_FILE:memlore-allocations>")
endif()

# Instructions of one iteration of the timed loop, ours and by hand, for both levels that people measure at.
find_program(MEMLORE_VALGRIND valgrind)
foreach(level 2 3)
  set(name "bench: the timed loop costs no extra instruction at -O${level}")
  if(MEMLORE_SANITIZE)
    memlore_skipped_test("${name}" "valgrind does not run sanitized programs")
  elseif(CMAKE_CROSSCOMPILING)
    memlore_skipped_test("${name}" "valgrind runs programs of its own architecture only")
  elseif(NOT VALGRIND_INCLUDE_DIR OR NOT MEMLORE_VALGRIND)
    memlore_skipped_test("${name}" "needs valgrind and its headers")
  else()
    set(program memlore_loop_cost_O${level})
    add_executable(${program} author/loop_cost_main.cpp)
    target_link_libraries(${program} PRIVATE memlore_bench ${CMAKE_DL_LIBS})
    # After the build type's own level, so this one counts.
    target_compile_options(${program} PRIVATE -O${level})
    set(out ${CMAKE_CURRENT_BINARY_DIR}/callgrind.loop_cost.O${level})
    add_test(NAME "${name}" COMMAND ${MEMLORE_VALGRIND} -q --tool=callgrind --cache-sim=yes --branch-sim=yes
                                    --I1=32768,8,64 --D1=32768,8,64 --LL=8388608,16,64 --callgrind-out-file=${out}
                                    $<TARGET_FILE:${program}> ${out})
  endif()
endforeach()
