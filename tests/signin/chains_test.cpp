// SPDX-License-Identifier: Apache-2.0
// A user of each chain signs in, with a text and a signature of the chain's own libraries
// (plugins/<chain>/tests/sign_in.json), which also made the nonce a second time.
#include "tests/support/every_plugin.hpp"

#include <walletauth/signin.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace walletauth::signin {
namespace {

constexpr Time now{std::chrono::seconds{1'768'478'400}}; // 2026-01-15T12:00:00Z

/// What tests/interop/sign-in.mjs has as SERVICE, for all chains and forms.
std::string config_for(const json::Value &challenge) {
    return R"({"issuer":"https://login.example","domain":"app.example","client_id":"app",)"
           R"("channels":["none"],"chains":[)" +
           std::string{challenge.find("chain")->source()} + R"(],"forms":[)" +
           std::string{challenge.find("form")->source()} + "]}";
}

/// Remembers, and is of one generation that the other side knows.
class NamedStore final : public ReplayStore {
  public:
    Consumed consume(std::string_view key, std::chrono::seconds ttl,
                     std::string_view value) noexcept override {
        auto consumed = memory_.consume(key, ttl, value);
        consumed.generation = "test";
        return consumed;
    }
    std::expected<std::string, std::string> generation() noexcept override {
        return std::string{"test"};
    }

  private:
    MemoryStore memory_{system_random()};
};

SignIn service_for(const json::Value &challenge) {
    auto plugins = PluginSet::from_entries(every_plugin());
    EXPECT_TRUE(plugins) << plugins.error().message();
    const auto keys =
        KeyRing::parse("3 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    auto made =
        SignIn::make(Verifier{std::make_shared<const PluginSet>(std::move(*plugins))},
                     *read_config(config_for(challenge)), std::make_shared<const KeyRing>(*keys),
                     std::make_shared<NamedStore>(), [](std::span<std::uint8_t> out) {
                         std::ranges::fill(out, std::uint8_t{0x5a});
                     });
    EXPECT_TRUE(made) << made.error();
    return std::move(*made);
}

std::vector<std::string> files() {
    std::vector<std::string> found;
    for (const auto &chain : std::filesystem::directory_iterator(WALLETAUTH_SOURCE "/plugins")) {
        const auto file = chain.path() / "tests/sign_in.json";
        if (std::filesystem::exists(file)) found.push_back(file.string());
    }
    return found;
}

/// Without the order of members and the white space, which say nothing.
std::string canonical_text(const json::Value &value) { return *json::canonical(value); }

void expect_flow(const json::Value &one) {
    const auto asked = *one.find("challenge"), request = *one.find("request");
    SCOPED_TRACE(std::string{one.find("id")->text()});
    const auto sign_in = service_for(asked);
    const auto challenge = challenge_json(sign_in, asked.source(), "", now);
    ASSERT_EQ(challenge.status, WA_OK) << challenge.json;
    const auto document = json::Document::parse(challenge.json);
    EXPECT_EQ(canonical_text(*document->root().find("message")),
              canonical_text(*request.find("message")));
    const auto params = *document->root().find("params");
    for (std::size_t i = 0; i < params.size(); ++i) {
        const auto given = request.find("params")->find(params.name(i));
        ASSERT_TRUE(given) << params.name(i);
        EXPECT_EQ(canonical_text(params.at(i)), canonical_text(*given));
    }
    const auto session = sign_in_json(sign_in, request.source(), "", now);
    EXPECT_EQ(session.status, WA_OK) << session.json;
    EXPECT_EQ(session.http, 200);
    const auto again = sign_in_json(sign_in, request.source(), "", now);
    EXPECT_EQ(again.http, 401);
    EXPECT_NE(again.json.find("nonce_used"), std::string::npos) << again.json;
    const auto late =
        sign_in_json(service_for(asked), request.source(), "", now + std::chrono::minutes{11});
    EXPECT_NE(late.json.find("nonce_expired"), std::string::npos) << late.json;
}

TEST(SignInOfChains, EachSignsInOnce) {
    const auto all = files();
    ASSERT_GE(all.size(), 4U);
    for (const auto &file : all) {
        SCOPED_TRACE(file);
        std::ifstream stream(file);
        const std::string text{std::istreambuf_iterator<char>{stream}, {}};
        const auto document = json::Document::parse(text);
        ASSERT_TRUE(document) << document.error().reason;
        for (std::size_t i = 0; i < document->root().size(); ++i)
            expect_flow(document->root().at(i));
    }
}

} // namespace
} // namespace walletauth::signin
