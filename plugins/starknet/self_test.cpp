// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "ecdsa.hpp"
#include "snip12_hash.hpp"

#include <string_view>

namespace walletauth::starknet {
namespace {

Result<void> expect(bool holds, std::string_view what) {
    if (holds) return {};
    return refuse(WA_ERROR_INTERNAL, "self-test failed: ", what);
}

Felt felt(std::string_view hex) noexcept { return Felt::from_hex(hex).value_or(Felt{}); }

bool hashes_to(std::string_view document, std::string_view account, const Felt &hash) {
    const auto result = hash_typed_data(document, felt(account), Rule::strict);
    return result && result->message_hash == hash;
}

// starknet.py, tests/unit/signer: a document of revision 0, hashed by Pedersen.
Result<void> test_revision_0() {
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
    return expect(
        hashes_to(document, "0xcd2a3d9f938e13cd947ec05abc7fe734df8dd826",
                  felt("0x30ab43ef724b08c3b0a9bbe425e47c6173470be75d1d4c55fd5bf9309896bce")),
        "SNIP-12 revision 0");
}

// Signed by starknet.js 10.8.0: a document of revision 1, hashed by Poseidon.
Result<void> test_revision_1() {
    constexpr std::string_view document =
        R"({"types":{"StarknetDomain":[{"name":"name","type":"shortstring"},)"
        R"({"name":"version","type":"shortstring"},{"name":"chainId","type":"shortstring"},)"
        R"({"name":"revision","type":"shortstring"}],"Message":[{"name":"a","type":"u128*"}]},)"
        R"("primaryType":"Message","domain":{"name":"Dapp","version":"1","chainId":"SN_MAIN",)"
        R"("revision":"1"},"message":{"a":[]}})";
    const Felt hash = felt("0x3fc744e401c5e02cfa390166d467c9c8b531f38b441ae5356f0b7e9942f894");
    if (auto good = expect(
            hashes_to(document, "0x64b48806902a367c8598f4f95c305e8c1a1acba5f082d294a43793113115691",
                      hash),
            "SNIP-12 revision 1");
        !good) {
        return good;
    }
    const Felt r = felt("0x1d11773f072508d69adf2f98627c51e38fb467d320ce8f87e21cd155bd500f4");
    const Felt s = felt("0x598d7315738e381a693822dcea88e39997d2ee8c6dd47b23d81e19293bc6a1e");
    const Felt key = felt("0x39d9e6ce352ad4530a0ef5d5a18fd3303c3606a7fa6ac5b620020ad681cc33b");
    if (auto good = expect(verify_ecdsa(hash, r, s, key, Rule::strict).has_value(), "Stark ECDSA");
        !good) {
        return good;
    }
    const Felt other = hash + Felt{1};
    return expect(!verify_ecdsa(other, r, s, key, Rule::compat), "Stark ECDSA, other hash");
}

} // namespace

Result<void> self_test() {
    if (auto good = test_revision_0(); !good) return good;
    return test_revision_1();
}

} // namespace walletauth::starknet
