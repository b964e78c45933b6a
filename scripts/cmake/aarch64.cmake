# Toolchain file: cross-compiles for Debian's AArch64 and runs what was built under qemu's user-mode emulation.
# `scripts/bootstrap --aarch64` installs the compiler and the emulator, and unpacks the libraries.

set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
cmake_path(SET root NORMALIZE ${CMAKE_CURRENT_LIST_DIR}/../..)
set(CMAKE_SYSROOT ${root}/build/aarch64-sysroot)
set(CMAKE_CXX_COMPILER aarch64-linux-gnu-g++)
set(CMAKE_CXX_COMPILER_TARGET aarch64-linux-gnu)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)

find_program(MEMLORE_EMULATOR NAMES qemu-aarch64 qemu-aarch64-static)
if(NOT MEMLORE_EMULATOR OR NOT EXISTS ${CMAKE_SYSROOT}/.memlore-packages)
  message(FATAL_ERROR "What the aarch64 preset needs is not here: run scripts/bootstrap --aarch64.")
endif()
set(CMAKE_CROSSCOMPILING_EMULATOR ${MEMLORE_EMULATOR} -L ${CMAKE_SYSROOT})

# Libraries come from there and from nowhere else; programs run here.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
