#include "harness/system/facts/facts.h"

#include <utility>

namespace memlore::system {

Fact to_fact(std::string topic, std::string name, Reading reading) {
  return {.topic = std::move(topic),
          .name = std::move(name),
          .value = std::move(reading.value),
          .absent = std::move(reading.absent)};
}

Fact fact_of_file(const MachineFiles& files, std::string topic, std::string name, const std::string& path) {
  return to_fact(std::move(topic), std::move(name), files.read(path));
}

Reading present_or(std::string text, std::string reason) {
  return text.empty() ? absent(std::move(reason)) : present(std::move(text));
}

}  // namespace memlore::system
