#include "harness/run/journal/journal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <boost/crc.hpp>
#include <cerrno>
#include <cstring>

#include "harness/model/json/json.h"
#include "harness/model/record/journal_records.h"
#include "harness/model/text/input_error.h"
#include "harness/system/files/record_files.h"

namespace memlore::run {

namespace {

constexpr std::string_view before_checksum = R"(,"crc32":")";
constexpr std::string_view after_checksum = R"("})";
constexpr std::size_t checksum_digits = 8;
constexpr std::size_t ending = before_checksum.size() + checksum_digits + after_checksum.size();

std::string checksum_of(std::string_view text) {
  boost::crc_32_type crc;
  crc.process_bytes(text.data(), text.size());
  return fmt::format("{:08x}", crc.checksum());
}

[[noreturn]] void refuse(const std::filesystem::path& path, int error) {
  throw InputError(fmt::format("cannot write {}: {}", path.string(), std::strerror(error)));
}

/// Cuts off a last line without its end: the next record would be glued to it.
void drop_torn_line(const std::filesystem::path& path, int descriptor) {
  const auto text = system::read_text(path);
  if (text.empty() || text.back() == '\n') return;
  const auto end = text.rfind('\n');
  if (const int error = system::cut_down(descriptor, end == std::string::npos ? 0 : end + 1)) refuse(path, error);
}

}  // namespace

std::string with_checksum(std::string_view record) {
  return fmt::format("{}{}{}{}", record.substr(0, record.size() - 1), before_checksum, checksum_of(record),
                     after_checksum);
}

std::optional<std::string> checked_record(std::string_view line) {
  if (line.size() <= ending) return std::nullopt;
  auto record = std::string(line.substr(0, line.size() - ending)) + '}';
  if (with_checksum(record) != line) return std::nullopt;
  return record;
}

void Journal::begin(const std::filesystem::path& path, const Run& run) {
  const auto line = with_checksum(encode_record(run)) + '\n';
  system::write_text(path, line + line);
}

Journal::Journal(std::filesystem::path path) : path_(std::move(path)), file_(system::open_to_append(path_)) {
  drop_torn_line(path_, file_.get());
}

void Journal::plan(const Plan& plan) {
  for (int copy = 0; copy < 2; ++copy) record(encode_record(plan));
}

void Journal::fault(const Fault& fault) { record(encode_record(fault)); }
void Journal::parent(const ParentUsage& usage) { record(encode_record(usage)); }
void Journal::finding(const Finding& finding) { record(encode_record(finding)); }

void Journal::left_out(int cell, int arm, const LeftOut& what) {
  record(encode_record(ArmLeftOut{.cell = cell, .arm = arm, .what = what}));
}

void Journal::record(std::string_view text) {
  if (const int error = system::write_all(file_.get(), with_checksum(text) + '\n'); error != 0) refuse(path_, error);
}

std::filesystem::path journal_in(const std::filesystem::path& folder) { return folder / "journal.jsonl"; }

}  // namespace memlore::run
