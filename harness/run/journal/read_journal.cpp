#include <fmt/format.h>

#include <memory>

#include "harness/model/json/text.h"
#include "harness/model/text/input_error.h"
#include "harness/run/journal/compose.h"
#include "harness/run/journal/journal.h"
#include "harness/system/files/record_files.h"

namespace memlore::run {

struct JournalReader::State {
  std::filesystem::path path;
  Composer composer;
  std::uintmax_t read = 0;  ///< Bytes of whole lines so far.
  int lines = 0;
};

JournalReader::JournalReader(std::filesystem::path path)
    : state_(std::make_unique<State>(State{.path = std::move(path), .composer = {}})) {}

JournalReader::~JournalReader() = default;

JournalContents JournalReader::read() {
  const auto text = system::read_text(state_->path, state_->read);
  std::size_t begin = 0;
  for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', begin)) {
    ++state_->lines;
    if (const auto record = checked_record(std::string_view(text).substr(begin, end - begin))) {
      try {
        state_->composer.add(parse_clean(*record, "a record"));
      } catch (const std::exception& error) {
        throw InputError(fmt::format("{}: line {}: {}", state_->path.string(), state_->lines, error.what()));
      }
    } else {
      state_->composer.add_damage();
    }
    begin = end + 1;
  }
  state_->read += begin;
  auto contents = state_->composer.contents();
  if (contents.run.identity.id.empty()) {
    throw InputError(
        fmt::format("{}: nothing in it says which run it belongs to, so nothing can be made of it; start "
                    "again in another folder",
                    state_->path.string()));
  }
  if (!contents.calibrated && !contents.run.series.empty()) {
    throw InputError(
        fmt::format("{}: the plan in it is damaged, so nothing can be made of what was measured; start again "
                    "in another folder",
                    state_->path.string()));
  }
  return contents;
}

JournalContents read_journal(const std::filesystem::path& path) { return JournalReader(path).read(); }

}  // namespace memlore::run
