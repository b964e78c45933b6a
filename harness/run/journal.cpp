#include "harness/run/journal.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

#include "harness/model/input_error.h"
#include "harness/model/json.h"

namespace memlore::run {

namespace {

/// Cuts off a last line without its end: the next record would be glued to it.
void drop_torn_line(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (text.empty() || text.back() == '\n') return;
  const auto end = text.rfind('\n');
  std::error_code error;
  std::filesystem::resize_file(path, end == std::string::npos ? 0 : end + 1, error);
  if (error) throw InputError(fmt::format("cannot write {}: {}", path.string(), error.message()));
}

}  // namespace

Journal::Journal(std::filesystem::path path) : path_(std::move(path)) {
  if (std::filesystem::is_regular_file(path_)) drop_torn_line(path_);
  descriptor_ = open(path_.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor_ < 0) throw InputError(fmt::format("cannot write {}: {}", path_.string(), std::strerror(errno)));
}

Journal::~Journal() {
  if (descriptor_ >= 0) close(descriptor_);
}

void Journal::begin(const Run& run) { line(R"({"run":)" + encode(run) + "}"); }
void Journal::plan(const Plan& plan) { line(R"({"plan":)" + encode(plan) + "}"); }
void Journal::fault(const Fault& fault) { line(R"({"fault":)" + encode(fault) + "}"); }

void Journal::parent(const ParentUsage& usage) { line(R"({"parent":)" + encode(usage) + "}"); }

void Journal::finding(const Finding& finding) { line(R"({"finding":)" + encode(finding) + "}"); }

void Journal::left_out(int cell, int arm, const LeftOut& what) {
  line(fmt::format(R"({{"left_out":{{"cell":{},"arm":{},"what":{}}}}})", cell, arm, encode(what)));
}

void Journal::line(std::string_view text) {
  const auto whole = std::string(text) + '\n';
  std::size_t written = 0;
  while (written < whole.size()) {
    const auto count = write(descriptor_, whole.data() + written, whole.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) {
      throw InputError(
          fmt::format("cannot write {}: {}; what was measured before is kept: make room, then go on with "
                      "'memlore run --resume {}'",
                      path_.string(), std::strerror(errno), path_.parent_path().string()));
    }
    written += static_cast<std::size_t>(count);
  }
}

}  // namespace memlore::run
