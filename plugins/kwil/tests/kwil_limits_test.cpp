// SPDX-License-Identifier: Apache-2.0
// The largest and worst requests are answered, on 64 KiB of stack. What they cost in time,
// scripts/bench --hostile says.
#include "tests/support/scripted_node.hpp"
#include "tests/support/small_stack.hpp"

#include <walletauth/verifier.hpp>

#include <gtest/gtest.h>

extern "C" const wa_plugin *walletauth_plugin_v0_kwil(void) noexcept;

namespace {

using namespace walletauth;
using Bytes = std::vector<std::uint8_t>;

constexpr std::size_t largest = std::size_t{512} << 10;

const Verifier &verifier() {
    static const Verifier instance = plugin_test::verifier_of(&walletauth_plugin_v0_kwil);
    return instance;
}

struct Sample {
    std::string name;
    std::string scheme;
    std::string message;
};

// The base points of the curves as keys: good keys, whose signatures nobody has.
std::uint32_t status(const Sample &sample) {
    const bool secp256k1 = sample.scheme == "secp256k1";
    const std::string account =
        secp256k1 ? "0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
                  : "58" + std::string(62, '6');
    const Bytes signature(secp256k1 ? 65 : 64, 7);
    Request request;
    request.chain = "kwil:idos";
    request.scheme = sample.scheme;
    request.account = account;
    request.message = as_bytes(sample.message);
    request.signature = signature;
    return verifier().verify(request).status;
}

std::vector<Sample> worst(const std::string &scheme) {
    std::string late(largest, 'a');
    late.back() = '\0';
    std::string object = R"({"account_number":[)";
    object.resize(largest, '[');
    std::string strings = R"({"memo":")";
    while (strings.size() + 2 <= largest)
        strings += "\\\"";
    std::string accents;
    while (accents.size() + 2 <= largest)
        accents += "\u00e9";
    return {{"the longest text", scheme, std::string(largest, 'a')},
            {"letters of two bytes", scheme, accents},
            {"a NUL at the end", scheme, late},
            {"open brackets", scheme, object},
            {"an open string", scheme, strings}};
}

constexpr const char *schemes[] = {"ed25519", "ed25519_nr", "secp256k1"};

TEST(KwilLimits, SixtyFourKibibytesOfStackAreEnough) {
    for (const std::string scheme : schemes) {
        auto samples = worst(scheme);
        samples.push_back({"ordinary", scheme, "example.org asks you to sign in"});
        std::vector<std::uint32_t> found(samples.size());
        plugin_test::on_small_stack([&] {
            for (std::size_t i = 0; i < samples.size(); ++i)
                found[i] = status(samples[i]);
        });
        for (std::size_t i = 0; i < samples.size(); ++i) {
            EXPECT_EQ(WA_STATUS_CLASS(found[i]), static_cast<unsigned>(WA_CLASS_REJECTED))
                << scheme << ' ' << samples[i].name;
        }
    }
}

TEST(KwilLimits, MessagesUpToHalfAMebibyte) {
    for (const std::string scheme : schemes) {
        EXPECT_EQ(status({"longest", scheme, std::string(largest, 'a')}),
                  static_cast<unsigned>(WA_REJECTED_SIGNATURE));
        EXPECT_EQ(status({"longer", scheme, std::string(largest + 1, 'a')}),
                  static_cast<unsigned>(WA_MALFORMED_MESSAGE));
    }
}

} // namespace
