// SPDX-License-Identifier: Apache-2.0
// Modules that break a rule of loading: refused by its name (docs/abi.md, "Loading").
#include "module_directory.hpp"

namespace {

using namespace walletauth;
using bad::ModuleDirectory;

struct Case {
    const char *module;
    const char *rule;
};

class BadModule : public testing::TestWithParam<Case> {};

TEST_P(BadModule, IsRefusedByTheRuleItBreaks) {
    const ModuleDirectory directory;
    const auto file = directory.add(GetParam().module);
    const auto loaded = PluginSet::from_manifest(directory.manifest(GetParam().module));
    ASSERT_FALSE(loaded.has_value());
    EXPECT_EQ(loaded.error().rule, GetParam().rule) << loaded.error().message();
    EXPECT_EQ(loaded.error().file, file.string());
    EXPECT_FALSE(loaded.error().value.empty());
}

TEST(GoodModule, OfEachKindIsLoaded) {
    for (const char *name : {"good", "good_property_note", "good_rest_methods"}) {
        const ModuleDirectory directory;
        directory.add(name);
        const auto loaded = PluginSet::from_manifest(directory.manifest(name));
        EXPECT_TRUE(loaded.has_value()) << name << ": " << loaded.error().message();
    }
}

INSTANTIATE_TEST_SUITE_P(
    Loading, BadModule,
    testing::Values(Case{"missing_symbol", "exports"}, Case{"two_exports", "exports"},
                    Case{"wrong_major", "abi-version"}, Case{"wrong_note_version", "abi-version"},
                    Case{"no_note", "note"}, Case{"two_notes", "note"}, Case{"other_id", "id"},
                    Case{"short_struct", "struct-size"}, Case{"null_function", "function"},
                    Case{"null_extension", "function"}, Case{"path_upwards", "evidence-method"},
                    Case{"method_of_any_verb", "evidence-method"},
                    Case{"unknown_scheme_flag", "scheme-flags"}, Case{"null_table", "entry"},
                    Case{"two_tables", "entry"}, Case{"duplicate_scheme", "scheme-id"},
                    Case{"bad_scheme_id", "scheme-id"}, Case{"scheme_named_account", "scheme-id"},
                    Case{"not_utf8", "text"}, Case{"compat_of_nobody", "scheme-flags"},
                    Case{"long_accounts", "limit"}, Case{"self_test_fails", "self-test"},
                    Case{"rpath", "rpath"}, Case{"exec_stack", "exec-stack"},
                    Case{"needs_library", "needed"}, Case{"static_tls", "static-tls"}),
    [](const auto &info) { return std::string{info.param.module}; });

TEST(GoodModule, LoadsAndAnswers) {
    const ModuleDirectory directory;
    directory.add("good");
    const auto loaded = PluginSet::from_manifest(directory.manifest("good"));
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message();
    ASSERT_EQ(loaded->plugins().size(), 1U);
    EXPECT_EQ(loaded->plugins()[0].sha256.size(), 64U);
    EXPECT_EQ(loaded->scheme_routes().size() + loaded->account_routes().size(), 2U);
}

TEST(GoodModule, NeedsWhatItsManifestLists) {
    const ModuleDirectory directory;
    directory.add("needs_library");
    const auto manifest =
        directory.manifest("needs_library", "libraries = [\"libsodium.so.23\"]\n");
    EXPECT_EQ(bad::rule_of(PluginSet::from_manifest(manifest)), "");
}

TEST(GoodModule, IsGrantedOnlyWhatItDescribes) {
    const ModuleDirectory directory;
    directory.add("good");
    const auto rule = [&](const std::string &routes) {
        return bad::rule_of(
            PluginSet::from_manifest(directory.manifest("good", "routes = " + routes)));
    };
    EXPECT_EQ(rule(R"(["badnet/other"])"), "route");
    EXPECT_EQ(rule(R"(["eip155/bad"])"), "route");
    EXPECT_EQ(rule(R"(["badnet/bad@2"])"), "revision");
    EXPECT_EQ(rule(R"(["badnet/bad", "badnet:x/bad"])"), "overlap");
    EXPECT_EQ(rule("[\"badnet/bad\"]\ncompat = [\"badnet/bad\"]"), "compat");
    EXPECT_EQ(rule(R"(["badnet:x/bad@1", "badnet/account"])"), "");
}

TEST(GoodModule, AnswersForNoRouteThatItWasNotGranted) {
    const ModuleDirectory directory;
    directory.add("good");
    auto loaded = PluginSet::from_manifest(
        directory.manifest("good", R"(routes = ["badnet:mine/bad", "badnet/account"])"));
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message();
    const Verifier verifier(std::make_shared<const PluginSet>(std::move(*loaded)));
    Request request;
    request.scheme = "bad";
    request.account = "someone";
    request.chain = "badnet:mine";
    EXPECT_EQ(verifier.verify(request).status, WA_OK);
    request.chain = "badnet:other";
    EXPECT_EQ(verifier.verify(request).status, WA_UNSUPPORTED_CHAIN);
    request.chain = "eip155:1";
    EXPECT_EQ(verifier.verify(request).status, WA_UNSUPPORTED_CHAIN);
}

TEST(Directory, TwoModulesForOneRouteAreRefused) {
    const ModuleDirectory directory;
    directory.add("good");
    directory.add("untouched");
    EXPECT_EQ(bad::rule_of(PluginSet::from_directory(directory.path())), "overlap");
    EXPECT_EQ(bad::rule_of(PluginSet::from_directory(directory.path() / "none")), "path");
    const ModuleDirectory empty;
    EXPECT_EQ(bad::rule_of(PluginSet::from_directory(empty.path())), "path");
}

} // namespace
