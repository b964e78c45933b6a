# What a cross build needs to run its tests: the programs as the host can start them, and the test in an emulated machine.

# memlore_emulated_programs(<name>...): a script of the same name in emulated/ that starts the program under the emulator.
# ctest starts a program so by itself; a program that starts another one cannot.
function(memlore_emulated_programs)
  list(JOIN CMAKE_CROSSCOMPILING_EMULATOR " " emulator)
  foreach(name IN LISTS ARGN)
    set(script ${PROJECT_BINARY_DIR}/emulated/${name})
    file(CONFIGURE OUTPUT ${script} @ONLY
         CONTENT "#!/bin/sh\nexec @emulator@ @CMAKE_RUNTIME_OUTPUT_DIRECTORY@/@name@ \"$@\"\n")
    file(CHMOD ${script} PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
  endforeach()
endfunction()

# The counters against a PMU: that of an emulated machine, which counts exactly.
function(memlore_guest_test)
  set(name "guest: the counters of an emulated machine with a PMU")
  find_program(MEMLORE_MACHINE_EMULATOR qemu-system-aarch64)
  if(NOT MEMLORE_MACHINE_EMULATOR)
    memlore_skipped_test("${name}" "needs qemu-system-aarch64: run scripts/bootstrap --aarch64")
  else()
    add_test(NAME "${name}" COMMAND ${MEMLORE_PYTHON} -m pytest -v -rs scripts/aarch64/guest_check.py
             WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    # A file of what the machine said is left beside the programs.
    set_tests_properties("${name}" PROPERTIES TIMEOUT 400 SKIP_REGULAR_EXPRESSION "no guest: "
                         ENVIRONMENT "MEMLORE_BIN=${CMAKE_RUNTIME_OUTPUT_DIRECTORY};MEMLORE_SYSROOT=${CMAKE_SYSROOT}")
  endif()
  set_tests_properties("${name}" PROPERTIES LABELS guest)
endfunction()
