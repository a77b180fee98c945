// SPDX-License-Identifier: Apache-2.0
// A daemon without a socket, before a site, and a browser of one user, for tests.
#pragma once

#include "daemon/app.hpp"
#include "daemon/browser.hpp"
#include "daemon/forward_auth.hpp"

#include <walletauth/signin/memory_store.hpp>

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>
#include <sodium.h>

namespace walletauth::daemon {

inline constexpr signin::Time start{std::chrono::seconds{1'768'478'400}};

class Store final : public signin::ReplayStore {
  public:
    signin::Consumed consume(std::string_view key, std::chrono::seconds ttl,
                             std::string_view value) noexcept override {
        if (down) return signin::Consumed::unavailable("it is down");
        auto consumed = memory_.consume(key, ttl, value);
        consumed.generation = name;
        return consumed;
    }
    signin::Found find(std::string_view key) noexcept override {
        ++found;
        if (down) return signin::Found::unavailable("it is down");
        auto there = memory_.find(key);
        there.generation = name;
        return there;
    }
    std::expected<std::string, std::string> generation() noexcept override {
        ++asked;
        if (down) return std::unexpected(std::string{"it is down"});
        return name;
    }
    bool down = false;
    int asked = 0; ///< for its generation
    int found = 0; ///< for what it remembers
    std::string name = "first";

  private:
    signin::MemoryStore memory_{signin::system_random()};
};

inline const std::string settings_text = R"(
issuer = "https://login.example"
plugins = ")" WALLETAUTH_PLUGINS R"("
[sign_in]
chains = ["eip155:1"]
forms = ["eip4361"]
accept = ["derived", "chain_state"]
[[forward]]
origin = "https://site.example"
life = 120
)";

inline std::string cookie_in(const HttpResponse &response, std::string_view name) {
    for (const auto &[key, value] : response.headers)
        if (key == "Set-Cookie" && value.starts_with(std::string{name} + '='))
            return value.substr(0, value.find(';'));
    return "";
}

inline std::string header_of(const HttpResponse &response, std::string_view name) {
    for (const auto &[key, value] : response.headers)
        if (key == name) return value;
    return "";
}

inline std::string location_of(const HttpResponse &response) {
    return header_of(response, "Location");
}

/// One browser, whose user has signed in at `start` as somebody of `link`.
struct Browser {
    std::shared_ptr<const signin::KeyRing> keys =
        std::make_shared<const signin::KeyRing>(*signin::KeyRing::parse(
            "3 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"));
    std::shared_ptr<Store> store = std::make_shared<Store>();
    Lasting lasting{{}, "", "", store, keys, keys};
    signin::Time time = start;
    std::vector<std::string> audit;
    Visitor visitor{
        "eip155:1:0x9E02", "eip155:1:0x9E02", "eip155:1", "eip191", "eip4361",
        WA_LINK_DERIVED,   new_secret(),      start,      start,    start + std::chrono::hours{1}};
    std::unique_ptr<App> app;

    Browser() { app = another_app(); }
    /// A daemon with the same keys and the same store.
    std::unique_ptr<App> another_app(std::string_view text = settings_text) {
        AppOptions options;
        options.now = [this] { return time; };
        options.audit = [this](const std::string &line) { audit.push_back(line); };
        return std::make_unique<App>(parts(text), lasting, std::move(options));
    }
    std::shared_ptr<const Parts> parts(std::string_view text) {
        auto settings = read_settings(text);
        EXPECT_TRUE(settings) << settings.error().message();
        auto made = make_parts(*settings, lasting);
        EXPECT_TRUE(made) << made.error();
        return *made;
    }
    HttpResponse get(std::string_view host, std::string url, std::string cookies,
                     Side side = Side::open) {
        HttpRequest request;
        request.side = side;
        request.method = "GET";
        const auto mark = url.find('?');
        request.path = url.substr(0, mark);
        if (mark != std::string::npos) request.query = url.substr(mark + 1);
        request.headers = {{"host", std::string{host}}, {"cookie", std::move(cookies)}};
        return app->handle(request);
    }
    HttpResponse check(const std::string &cookies) {
        return get("a", "/forward/check?host=site.example", cookies, Side::internal);
    }
    HttpResponse begin(const std::string &link) {
        Pass pass{.visitor = visitor};
        pass.expires = visitor.until;
        return begin(link, pass);
    }
    HttpResponse begin(const std::string &link, const Pass &pass) {
        const auto session = Sealer{keys}.seal(
            {"forward session", "https://login.example", "", "first"}, pass_json(pass));
        return get("login.example", link.substr(std::string_view{"https://login.example"}.size()),
                   std::string{session_cookie} + '=' + session);
    }
    HttpResponse finish(const std::string &link, const std::string &secret) {
        return get("site.example", link.substr(std::string_view{"https://site.example"}.size()),
                   secret);
    }
    /// The cookie of the site, after all steps.
    std::string enter() {
        const auto first = check("");
        const auto secret = cookie_in(first, browser_cookie);
        return cookie_in(finish(location_of(begin(location_of(first))), secret), pass_cookie);
    }
};

inline constexpr std::string_view solana = "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";

/// The settings for users of Solana.
inline std::string solana_settings() {
    auto text = settings_text;
    text.replace(text.find("eip155:1"), 8, solana);
    text.replace(text.find("eip4361"), 7, "siws");
    return text;
}

/// What the page does: a user with a key of Ed25519 signs in. `request`: what is accepted.
struct PageSignIn {
    HttpResponse response;
    std::string request;
};

inline HttpResponse post(Browser &browser, std::string path, std::string body, std::string cookie,
                         std::string origin = "https://login.example") {
    HttpRequest request;
    request.method = "POST";
    request.path = std::move(path);
    request.body = std::move(body);
    request.headers = {{"content-type", "application/json"},
                       {"origin", std::move(origin)},
                       {"cookie", std::move(cookie)}};
    return browser.app->handle(request);
}

inline PageSignIn sign_in_on_page(Browser &browser) {
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    crypto_sign_keypair(open.data(), secret.data());
    const auto ask = R"({"chain":")" + std::string{solana} +
                     R"(","scheme":"solana-message","account":")" + encode_base58(open) + '"';
    const auto made = post(browser, "/v1/challenge", ask + '}', "");
    const auto document = json::Document::parse(made.body);
    const auto message = document->root().find("message");
    const auto text = message->find("text")->text();
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr,
                         reinterpret_cast<const std::uint8_t *>(text.data()), text.size(),
                         secret.data());
    auto request = ask + R"(,"form":"siws","message":)" + std::string{message->source()} +
                   R"(,"signature":")" + encode_base64(signature) + "\"}";
    auto response = post(browser, "/v1/sign-in", request, cookie_in(made, "__Host-wa_challenge"));
    return {std::move(response), std::move(request)};
}

} // namespace walletauth::daemon
