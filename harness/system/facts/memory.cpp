#include <fmt/format.h>
#include <unistd.h>

#include "harness/system/facts/facts.h"
#include "harness/system/files/words.h"

namespace memlore::system {
namespace {

constexpr auto meminfo = "/proc/meminfo";

/// The file counts in kB and means 1024 bytes.
Reading bytes_of(const Reading& text, std::string_view key) {
  const auto field = field_of(text, key, meminfo);
  if (!field.value) return field;
  const auto words = words_of(*field.value);
  const auto kilobytes = to_integer(words.front());
  if (!kilobytes || words.size() != 2 || words.back() != "kB")
    return absent(fmt::format("'{}' in {} is no size", key, meminfo));
  return present(std::to_string(*kilobytes * 1024));
}

/// The word in brackets: `always [madvise] never`.
Reading selected_in(Reading text, const std::string& path) {
  if (!text.value) return text;
  const auto open = text.value->find('[');
  const auto close = text.value->find(']', open == std::string::npos ? 0 : open);
  if (open == std::string::npos || close == std::string::npos) return absent("nothing is selected in " + path);
  return present(text.value->substr(open + 1, close - open - 1));
}

Reading page_size() {
  const auto bytes = sysconf(_SC_PAGESIZE);
  return bytes > 0 ? present(std::to_string(bytes)) : absent("sysconf does not know the page size");
}

}  // namespace

Facts memory_facts(const MachineFiles& files) {
  const auto text = files.read(meminfo);
  const auto size = [&](const std::string& name, std::string_view key) {
    return to_fact("memory", name, bytes_of(text, key));
  };
  const auto selected = [&](const std::string& name, const std::string& path) {
    return to_fact("memory", name, selected_in(files.read(path), path));
  };
  return {
      size("total_bytes", "MemTotal"),
      size("available_bytes", "MemAvailable"),
      size("swap_total_bytes", "SwapTotal"),
      size("swap_free_bytes", "SwapFree"),
      size("huge_page_bytes", "Hugepagesize"),
      to_fact("memory", "huge_pages_reserved", field_of(text, "HugePages_Total", meminfo)),
      to_fact("memory", "page_bytes", page_size()),
      selected("transparent_huge_pages", "/sys/kernel/mm/transparent_hugepage/enabled"),
      selected("transparent_huge_pages_defrag", "/sys/kernel/mm/transparent_hugepage/defrag"),
      fact_of_file(files, "memory", "samepage_merging", "/sys/kernel/mm/ksm/run"),
      fact_of_file(files, "memory", "overcommit", "/proc/sys/vm/overcommit_memory"),
  };
}

}  // namespace memlore::system
