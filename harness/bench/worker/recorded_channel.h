#pragma once

// What a worker reports, kept in memory for a test to read.

#include <sys/mman.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "harness/bench/worker/channel.h"

namespace memlore::bench {

/// A channel into a file in memory.
class RecordedChannel {
 public:
  RecordedChannel() : descriptor_(memfd_create("channel", 0)), channel_(descriptor_) {
    if (descriptor_ < 0) throw std::runtime_error("no file in memory");
  }
  RecordedChannel(const RecordedChannel&) = delete;
  RecordedChannel& operator=(const RecordedChannel&) = delete;
  ~RecordedChannel() { close(descriptor_); }

  Channel& channel() { return channel_; }

  /// Everything that was written so far.
  [[nodiscard]] std::string text() const {
    std::string text(static_cast<std::size_t>(lseek(descriptor_, 0, SEEK_END)), '\0');
    if (pread(descriptor_, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) {
      throw std::runtime_error("cannot read the file in memory");
    }
    return text;
  }

  /// One record a line, in order; each has one member, named for what the record is.
  [[nodiscard]] std::vector<nlohmann::json> records() const {
    std::vector<nlohmann::json> records;
    const auto whole = text();
    for (std::size_t begin = 0; begin < whole.size();) {
      const auto end = whole.find('\n', begin);
      records.push_back(nlohmann::json::parse(whole.substr(begin, end - begin)));
      begin = end + 1;
    }
    return records;
  }

  /// The records of one kind, without their name.
  [[nodiscard]] std::vector<nlohmann::json> of_kind(const char* kind) const {
    std::vector<nlohmann::json> found;
    for (const auto& record : records()) {
      if (record.contains(kind)) found.push_back(record.at(kind));
    }
    return found;
  }

  /// All observations, whatever line they are in.
  [[nodiscard]] std::vector<nlohmann::json> observations() const {
    std::vector<nlohmann::json> found;
    for (const auto& line : of_kind("observations"))
      found.insert(found.end(), line.at("all").begin(), line.at("all").end());
    return found;
  }

 private:
  int descriptor_;
  Channel channel_;
};

}  // namespace memlore::bench
