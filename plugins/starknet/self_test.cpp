// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "ecdsa.hpp"
#include "snip12_hash.hpp"

#include <walletauth/curve/secp256k1_known_answers.hpp>
#include <walletauth/request/known_answers.hpp>
#include <walletauth/text/hex.hpp>

#include <string_view>

namespace walletauth::starknet {
namespace {

Felt felt(std::string_view hex) noexcept { return Felt::from_hex(hex).value_or(Felt{}); }

bool hashes_to(std::string_view document, std::string_view account, const Felt &hash) {
    const auto result = hash_typed_data(document, felt(account), Rule::strict);
    return result && result->message_hash == hash;
}

// starknet.py, tests/unit/signer: a document of revision 0, hashed by Pedersen.
bool hashes_revision_0() {
    constexpr std::string_view document =
        R"({"types":{"StarkNetDomain":[{"name":"name","type":"felt"},{"name":"version","type":"felt"},)"
        R"({"name":"chainId","type":"felt"}],"Person":[{"name":"name","type":"felt"},)"
        R"({"name":"wallet","type":"felt"}],"Mail":[{"name":"from","type":"Person"},)"
        R"({"name":"to","type":"Person"},{"name":"felts_len","type":"felt"},)"
        R"({"name":"felts","type":"felt*"}]},"primaryType":"Mail",)"
        R"("domain":{"name":"StarkNet Mail","version":"1","chainId":"1"},"message":{)"
        R"("from":{"name":"Cow","wallet":"0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826"},)"
        R"("to":{"name":"Bob","wallet":"0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB"},)"
        R"("felts_len":3,"felts":[1,2,3]}})";
    return hashes_to(document, "0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826",
                     felt("0x30ab43ef724b08c3b0a9bbe425e47c6173470be75d1d4c55fd5bf9309896bce"));
}

constexpr std::string_view signed_hash =
    "0x3fc744e401c5e02cfa390166d467c9c8b531f38b441ae5356f0b7e9942f894";

// Signed by starknet.js 10.8.0: a document of revision 1, hashed by Poseidon.
bool hashes_revision_1() {
    constexpr std::string_view document =
        R"({"types":{"StarknetDomain":[{"name":"name","type":"shortstring"},)"
        R"({"name":"version","type":"shortstring"},{"name":"chainId","type":"shortstring"},)"
        R"({"name":"revision","type":"shortstring"}],"Message":[{"name":"a","type":"u128*"}]},)"
        R"("primaryType":"Message","domain":{"name":"Dapp","version":"1","chainId":"SN_MAIN",)"
        R"("revision":"1"},"message":{"a":[]}})";
    return hashes_to(document, "0x64b48806902a367c8598f4f95c305e8c1a1acba5f082d294a43793113115691",
                     felt(signed_hash));
}

// Whether the signature of that document is one of `hash`.
bool is_signed(const Felt &hash, Rule rule) {
    const Felt r = felt("0x1d11773f072508d69adf2f98627c51e38fb467d320ce8f87e21cd155bd500f4");
    const Felt s = felt("0x598d7315738e381a693822dcea88e39997d2ee8c6dd47b23d81e19293bc6a1e");
    const Felt key = felt("0x39d9e6ce352ad4530a0ef5d5a18fd3303c3606a7fa6ac5b620020ad681cc33b");
    return verify_ecdsa(hash, r, s, key, rule).has_value();
}

constexpr KnownFact facts[]{
    {"SNIP-12 revision 0", &hashes_revision_0},
    {"SNIP-12 revision 1", &hashes_revision_1},
    {"secp256k1", [] { return secp256k1_reads_keys_as_known() && secp256k1_recovers_as_known(); }},
    {"Stark ECDSA", [] { return is_signed(felt(signed_hash), Rule::strict); }},
    {"Stark ECDSA, other hash",
     [] { return !is_signed(felt(signed_hash) + Felt{1}, Rule::compat); }},
};

} // namespace

Result<void> self_test() { return check_known_answers(facts); }

} // namespace walletauth::starknet
