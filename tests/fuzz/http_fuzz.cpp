// SPDX-License-Identifier: Apache-2.0
// Bytes that come to walletauthd: the listener that they come to in the first byte, then HTTP/1.1.
// Whatever they are, the answer is one that docs/daemon.md knows, and whole.
#include "chains.hpp"
#include "plugins.hpp"

#include "daemon/app.hpp"
#include "daemon/message.hpp"

#include <walletauth/sign_in.h>
#include <walletauth/signin/memory_store.hpp>
#include <walletauth/text/json.hpp>

#include <set>
#include <string>

namespace {

using namespace walletauth;
using namespace walletauth::daemon;
using fuzz::require;
namespace http = boost::beast::http;

constexpr signin::Time now{std::chrono::seconds{1'768'478'400}}; // of tests/interop/sign-in.mjs

Settings all_that_is_loaded() {
    auto settings =
        read_settings("issuer = \"https://login.example\"\nplugins = \"linked\"\n"
                      "trusted_proxies = [\"127.0.0.1\"]\n[[client]]\n"
                      "origins = [\"https://login.example\"]\nnative = true\n"
                      "domain = \"app.example\"\nchains = [\"a12:1\"]\nforms = [\"x\"]\n");
    require(settings.has_value(), "settings");
    auto &config = settings->clients.front().sign_in;
    config.policy.chains.clear(); // those of the text only let it be read
    std::set<std::string> forms;
    for (const auto &chain : fuzz::chains()) {
        const auto *table = static_cast<const wa_sign_in_table *>(
            chain.plugin->extension(text_of(WA_SIGN_IN_EXTENSION)));
        if (table == nullptr) continue;
        config.policy.chains.push_back(chain.id);
        for (const auto *form : std::span{table->forms, table->form_count})
            forms.emplace(form->id.data, form->id.size); // one form may be of two schemes
    }
    config.forms.assign(forms.begin(), forms.end());
    settings->limits = {1'000'000'000, 1'000'000'000, 1'000'000'000};
    return *settings;
}

App &app() {
    static const auto instance = [] {
        const signin::Random same = [](std::span<std::uint8_t> out) {
            std::ranges::fill(out, std::uint8_t{5}); // each run is as the one before
        };
        const auto keys = std::make_shared<const signin::KeyRing>(signin::KeyRing::generate(same));
        const auto store = std::make_shared<signin::MemoryStore>(same);
        auto settings = all_that_is_loaded();
        auto parts = std::make_shared<Parts>(Parts{
            settings, fuzz::verifier(), *TrustedProxies::parse(settings.trusted_proxies), {}, {}});
        for (const auto &client : parts->settings.clients) {
            auto sign_in = signin::SignIn::make(fuzz::verifier(), client.sign_in, keys, store);
            require(sign_in.has_value(), sign_in ? "" : sign_in.error().c_str());
            parts->clients.push_back({&client, std::move(*sign_in)});
        }
        AppOptions options;
        options.now = [] { return now; };
        options.log = [](const std::string &) {};
        options.audit = [](const std::string &line) {
            require(json::Document::parse(line).has_value(), "an audit line is JSON");
        };
        Lasting lasting;
        lasting.store = store;
        lasting.nonce_keys = keys;
        lasting.seal_keys = keys;
        return std::make_unique<App>(std::move(parts), std::move(lasting), std::move(options));
    }();
    return *instance;
}

void check(const HttpResponse &response) {
    constexpr std::array known{200, 204, 400, 401, 403, 404, 405, 413, 415, 422, 431, 503};
    require(std::ranges::find(known, response.status) != known.end(), "a documented status");
    require(response.status < 400 || response.content_type == "application/problem+json",
            "a refusal is a problem");
    if (!response.content_type.contains("json")) return;
    const auto document = json::Document::parse(response.body);
    require(document.has_value(), "the body is JSON");
    if (response.status < 400) return;
    const auto status = document->root().find("status");
    require(status && status->source() == std::to_string(response.status), "a problem's status");
    require(document->root().find("code").has_value(), "a problem's code");
}

/// What is written is read as the same response: no byte of a request begins a header or a body.
void read_again(const HttpResponse &response) {
    std::string text = "another response";
    write_into(text, response, 11, true, false);
    http::response_parser<http::string_body> parser;
    parser.eager(true);
    boost::system::error_code error;
    const auto taken = parser.put(boost::asio::buffer(text), error);
    require(!error && parser.is_done() && taken == text.size(), "a whole response");
    const auto &message = parser.get();
    const auto fields = static_cast<std::size_t>(std::distance(message.begin(), message.end()));
    // Date and nosniff are in each.
    const std::size_t own = 2U + (response.status != 204 ? 1 : 0) + !response.content_type.empty();
    require(fields == response.headers.size() + own, "the headers that were meant");
    require(message.body() == response.body, "the body that was meant");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size == 0) return 0;
    const Side side = (data[0] & 1) != 0 ? Side::internal : Side::open;
    Parser parser;
    parser.header_limit(16U << 10);
    parser.body_limit(std::size_t{1} << 20);
    parser.eager(true);
    boost::system::error_code error;
    std::size_t at = 1;
    while (at < size && !error && !parser.is_done()) {
        const auto taken = parser.put(boost::asio::buffer(data + at, size - at), error);
        if (taken == 0 && !error) return 0;
        at += taken;
    }
    if (error == http::error::need_more) return 0;
    const auto response =
        error ? unreadable(error) : app().handle(read_from(parser.release(), side, "127.0.0.1"));
    check(response);
    read_again(response);
    return 0;
}
