// SPDX-License-Identifier: Apache-2.0
// One module by itself, as tools look at it: PluginModule and PluginAdapter.
#include "module_directory.hpp"

#include <walletauth/plugin_adapter.hpp>
#include <walletauth/plugin_module.hpp>

#include <iterator>

namespace {

using namespace walletauth;
using bad::ModuleDirectory;
using bad::rule_of;

PluginModule open(const std::string &name) {
    const ModuleDirectory directory; // the module is a copy: it outlives its file
    auto module = PluginModule::open(directory.add(name));
    if (!module) throw std::runtime_error(module.error().message());
    return std::move(*module);
}

const wa_plugin &run(const PluginModule &module) {
    const auto running = module.run();
    if (!running) throw std::runtime_error(running.error().message());
    return *running->table;
}

wa_request request_for(std::string_view account) {
    wa_request request{};
    request.struct_size = sizeof request;
    request.scheme = text_of("bad");
    request.chain = text_of("badnet:x");
    request.account = text_of(account);
    request.accept = WA_ACCEPT_DERIVED;
    return request;
}

TEST(PluginModule, TellsOfAModuleWhatItWillNotDo) {
    const auto module = open("self_test_fails");
    EXPECT_EQ(module.info().id, "bad");
    EXPECT_EQ(module.info().exports, std::vector<std::string>{WA_PLUGIN_ENTRY_NAME});
    EXPECT_EQ(rule_of(module.run()), "self-test");
}

TEST(PluginModule, HoldsTheFileAgainstTheRulesOfLoading) {
    const ModuleDirectory directory;
    EXPECT_EQ(rule_of(PluginModule::open(directory.add("no_note"))), "note");
    const auto file = directory.add("good");
    ::chmod(file.c_str(), 0666);
    EXPECT_EQ(rule_of(PluginModule::open(file)), "mode");
}

TEST(PluginModule, MayNeedAnyLibrary) { EXPECT_FALSE(open("needs_library").info().needed.empty()); }

TEST(PluginModule, RunsWhatWasOpenedWhateverBecameOfTheFile) {
    const ModuleDirectory directory;
    const auto file = directory.add_new("changed");
    const auto module = PluginModule::open(file);
    ASSERT_TRUE(module.has_value()) << module.error().message();
    directory.write("changed.so", "no module");
    EXPECT_EQ(view(run(*module).id), "bad");
    EXPECT_FALSE(PluginModule::open(file).has_value());
}

TEST(PluginModule, RunsOnceHoweverOftenItIsAsked) {
    const auto descriptors = [] {
        return std::distance(bad::fs::directory_iterator{"/proc/self/fd"}, {});
    };
    auto first = open("good");
    const auto &table = run(first);
    const auto open_files = descriptors();
    const PluginModule moved = std::move(first);
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(&run(moved), &table);
    EXPECT_EQ(descriptors(), open_files);
}

TEST(PluginModule, ItsEntryMakesASet) {
    const auto running = open("good").run();
    ASSERT_TRUE(running.has_value()) << running.error().message();
    PluginSet set;
    ASSERT_TRUE(set.add(running->entry).has_value());
    const auto *route = set.find_scheme("badnet:x", "bad");
    ASSERT_NE(route, nullptr);
    EXPECT_EQ(route->plugin, running->table);
}

TEST(PluginAdapter, PassesAGoodAnswerOn) {
    const auto module = open("good");
    const PluginAdapter adapter(run(module));
    const auto proof = adapter.verify(request_for("someone"));
    ASSERT_TRUE(proof.has_value()) << proof.error().detail.view();
    EXPECT_EQ(proof->account.view(), "someone");
    EXPECT_EQ(adapter.normalize_account("badnet:x", "someone"), "someone");
    EXPECT_EQ(adapter.garbage_count(), 0U);
}

TEST(PluginAdapter, CountsAndNamesWhatBreaksTheAbi) {
    const auto module = open("no_magic");
    const PluginAdapter adapter(run(module));
    const auto request = request_for("someone");
    const auto proof = adapter.verify(request);
    ASSERT_FALSE(proof.has_value());
    EXPECT_EQ(proof.error().status, WA_ERROR_INTERNAL);
    EXPECT_EQ(proof.error().detail.view(),
              "plugin bad broke the ABI: status ok without the magic constant");
    EXPECT_EQ(adapter.garbage_count(), 1U);
    std::vector<Result<Proof>> proofs(2, refuse(WA_ERROR_MEMORY));
    adapter.verify_many(std::vector{&request, &request}, proofs);
    for (const auto &each : proofs)
        EXPECT_EQ(each.error().status, WA_ERROR_INTERNAL);
    EXPECT_EQ(adapter.garbage_count(), 3U);
    EXPECT_EQ(PluginAdapter(adapter.table()).garbage_count(), 0U) << "each counts its own";
}

} // namespace
