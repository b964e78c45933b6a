#include "harness/app/locations.h"

#include "harness/system/build_info.h"

namespace memlore::app {

namespace fs = std::filesystem;

fs::path default_benches() { return fs::read_symlink("/proc/self/exe").parent_path() / "memlore-benches"; }

fs::path results_folder() {
  const auto source = fs::path(system::build_info().source_folder);
  std::error_code error;
  return (fs::is_directory(source, error) ? source : fs::current_path()) / "results";
}

}  // namespace memlore::app
