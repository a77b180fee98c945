// SPDX-License-Identifier: Apache-2.0
// Loading and refusing again and again: nothing is left behind that grows.
#include "module_directory.hpp"

#include <algorithm>
#include <iterator>
#include <thread>
#include <vector>

namespace {

using namespace walletauth;
using bad::ModuleDirectory;
using bad::rule_of;

std::size_t descriptors() {
    return static_cast<std::size_t>(
        std::distance(bad::fs::directory_iterator{"/proc/self/fd"}, {}));
}

/// Ranges of memory that come from copies of modules.
std::size_t mappings() {
    std::ifstream maps("/proc/self/maps");
    std::size_t count = 0;
    for (std::string line; std::getline(maps, line);) {
        if (line.contains("walletauth-plugin")) ++count;
    }
    return count;
}

TEST(Reload, TwoHundredTimesLeavesNothingBehind) {
    const ModuleDirectory directory;
    directory.add("good");
    const auto manifest = directory.manifest("good");
    const auto first = PluginSet::from_manifest(manifest);
    ASSERT_TRUE(first.has_value()) << first.error().message();
    const auto open = descriptors();
    const auto mapped = mappings();
    EXPECT_GT(mapped, 0U);
    for (int i = 0; i < 200; ++i) {
        const auto again = PluginSet::from_manifest(manifest);
        ASSERT_TRUE(again.has_value()) << again.error().message();
        EXPECT_EQ(again->plugins()[0].table, first->plugins()[0].table);
        EXPECT_EQ(again->plugins()[0].sha256, first->plugins()[0].sha256);
    }
    EXPECT_EQ(descriptors(), open);
    EXPECT_EQ(mappings(), mapped);
}

struct Refusal {
    const char *module;
    const char *rule;
    const char *lines; ///< of its manifest
};

void PrintTo(const Refusal &what, std::ostream *out) { *out << what.module; }

class Refused : public testing::TestWithParam<Refusal> {};

// The first time a module that ran before it was refused stays; the next 200 times nothing.
TEST_P(Refused, TwoHundredTimesLeavesNothingBehind) {
    const ModuleDirectory directory;
    directory.add(GetParam().module);
    const auto manifest = directory.manifest(GetParam().module, GetParam().lines);
    const auto refuse = [&] {
        ASSERT_EQ(rule_of(PluginSet::from_manifest(manifest)), GetParam().rule);
    };
    refuse();
    const auto open = descriptors();
    const auto mapped = mappings();
    for (int i = 0; i < 200; ++i)
        refuse();
    EXPECT_EQ(descriptors(), open);
    EXPECT_EQ(mappings(), mapped);
}

INSTANTIATE_TEST_SUITE_P(
    Reload, Refused,
    testing::Values(
        Refusal{"no_note", "note", ""}, Refusal{"needs_library", "needed", ""},
        Refusal{"good", "sha256",
                "sha256 = \"0000000000000000000000000000000000000000000000000000000000000000\"\n"},
        Refusal{"undefined_symbol", "dlopen", ""}, Refusal{"null_table", "entry", ""},
        Refusal{"other_id", "id", ""}, Refusal{"self_test_fails", "self-test", ""}),
    [](const auto &info) {
        std::string name = info.param.rule;
        std::ranges::replace(name, '-', '_');
        return name;
    });

TEST(Reload, OfManyThreadsMapsOnce) {
    const ModuleDirectory directory;
    directory.add_new("threads");
    const auto manifest = directory.manifest("threads");
    const auto mapped = mappings();
    std::vector<const wa_plugin *> tables(8);
    {
        std::vector<std::jthread> threads;
        for (auto &table : tables) {
            threads.emplace_back([&table, &manifest] {
                const auto loaded = PluginSet::from_manifest(manifest);
                if (loaded) table = loaded->plugins()[0].table;
            });
        }
    }
    ASSERT_NE(tables[0], nullptr);
    EXPECT_EQ(tables, std::vector(8, tables[0]));
    const auto once = mappings() - mapped;
    EXPECT_GT(once, 0U);
    EXPECT_LT(once, 8U); // segments of one module
}

// Another file with the same bytes is the same module; a changed byte makes it another.
TEST(Reload, KnowsAModuleByItsBytesAndNotByItsName) {
    const ModuleDirectory directory;
    bad::fs::copy_file(directory.add("good"), directory.path() / "copy.so");
    directory.add_new("changed");
    const auto table = [&](const std::string &name) {
        const auto loaded = PluginSet::from_manifest(directory.manifest(name));
        return loaded ? loaded->plugins()[0].table : nullptr;
    };
    const auto *const good = table("good");
    ASSERT_NE(good, nullptr);
    EXPECT_EQ(table("copy"), good);
    ASSERT_NE(table("changed"), nullptr);
    EXPECT_NE(table("changed"), good);
    EXPECT_EQ(table("changed")->description.data[0], 'c');
}

} // namespace
