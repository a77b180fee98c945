// SPDX-License-Identifier: Apache-2.0
// Plugins that load and then break a rule: that request is answered `error`, and counted.
#include "module_directory.hpp"

namespace {

using namespace walletauth;
using bad::ModuleDirectory;

Verifier load(const std::string &name) {
    const ModuleDirectory directory; // the sealed copy outlives it
    directory.add(name);
    auto loaded = PluginSet::from_manifest(directory.manifest(name));
    if (!loaded) throw std::runtime_error(loaded.error().message());
    return Verifier{std::make_shared<const PluginSet>(std::move(*loaded))};
}

Request request_for(std::string_view account) {
    Request request;
    request.chain = "badnet:x";
    request.scheme = "bad";
    request.account = account;
    request.message = as_bytes("message");
    request.signature = as_bytes("signature");
    return request;
}

class BadVerdict : public testing::TestWithParam<const char *> {};

TEST_P(BadVerdict, IsAnErrorAndCounted) {
    const auto verifier = load(GetParam());
    const auto request = request_for("someone");
    const auto verdict = verifier.verify(request);
    EXPECT_EQ(verdict.status, WA_ERROR_INTERNAL) << verdict.detail;
    EXPECT_TRUE(verdict.account.empty());
    EXPECT_NE(verdict.detail.find("broke the ABI"), std::string::npos) << verdict.detail;
    EXPECT_EQ(verifier.plugins().garbage_count(), 1U);
    const std::vector<Request> two{request, request};
    for (const auto &each : verifier.verify(two))
        EXPECT_EQ(each.status, WA_ERROR_INTERNAL);
}

INSTANTIATE_TEST_SUITE_P(Verify, BadVerdict,
                         testing::Values("no_magic", "magic_with_rejection", "other_account",
                                         "no_account", "long_account", "unknown_class", "ok_value",
                                         "link_not_accepted", "link_of_two",
                                         "counterfactual_unasked", "unknown_verdict_flag",
                                         "writes_past_verdict", "long_detail",
                                         "needs_evidence_unasked", "changes_struct_size"),
                         [](const auto &info) { return std::string{info.param}; });

class BadOutput : public testing::TestWithParam<const char *> {};

TEST_P(BadOutput, IsAnErrorAndCounted) {
    const auto verifier = load(GetParam());
    const auto account = verifier.plugins().normalize_account("badnet:x", "someone");
    ASSERT_FALSE(account.has_value());
    EXPECT_EQ(account.error().status, WA_ERROR_INTERNAL) << account.error().detail.view();
    EXPECT_EQ(verifier.plugins().garbage_count(), 1U);
    EXPECT_EQ(verifier.verify(request_for("someone")).status, WA_ERROR_INTERNAL);
    // Whatever the claim's length: nobody knows the account that it spells.
    const std::string spelled = "badnet:x:" + std::string(60, 'a');
    EXPECT_EQ(verifier.verify(request_for(spelled)).status, WA_ERROR_INTERNAL);
}

INSTANTIATE_TEST_SUITE_P(Normalize, BadOutput,
                         testing::Values("writes_past_capacity", "output_too_large",
                                         "endless_output", "small_refusal", "account_not_utf8"),
                         [](const auto &info) { return std::string{info.param}; });

TEST(BadVerdict, UntouchedDenies) {
    const auto verdict = load("untouched").verify(request_for("someone"));
    EXPECT_EQ(verdict.status, WA_ERROR_INTERNAL);
    EXPECT_TRUE(verdict.account.empty());
}

TEST(BadVerdict, ExceptionsStayInside) {
    const auto verifier = load("throws");
    EXPECT_EQ(verifier.verify(request_for("someone")).status, WA_ERROR_INTERNAL);
    EXPECT_EQ(verifier.plugins().parse_signature("badnet:x", "bad", "x").error().status,
              WA_ERROR_MEMORY);
    EXPECT_EQ(verifier.plugins().parse_public_key("badnet:x", "bad", "x").error().status,
              WA_ERROR_INTERNAL);
    const std::vector<std::uint8_t> key(32);
    EXPECT_EQ(verifier.plugins().derive_account("badnet:x", "bad", key).error().status,
              WA_ERROR_INTERNAL);
}

// Of sizes that no key type has the plugin is not asked: it would throw.
TEST(BadVerdict, KeysOfOtherSizesDoNotReachThePlugin) {
    const auto verifier = load("throws");
    for (const std::size_t size : {0U, 31U, 33U}) {
        const std::vector<std::uint8_t> key(size);
        EXPECT_EQ(verifier.plugins().derive_account("badnet:x", "bad", key).error().status,
                  WA_MALFORMED_PUBLIC_KEY)
            << size;
    }
}

TEST(BadVerdict, AnotherSetIsUnharmed) {
    const auto broken = load("other_account");
    const auto sound = load("good");
    EXPECT_EQ(broken.verify(request_for("someone")).status, WA_ERROR_INTERNAL);
    EXPECT_EQ(sound.verify(request_for("someone")).status, WA_OK);
    EXPECT_EQ(sound.plugins().garbage_count(), 0U);
}

} // namespace
