# docs/CLAIMS.md against the catalogue.
add_executable(memlore_claims_document_test claims_document_test.cpp $<TARGET_OBJECTS:memlore_experiments>)
target_link_libraries(memlore_claims_document_test PRIVATE memlore_bench GTest::gtest GTest::gtest_main ${CMAKE_DL_LIBS})
target_compile_definitions(memlore_claims_document_test PRIVATE MEMLORE_CLAIMS_DOCUMENT="${PROJECT_SOURCE_DIR}/docs/CLAIMS.md")
gtest_discover_tests(memlore_claims_document_test TEST_PREFIX "benches: " DISCOVERY_TIMEOUT 60)

# The example of CONTRIBUTING.md as a benches program of its own, in one layout. An end-to-end test runs it.
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/CONTRIBUTING.md)
file(READ ${PROJECT_SOURCE_DIR}/CONTRIBUTING.md example)
string(REGEX REPLACE "^.*\n```cpp\n" "" example "${example}")
string(REGEX REPLACE "\n```\n.*$" "\n" example "${example}")
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/contributing_example.cpp CONTENT "${example}" @ONLY)
add_executable(memlore-benches-example ${CMAKE_CURRENT_BINARY_DIR}/contributing_example.cpp $<TARGET_OBJECTS:memlore-benches-main>)
target_link_libraries(memlore-benches-example PRIVATE memlore_bench ${CMAKE_DL_LIBS})
if(CMAKE_CROSSCOMPILING)
  include(Emulation)
  memlore_emulated_programs(memlore-benches-example)
endif()
