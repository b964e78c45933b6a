// memlore-synthetic-run BLOCKS FOLDER: writes a made-up run of about so many blocks as FOLDER/run.json, to measure what
// judging a run of that size takes.

#include <charconv>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>

#include "harness/judge/synthetic/synthetic_run.h"
#include "harness/model/json/json.h"

int main(int argc, char** argv) {
  int blocks = 0;
  const std::string_view number = argc == 3 ? argv[1] : "";
  if (std::from_chars(number.data(), number.data() + number.size(), blocks).ec != std::errc{} || blocks < 1) {
    std::cerr << "usage: memlore-synthetic-run BLOCKS FOLDER\n";
    return 2;
  }
  // The shape of a full profile: three arms, thirty processes of eight rounds; twenty points an experiment.
  memlore::synthetic::Truth truth{.points = 20, .processes = 30, .rounds = 8, .ratio = 1.2};
  const int blocks_of_experiment = truth.points * truth.processes * truth.rounds * 3;
  truth.experiments = (blocks + blocks_of_experiment - 1) / blocks_of_experiment;
  const std::filesystem::path folder = argv[2];
  std::filesystem::create_directories(folder);
  std::ofstream file(folder / "run.json", std::ios::binary);
  file << memlore::encode(memlore::synthetic::made_up_run(truth)) << '\n';
  file.flush();
  if (!file) {
    std::cerr << "memlore-synthetic-run: cannot write " << folder / "run.json" << '\n';
    return 2;
  }
  std::cout << truth.experiments * blocks_of_experiment << " blocks in " << (folder / "run.json").string() << '\n';
  return 0;
}
