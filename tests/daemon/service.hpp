// SPDX-License-Identifier: Apache-2.0
// A daemon without a socket, for tests. The users who sign in are those of
// plugins/<chain>/tests/sign_in.json: texts and signatures of the chains' own libraries.
#pragma once

#include "daemon/app.hpp"

#include <walletauth/signin/memory_store.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <mutex>

namespace walletauth::daemon {

inline constexpr signin::Time now{
    std::chrono::seconds{1'768'478'400}}; // of tests/interop/sign-in.mjs

/// Remembers, and is of the generation that the texts were made for.
class NamedStore final : public signin::ReplayStore {
  public:
    signin::Consumed consume(std::string_view key, std::chrono::seconds ttl,
                             std::string_view value) noexcept override {
        if (down)
            return signin::Consumed::unavailable("/var/lib/used.db on db.internal: it is down");
        auto consumed = memory_.consume(key, ttl, value);
        consumed.generation = name;
        return consumed;
    }
    signin::Found find(std::string_view key) noexcept override {
        if (down) return signin::Found::unavailable("/var/lib/used.db on db.internal: it is down");
        auto found = memory_.find(key);
        found.generation = name;
        return found;
    }
    std::expected<std::string, std::string> generation() noexcept override {
        if (down)
            return std::unexpected(std::string{"/var/lib/used.db on db.internal: it is down"});
        return name;
    }
    bool down = false;
    std::string name = "test";

  private:
    signin::MemoryStore memory_{signin::system_random()};
};

inline constexpr std::string_view settings_text = R"(
issuer = "https://login.example"
plugins = ")" WALLETAUTH_PLUGINS R"("
trusted_proxies = ["127.0.0.1"]
[sign_in]
chains = ["eip155:1", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "near:mainnet", "starknet:SN_MAIN", "stellar:pubnet", "xrpl:0",
    "bip122:000000000019d6689c085ae165831e93"]
forms = ["eip4361", "siws", "nep413", "snip12", "caip122"]
[limits]
challenges_per_minute = 100
sign_ins_per_minute = 100
[[client]]
id = "app"
domain = "app.example"
origins = ["https://app.example"]
native = true
[[client]]
id = "other"
domain = "other.example"
origins = ["https://other.example"]
)";

/// Loaded once for all tests.
inline std::shared_ptr<const PluginSet> plugins() {
    static const auto loaded =
        std::make_shared<const PluginSet>(*PluginSet::from_directory(WALLETAUTH_PLUGINS));
    return loaded;
}

struct Service {
    std::shared_ptr<NamedStore> store = std::make_shared<NamedStore>();
    signin::Time time = now;
    std::vector<std::string> audit;
    std::vector<std::string> log;
    std::vector<std::string> asked; ///< for which clients nodes were to be asked
    std::function<std::unique_ptr<EvidenceSource>()> nodes; ///< empty: there are none
    std::function<bool(std::string_view)> has_nodes = [](std::string_view) { return true; };
    std::mutex mutex; ///< of the lists
    std::unique_ptr<App> app;

    explicit Service(std::string_view text = settings_text) {
        const auto keys = std::make_shared<const signin::KeyRing>(*signin::KeyRing::parse(
            "3 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"));
        const Lasting lasting{{}, "", "", store, keys, keys};
        auto settings = read_settings(text);
        EXPECT_TRUE(settings) << settings.error().message();
        auto parts = make_parts(*settings, lasting, plugins());
        EXPECT_TRUE(parts) << parts.error();
        AppOptions options;
        options.now = [this] { return time; };
        options.audit = [this](const std::string &line) { audit.push_back(line); };
        options.evidence = [this](std::string client) {
            const std::scoped_lock lock(mutex);
            asked.push_back(std::move(client));
            return nodes ? nodes() : nullptr;
        };
        options.has_nodes = [this](std::string_view chain) { return has_nodes(chain); };
        options.log = [this](const std::string &line) {
            const std::scoped_lock lock(mutex);
            log.push_back(line);
        };
        app = std::make_unique<App>(*parts, lasting, std::move(options));
    }

    HttpResponse ask(std::string method, std::string path, std::string body = {},
                     std::vector<std::pair<std::string, std::string>> headers = {},
                     Side side = Side::open) {
        HttpRequest request;
        request.side = side;
        request.method = std::move(method);
        const auto mark = path.find('?');
        request.path = path.substr(0, mark);
        if (mark != std::string::npos) request.query = path.substr(mark + 1);
        if (!body.empty()) headers.emplace_back("content-type", "application/json");
        request.body = std::move(body);
        request.headers = std::move(headers);
        request.peer = "127.0.0.1";
        return app->handle(request);
    }
};

inline std::string member(const std::string &json, std::string_view name) {
    const auto document = json::Document::parse(json);
    const auto value = document ? document->root().find(name) : std::nullopt;
    return value
               ? std::string{value->kind() == json::Kind::string ? value->text() : value->source()}
               : "";
}

inline std::optional<std::string> header(const HttpResponse &response, std::string_view name) {
    for (const auto &[key, value] : response.headers)
        if (key == name) return value;
    return std::nullopt;
}

/// The requests of all chains, each for the client "app".
inline std::vector<std::string> users() {
    std::vector<std::string> all;
    for (const auto &chain : std::filesystem::directory_iterator(WALLETAUTH_SOURCE "/plugins")) {
        std::ifstream stream(chain.path() / "tests/sign_in.json");
        const std::string text{std::istreambuf_iterator<char>{stream}, {}};
        const auto document = json::Document::parse(text);
        for (std::size_t i = 0; document && i < document->root().size(); ++i) {
            const std::string request{document->root().at(i).find("request")->source()};
            all.push_back(R"({"client_id":"app",)" + request.substr(1));
        }
    }
    return all;
}

} // namespace walletauth::daemon
