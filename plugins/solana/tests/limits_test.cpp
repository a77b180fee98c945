// SPDX-License-Identifier: Apache-2.0
// The largest and worst requests are answered, on 64 KiB of stack. What they cost in time,
// scripts/bench --hostile says.
#include "plugin_under_test.hpp"

#include "tests/support/small_stack.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace walletauth::solana::testing {
namespace {

const Octets prefix = joined({{0xff}, octets("solana offchain")});

std::vector<Wallet> sorted_wallets(std::size_t count) {
    std::vector<Wallet> wallets;
    for (std::size_t i = 0; i < count; ++i)
        wallets.emplace_back(static_cast<std::uint8_t>(i));
    std::ranges::sort(wallets, {}, &Wallet::key);
    return wallets;
}

// What a host does: the signature's text is parsed, then the request is verified.
struct Request {
    std::string name;
    Ask ask;
    std::string text = {}; ///< if empty `ask` has the bytes
    int status = WA_OK;
};

Request ordinary(std::string_view scheme) {
    const Wallet wallet(1);
    const auto text = octets("example.org asks you to sign in\nnonce 8f14e45f");
    Ask ask{.scheme = std::string{scheme}, .account = wallet.account(), .message = text};
    Octets signature;
    if (scheme == "solana-message") signature = wallet.sign(text);
    if (scheme == "solana-offchain") {
        signature = wallet.sign(joined({prefix, {1, 1}, wallet.key(), text}));
    }
    if (scheme == "solana-memo") {
        Octets memo(32);
        EXPECT_TRUE(
            decode_base58_into("MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr", std::span{memo}));
        const auto size = static_cast<std::uint8_t>(text.size());
        const auto message =
            joined({{1, 0, 1, 2}, wallet.key(), memo, Octets(32, 9), {1, 1, 0, size}, text});
        signature = joined({{1}, wallet.sign(message), message});
    }
    return {"ordinary", ask, encode_base58(signature)};
}

// A signed v1 envelope with 255 signers, of whom as many sign as are checked.
Request many_signers(std::size_t text_size) {
    const auto wallets = sorted_wallets(255);
    const Octets text(text_size, 'a');
    Octets envelope = joined({prefix, {1, 255}});
    for (const auto &wallet : wallets)
        envelope = joined({envelope, wallet.key()});
    envelope = joined({envelope, text});
    Octets bytes{255};
    for (std::size_t i = 0; i < wallets.size(); ++i)
        bytes = joined({bytes, i < 8 ? wallets[i].sign(envelope) : Octets(64)});
    std::string signers = "[";
    for (const auto &wallet : wallets)
        signers += '"' + wallet.account() + "\",";
    signers.back() = ']';
    return {"255 signers",
            {.scheme = "solana-offchain",
             .account = wallets[3].account(),
             .message = text,
             .params = {{"signers", WA_PARAMETER_JSON, octets(signers)}}},
            encode_hex(joined({bytes, envelope}))};
}

// A legacy transaction of 43,000 empty instructions, less its last byte: the parser sees them all.
Octets nearly_a_transaction() {
    auto bytes = joined({{1, 0, 0, 1}, Octets(32, 1), Octets(32, 9), {0xf8, 0xcf, 0x02}});
    bytes.resize(bytes.size() + 3 * 43'000 - 1);
    return bytes;
}

std::vector<Request> worst(std::string_view scheme) {
    const Wallet wallet(1);
    const Ask base{.scheme = std::string{scheme}, .account = wallet.account()};
    std::vector<Request> all;
    const auto add = [&](std::string name, Octets message, std::string text, int status) {
        auto ask = base;
        ask.message = std::move(message);
        all.push_back({std::move(name), ask, std::move(text), status});
    };
    const auto bad = encode_hex(Octets(64, 7));
    if (scheme == "solana-offchain") {
        add("base58 junk", octets("a"), std::string(24'576, 'z'), WA_MALFORMED_SIGNATURE);
        add("base58 ones", octets("a"), std::string(24'576, '1'), WA_MALFORMED_SIGNATURE);
        add("hex junk", octets("a"), std::string(310'000, 'a'), WA_MALFORMED_SIGNATURE);
        add("base64 junk", octets("a"), std::string(200'000, '+'), WA_MALFORMED_SIGNATURE);
        add("array junk", octets("a"), "[" + std::string(310'000, '1'), WA_MALFORMED_SIGNATURE);
        std::string array = "[";
        for (int i = 0; i < 150'000; ++i)
            array += "1,";
        array.back() = ']';
        add("an array", octets("a"), array, WA_MALFORMED_SIGNATURE);
        add("seven layouts", Octets(1147, 'a'), bad, WA_REJECTED_SIGNATURE);
        add("three layouts", Octets(65'515, 'a'), bad, WA_REJECTED_SIGNATURE);
        add("the longest text", Octets(128 * 1024, 'a'), bad, WA_REJECTED_SIGNATURE);
        all.push_back(many_signers(20));
        all.push_back(many_signers(128 * 1024));
    } else if (scheme == "solana-message") {
        add("the longest text", Octets(128 * 1024, 'a'), bad, WA_REJECTED_SIGNATURE);
        auto late = Octets(128 * 1024, 'a');
        late.back() = 0;
        add("a NUL at the end", late, bad, WA_REJECTED_POLICY);
        add("nearly a transaction", nearly_a_transaction(), bad, WA_REJECTED_POLICY);
        add("text junk", octets("a"), std::string(2048, 'z'), WA_MALFORMED_SIGNATURE);
    } else {
        const auto message = octets("a");
        add("base58 junk", message, std::string(5596, 'z'), WA_MALFORMED_SIGNATURE);
        add("hex junk", message, std::string(8192, 'a'), WA_MALFORMED_SIGNATURE);
        auto v1 = joined({{0x81, 1, 0, 1, 0, 0, 0, 0}, Octets(32, 3), {64, 64}});
        for (std::uint8_t i = 0; i < 64; ++i)
            v1 = joined({v1, i == 0 ? wallet.key() : Octets(32, i)});
        for (int i = 0; i < 64; ++i)
            v1 = joined({v1, {1, 20, 0, 0}});
        v1.resize(v1.size() + 64 * 20);
        add("64 instructions", message, encode_base64(joined({v1, wallet.sign(v1)})),
            WA_REJECTED_POLICY);
    }
    return all;
}

int ask(const Request &request) {
    auto whole = request.ask;
    if (!request.text.empty()) {
        auto parsed = parse_signature(whole.scheme, request.text);
        if (parsed.status != WA_OK) return parsed.status;
        whole.signature = std::move(parsed.bytes);
    }
    return status_of(whole);
}

constexpr const char *schemes[] = {"solana-message", "solana-offchain", "solana-memo"};

TEST(SolanaLimits, SixtyFourKibibytesOfStackAreEnough) {
    for (const auto *scheme : schemes) {
        auto requests = worst(scheme);
        requests.push_back(ordinary(scheme));
        std::vector<int> found(requests.size());
        plugin_test::on_small_stack([&] {
            for (std::size_t i = 0; i < requests.size(); ++i)
                found[i] = ask(requests[i]);
        });
        for (std::size_t i = 0; i < requests.size(); ++i)
            EXPECT_EQ(found[i], requests[i].status) << scheme << ' ' << requests[i].name;
    }
}

} // namespace
} // namespace walletauth::solana::testing
