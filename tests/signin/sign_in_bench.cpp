// SPDX-License-Identifier: Apache-2.0
// What a challenge and a sign-in cost above the bare verification, per form; with the memory store.
// No test: scripts/bench-sign-in runs it. sign_in_bench [SECONDS [FORM]]: of each row, of one form.
// A row has medians of five rounds.
#include "tests/support/every_plugin.hpp"

#include <walletauth/signin.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace walletauth;
using namespace walletauth::signin;

constexpr Time now{std::chrono::seconds{1'768'478'400}}; // of tests/interop/sign-in.mjs

/// The memory store, asked for another key each time: so one signature signs in many times.
class EndlessStore final : public ReplayStore {
  public:
    Consumed consume(std::string_view key, std::chrono::seconds ttl,
                     std::string_view value) noexcept override {
        std::array<char, 128> other{};
        auto *const end = std::ranges::copy(key, other.data()).out;
        const auto size =
            std::to_chars(end, other.data() + other.size(), ++count_).ptr - other.data();
        auto consumed = memory_.consume({other.data(), static_cast<std::size_t>(size)}, ttl, value);
        consumed.generation = "test";
        return consumed;
    }
    std::expected<std::string, std::string> generation() noexcept override {
        return std::string{"test"};
    }

  private:
    MemoryStore memory_{system_random(), system_monotonic_clock(), 100'000'000};
    std::uint64_t count_ = 0;
};

[[noreturn]] void fail() {
    std::fprintf(stderr, "a call failed\n");
    std::exit(1);
}

/// The least microseconds of one call, of several runs: other programs disturb that least, and
/// short runs less than long ones.
class Least {
  public:
    template <class Call>
    void run(const Call &call) {
        using Clock = std::chrono::steady_clock;
        constexpr int count = 8;
        if (!call()) fail(); // not timed: it finds the caches of another
        const auto begin = Clock::now();
        for (int i = 0; i < count; ++i) {
            if (!call()) fail();
        }
        const std::chrono::duration<double, std::micro> took = Clock::now() - begin;
        microseconds = std::min(microseconds, took.count() / count);
    }
    double microseconds = 1e9;
};

/// The recorded request as a page sends it: with the challenge's own message, which its wallet has
/// signed.
std::string request_of(const json::Value &sent, const std::string &message) {
    std::string request = "{";
    for (std::size_t i = 0; i < sent.size(); ++i) {
        const auto name = sent.name(i);
        if (name == "form") continue;
        request.append(request.size() == 1 ? "" : ",").append(json::quote(name)).append(":");
        request.append(name == "message" ? message : sent.at(i).source());
    }
    return request + '}';
}

void measure(const json::Value &one, double seconds) {
    const auto asked = *one.find("challenge"), sent = *one.find("request");
    const auto text = [](const json::Value &object, std::string_view name) {
        return std::string{object.find(name)->text()};
    };
    Config config;
    config.issuer = "https://login.example";
    config.policy.domain = "app.example";
    config.client_id = "app";
    config.policy.chains = {text(asked, "chain")};
    config.forms = {text(asked, "form")};
    config.channels = {Channel::Kind::none};
    auto plugins = PluginSet::from_entries(every_plugin());
    const auto keys =
        KeyRing::parse("3 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
    const Verifier verifier{std::make_shared<const PluginSet>(std::move(*plugins))};
    const auto service = [&](Random random) {
        return *SignIn::make(verifier, config, std::make_shared<const KeyRing>(*keys),
                             std::make_shared<EndlessStore>(), std::move(random));
    };
    const auto sign_in = service(system_random());
    const auto chain = text(asked, "chain"), scheme = text(asked, "scheme"),
               form = text(asked, "form"), account = text(asked, "account"),
               statement = text(asked, "statement");
    ChallengeRequest wanted;
    wanted.chain = chain;
    wanted.scheme = scheme;
    wanted.form = form;
    wanted.account = account;
    wanted.statement = statement;
    // What else the recorded text says.
    const auto id = asked.find("request_id"), uri = asked.find("uri"),
               resources = asked.find("resources");
    if (id) wanted.request_id = id->text();
    if (uri) wanted.uri = uri->text();
    for (std::size_t i = 0; resources && i < resources->size(); ++i)
        wanted.resources.emplace_back(resources->at(i).text());
    const auto recorded = service([](auto out) { std::ranges::fill(out, std::uint8_t{0x5a}); });
    const auto message = recorded.challenge(wanted, now)->message;
    const auto read = *WireRequest::read(verifier, request_of(sent, message));
    const Attempt attempt{read.request(), form, {}, {}};
    constexpr std::size_t rounds = 5;
    std::array<std::array<double, rounds>, 4> figures{};
    for (std::size_t round = 0; round < rounds; ++round) {
        Least verify, challenge, accept; // in turns, so that all have the same neighbours
        const std::chrono::duration<double> length{seconds / rounds};
        const auto end = std::chrono::steady_clock::now() + length;
        while (std::chrono::steady_clock::now() < end) {
            verify.run([&] { return verifier.verify(read.request()).valid(); });
            challenge.run([&] { return sign_in.challenge(wanted, now).has_value(); });
            accept.run([&] { return sign_in.accept(attempt, now).has_value(); });
        }
        figures[0][round] = verify.microseconds;
        figures[1][round] = challenge.microseconds;
        figures[2][round] = accept.microseconds;
        figures[3][round] = accept.microseconds - verify.microseconds;
    }
    std::printf("| `%s` | `%s` |", form.c_str(), scheme.c_str());
    for (auto &figure : figures) {
        std::ranges::sort(figure);
        std::printf(" %.1f |", figure[rounds / 2]);
    }
    std::printf(" %.1f to %.1f |\n", figures[3].front(), figures[3].back());
}

} // namespace

int main(int count, char **arguments) {
    const double seconds = count > 1 ? std::atof(arguments[1]) : 1.0;
    const std::string_view form = count > 2 ? arguments[2] : "";
    std::printf(
        "| form | scheme | verify | challenge | accept | accept above verify | of all rounds |\n"
        "|---|---|---|---|---|---|---|\n");
    for (const auto &chain : std::filesystem::directory_iterator(WALLETAUTH_SOURCE "/plugins")) {
        const auto file = chain.path() / "tests/sign_in.json";
        if (!std::filesystem::exists(file)) continue;
        std::ifstream stream(file);
        const std::string text{std::istreambuf_iterator<char>{stream}, {}};
        const auto document = *json::Document::parse(text);
        for (std::size_t i = 0; i < document.root().size(); ++i) {
            const auto one = document.root().at(i);
            if (form.empty() || one.find("challenge")->find("form")->text() == form)
                measure(one, seconds);
        }
    }
    return 0;
}
