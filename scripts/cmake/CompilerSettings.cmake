# Warnings for our code, and what every measured object is compiled with.

add_library(memlore_settings INTERFACE)
target_compile_options(memlore_settings INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wno-sign-conversion)
# No folder's name in a program: a longer one would move constants, and with them the caches' sets that they fall into.
# Builds in two folders are then the same program, and count the same.
target_compile_options(memlore_settings INTERFACE -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=)
if(MEMLORE_SANITIZE)
  target_compile_options(memlore_settings INTERFACE -fsanitize=${MEMLORE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(memlore_settings INTERFACE -fsanitize=${MEMLORE_SANITIZE})
  target_compile_definitions(memlore_settings INTERFACE MEMLORE_SANITIZED)
endif()

# The measured objects: one section a function, so that a linker can lay the same code out differently.
add_library(memlore_measured INTERFACE)
target_compile_options(memlore_measured INTERFACE -ffunction-sections)
