#include "harness/model/json/records.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <type_traits>

#include "harness/model/json/json.h"
#include "harness/model/made_up_nouns.h"
#include "harness/model/text/input_error.h"

namespace memlore {
namespace {

using made_up::left_out;
using made_up::observation;

/// What a record is read as; a record of another kind leaves nothing.
template <class Record>
std::optional<Record> taken_as(const std::string& text) {
  std::optional<Record> taken;
  take_record(Json::parse(text), [&]<class Other>(const Other& other) {
    if constexpr (std::is_same_v<Record, Other>) taken = other;
  });
  return taken;
}

template <class Record>
void expect_round_trip(const Record& record) {
  EXPECT_EQ(taken_as<Record>(encode_record(record)), record) << encode_record(record);
}

TEST(Records, AreBroughtBackAsTheyWere) {
  expect_round_trip(AtWork{3, -1});
  expect_round_trip(End{});
  expect_round_trip(TimedBlock{1, 2, 3, 4, 1000, {0, 5, 10, 20, 3, 1, 2, 3, {}, 5.5, {}}});
  expect_round_trip(TimedCell{1, 2, 3, 4});
  expect_round_trip(ArmObservations{1, 2, {observation(), observation()}});
  expect_round_trip(Calibration{1, 2, 3, 4, 5, 0.125, 1e12});
  expect_round_trip(made_up::plan().timekeeping);
  expect_round_trip(WorkerUsage{1, 2, 3, 4, 5, 6, 7, 8, 9});
  expect_round_trip(ArmLeftOut{1, 2, left_out});
  expect_round_trip(made_up::fault);
  expect_round_trip(made_up::run());
  expect_round_trip(made_up::plan());
  expect_round_trip(ParentUsage{1, 2});
  expect_round_trip(made_up::finding);
}

TEST(Records, HaveOneMemberThatIsCalledWhatTheyAre) {
  EXPECT_EQ(encode_record(TimedCell{1, 2, 3, 4}), R"({"timed":{"blocks":4,"cell":3,"process":1,"worker":2}})");
}

TEST(Records, HoldTheFieldsOfABlockBesideThoseOfItsPlace) {
  const auto block = Json::parse(encode_record(TimedBlock{1, 2, 3, 4, 1000, {.round = 7}})).at("block");
  EXPECT_EQ(block.at("cell"), 3);
  EXPECT_EQ(block.at("round"), 7);
  EXPECT_TRUE(block.at("stolen_ns").is_null());
}

std::string refusal_of(const std::string& text) {
  try {
    take_record(Json::parse(text), [](const auto&) {});
    return "nothing";
  } catch (const InputError& error) {
    return error.what();
  }
}

TEST(Records, AreRefusedWhereTheyAreNone) {
  EXPECT_EQ(refusal_of("[]"), "not an object with one record");
  EXPECT_EQ(refusal_of(R"({"end":{},"begin":{}})"), "not an object with one record");
  EXPECT_EQ(refusal_of(R"({"nonsense":1})"), "unknown record 'nonsense'");
  EXPECT_NE(refusal_of(R"({"timed":{"cell":3}})").find("a record 'timed' that is not as it should be"),
            std::string::npos);
}

TEST(Records, OfARunAreRefusedWhereItsSchemaIsNewer) {
  const auto newer = made_up::replaced(encode_record(made_up::run()), R"("schema_version":3)", R"("schema_version":4)");
  EXPECT_NE(refusal_of(newer).find("schema_version 4 of 'memlore.run'"), std::string::npos);
}

}  // namespace
}  // namespace memlore
