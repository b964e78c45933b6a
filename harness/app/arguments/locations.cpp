#include "harness/app/arguments/locations.h"

#include <fmt/format.h>

#include "harness/model/text/input_error.h"
#include "harness/system/facts/build_info.h"

namespace memlore::app {

namespace fs = std::filesystem;

fs::path default_benches(const fs::path& self) {
  std::error_code error;
  const auto program = fs::read_symlink(self, error);
  if (!error) return program.parent_path() / "memlore-benches";
  throw InputError(fmt::format("{}: {}, so the benches program beside this one is not known; name it with --benches",
                               self.string(), error.message()));
}

std::string benches_or_default(const std::string& named) { return named.empty() ? default_benches().string() : named; }

fs::path results_folder() {
  const auto source = fs::path(system::build_info().source_folder);
  std::error_code error;
  return (fs::is_directory(source, error) ? source : fs::current_path()) / "results";
}

}  // namespace memlore::app
