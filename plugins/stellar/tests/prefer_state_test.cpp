// SPDX-License-Identifier: Apache-2.0
// Signing in where chain state is accepted, too. An owner may have taken the master key its weight:
// then that key, which may be a thief's, must not sign in. Entries are those of sep53-state.json.
#include "tests/signin/prefer_state.hpp"

#include <walletauth/text/base64.hpp>

extern "C" const wa_plugin *walletauth_plugin_v0_stellar(void) noexcept;

namespace {

using namespace walletauth;
using walletauth::signin::tests::node_of;
using walletauth::signin::tests::RotatingAccount;

/// An account entry with nothing but its master key's weight (Stellar-ledger-entries.x), for the
/// account that a query asks for.
std::string entry_of(const std::string &query, std::uint8_t weight) {
    const auto key = query.substr(query.find("[\"") + 2, 56); // 40 bytes
    auto xdr = *decode_base64(key);
    xdr.erase(xdr.begin(), xdr.begin() + 4); // the kind of key becomes the kind of entry
    xdr.insert(xdr.begin(), 4, 0);
    xdr.insert(xdr.end(), 16 + 4 + 4 + 4 + 4, 0);
    xdr.insert(xdr.end(), {weight, 0, 0, 0});
    xdr.insert(xdr.end(), 8, 0); // no signers, no extension
    return R"({"entries":[{"key":")" + key + R"(","xdr":")" + encode_base64(xdr) +
           R"("}],"latestLedger":54000123})";
}

std::string judged(const std::function<EvidenceAnswer(const std::string &)> &node,
                   bool prefer_state = true) {
    RotatingAccount alice(&walletauth_plugin_v0_stellar, "stellar");
    return alice.judge(node_of(node), prefer_state);
}

auto with_weight(std::uint8_t weight) {
    return [weight](const std::string &query) { return EvidenceAnswer{entry_of(query, weight)}; };
}

const auto absent = [](const std::string &) {
    return EvidenceAnswer{R"({"entries":[],"latestLedger":54000123})"};
};

TEST(StellarPrefersState, MasterKeySignsIn) { EXPECT_EQ(judged(with_weight(1)), "chain_state"); }

TEST(StellarPrefersState, KeyWithoutWeightDoesNot) {
    EXPECT_EQ(judged(with_weight(0)), "rejected signer");
    EXPECT_EQ(judged(with_weight(0), false), "derived"); // the service does not ask
}

TEST(StellarPrefersState, AbsentAccountIsItsKeys) { EXPECT_EQ(judged(absent), "chain_state"); }

TEST(StellarPrefersState, NodeThatFailsIsNoAnswer) {
    EXPECT_EQ(judged([](const std::string &) { return EvidenceAnswer{"{}", WA_EVIDENCE_ERROR}; }),
              "error evidence");
}

} // namespace
