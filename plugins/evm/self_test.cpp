// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "eip191.hpp"
#include "recover.hpp"

#include <walletauth/text/hex.hpp>

namespace walletauth::evm {
namespace {

// web3.js 1.x documentation, eth.accounts.sign("Some data").
constexpr std::string_view message = "Some data";
constexpr std::string_view message_hash =
    "1da44b586eb0729ff70a73c326926f6ed5a25f5b056e7f47fbc6e58d86871655";
constexpr std::string_view signer = "0x2c7536E3605D9C16a7a3D7b1898e529396a65c23";
constexpr std::string_view low_s =
    "b91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
    "6007e74cd82e037b800186422fc2da167c747ef045e5d18a5f5d4300f8e1a0291c";
// The same with s replaced by n - s and the parity turned.
constexpr std::string_view high_s =
    "b91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
    "9ff818b327d1fc847ffe79bdd03d25e83e3a5df66962ceb160751b8bd754a1181b";

std::uint32_t verify(std::string_view signature_hex, std::uint32_t flags) {
    const auto signature = decode_hex(signature_hex);
    if (!signature) return WA_ERROR_INTERNAL;
    wa_request request{};
    request.struct_size = sizeof request;
    request.flags = flags;
    request.chain = text_of("eip155:1");
    request.account = text_of(signer);
    request.message = bytes_of(as_bytes(message));
    request.signature = bytes_of(*signature);
    request.accept = WA_ACCEPT_DERIVED;
    const auto proof = eip191_verifier.verify(request);
    return proof ? WA_OK : proof.error().status;
}

Result<void> expect(bool holds, std::string_view what) {
    if (holds) return {};
    return refuse(WA_ERROR_INTERNAL, "self-test failed: ", what);
}

} // namespace

Result<void> self_test() {
    if (auto good =
            expect(encode_hex(eip191_hash(as_bytes(message))) == message_hash, "EIP-191 hash");
        !good) {
        return good;
    }
    if (auto good = expect(verify(low_s, 0) == WA_OK, "recovery"); !good) return good;
    if (auto good = expect(verify(high_s, 0) == WA_REJECTED_SIGNATURE, "high-s"); !good)
        return good;
    return expect(verify(high_s, WA_REQUEST_COMPAT) == WA_OK, "high-s under compat");
}

} // namespace walletauth::evm
