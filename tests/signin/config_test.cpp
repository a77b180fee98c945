// SPDX-License-Identifier: Apache-2.0
// Settings that could never work are refused when a service is opened, by the member's name: later
// they would be blamed on each user.
#include "tests/support/every_plugin.hpp"

#include <walletauth/signin.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>

namespace walletauth::signin {
namespace {

using Members = std::map<std::string, std::string>; // each with the JSON of its value

const Verifier &every_verifier() {
    static const Verifier verifier{
        std::make_shared<const PluginSet>(*PluginSet::from_entries(every_plugin()))};
    return verifier;
}

/// What opening with these members changed says; "opened" if nothing.
std::string opened(const Members &change) {
    Members members{
        {"domain", R"("app.example")"}, {"chains", R"(["eip155:1"])"}, {"forms", R"(["eip4361"])"}};
    for (const auto &[name, value] : change)
        members[name] = value;
    std::string text = "{";
    for (const auto &[name, value] : members)
        text.append(text.size() == 1 ? "\"" : ",\"").append(name).append("\":").append(value);
    const auto config = read_config(text + '}');
    if (!config) return config.error();
    const auto made =
        SignIn::make(every_verifier(), *config,
                     std::make_shared<const KeyRing>(KeyRing::generate(system_random())),
                     std::make_shared<MemoryStore>(system_random()));
    return made ? "opened" : made.error();
}

/// `wrong` is said with the member's name first, and with what to write instead.
void expect_refused(const Members &change, std::string_view member, std::string_view remedy) {
    const auto wrong = opened(change);
    EXPECT_TRUE(wrong.starts_with(std::string{member} + ' ')) << wrong;
    EXPECT_NE(wrong.find(remedy), std::string::npos) << wrong;
}

TEST(SignInConfig, EmptyListSaysWhatItSays) {
    EXPECT_EQ(opened({}), "opened");
    expect_refused({{"accept", "[]"}}, "accept", "write derived, chain_state or both");
    expect_refused({{"channels", "[]"}}, "channels", "write some of cookie, verifier and none");
    expect_refused({{"chains", "[]"}}, "chains", "write the CAIP-2 ids");
    expect_refused({{"forms", "[]"}}, "forms", "write the ids of the forms");
    expect_refused({{"accept", R"(["key"])"}}, "accept", "write some of derived, chain_state");
    // Documented as the service's own origin (policy.hpp).
    EXPECT_EQ(opened({{"uris", "[]"}, {"callback_origins", "[]"}, {"recipients", "[]"}}), "opened");
}

TEST(SignInConfig, NamesThatNoPluginHasAreRefused) {
    // CAIP-2 allows it, eip155 does not: a reference is a number without leading zeros (EIP-155).
    for (const auto *chain : {"eip155:01", "eip155", "eip156:1", "near:testnet2", ""})
        expect_refused({{"chains", '[' + json::quote(chain) + ']'}}, "chains", "CAIP-2 id");
    for (const auto *chain :
         {"solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "near:mainnet", "xrpl:0", "starknet:SN_MAIN",
          "stellar:pubnet", "bip122:000000000019d6689c085ae165831e93"})
        EXPECT_EQ(opened({{"chains", '[' + json::quote(chain) + ']'}}), "opened") << chain;
    expect_refused({{"forms", R"(["eip4361","nope"])"}}, "forms", "write some of appkit, ");
}

TEST(SignInConfig, AddressesThatNothingEqualsAreRefused) {
    for (const auto *scheme : {"HTTPS://", "https://", "HTTPS", "https:", "", "1https"})
        expect_refused({{"scheme", json::quote(scheme)}}, "scheme", "such as https");
    EXPECT_EQ(opened({{"scheme", R"("http")"}}), "opened");
    for (const auto *origin :
         {"https://a/b", "https://a/", "https://a?b", "a.example", "", "https://", "https://a b"})
        expect_refused({{"callback_origins", '[' + json::quote(origin) + ']'}}, "callback_origins",
                       "write scheme://host[:port]");
    EXPECT_EQ(opened({{"callback_origins", R"(["https://a.example:8443","app://back"])"}}),
              "opened");
    expect_refused({{"uris", R"(["/login"])"}}, "uris", "such as https://app.example/login");
}

// EIP-4361: an authority of RFC 3986; docs/sign-in-forms.md takes of it the plain host[:port].
TEST(SignInConfig, DomainThatNoTextCanSayIsRefused) {
    for (const auto *domain :
         {"", "app.example.", "a..b", ":::", "App.example", "-a.example", "https://app.example",
          "app.example:", "app.example:080", "[::1", "app_1.example", "user@app.example"})
        expect_refused({{"domain", json::quote(domain)}}, "domain", "host[:port]");
    for (const auto *domain : {"localhost", "[::1]:8443", "app.example:8443", "1.2.3.4"})
        EXPECT_EQ(opened({{"domain", json::quote(domain)}}), "opened") << domain;
}

// NEP-413: the recipient may be an account id, of [a-z0-9] with . - _ between (nomicon,
// DataStructures/Account).
TEST(SignInConfig, DomainMayBeAnAccountWhereTextsNameARecipientAlone) {
    const Members near{{"domain", R"("app_1.near")"},
                       {"chains", R"(["near:mainnet"])"},
                       {"forms", R"(["nep413"])"}};
    EXPECT_EQ(opened(near), "opened");
    auto wrong = near;
    wrong["domain"] = R"("app__1.near")";
    expect_refused(wrong, "domain", "host[:port]");
    auto both = near;
    both["chains"] = R"(["near:mainnet","eip155:1"])";
    both["forms"] = R"(["nep413","eip4361"])";
    expect_refused(both, "domain", "recipients");
}

// CAIP-10: the chain stands before the account.
TEST(SignInChallenge, AccountOfAnotherChainIsSaidToBeOfIt) {
    Config config;
    config.policy.domain = "app.example";
    config.policy.chains = {"eip155:1", "near:mainnet"};
    config.forms = {"eip4361", "nep413"};
    config.channels = {Channel::Kind::none};
    const auto sign_in =
        SignIn::make(every_verifier(), config,
                     std::make_shared<const KeyRing>(KeyRing::generate(system_random())),
                     std::make_shared<MemoryStore>(system_random()));
    ASSERT_TRUE(sign_in) << sign_in.error();
    constexpr Time now{std::chrono::seconds{1'768'478'400}};
    const auto asked = [&](std::string_view chain, std::string_view scheme,
                           std::string_view account) {
        const auto made =
            sign_in->challenge({.chain = chain, .scheme = scheme, .account = account}, now);
        return made ? std::string{"made"}
                    : std::string{made.error().check} + ": " + made.error().detail;
    };
    constexpr std::string_view address = "0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F";
    const auto on = [&](std::string_view chain) {
        return std::string{chain} + ':' + std::string{address};
    };
    EXPECT_EQ(asked("eip155:1", "eip191", on("eip155:1")), "made");
    EXPECT_EQ(asked("eip155:1", "eip191", on("eip155:137")),
              "account: account is of eip155:137, the request of eip155:1: name an account of that "
              "chain, or ask for the other one");
    EXPECT_EQ(
        asked("near:mainnet", "nep413", "near:testnet:alice.near"),
        "account: account is of near:testnet, the request of near:mainnet: name an account of "
        "that chain, or ask for the other one");
}

} // namespace
} // namespace walletauth::signin
