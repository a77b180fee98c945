// SPDX-License-Identifier: Apache-2.0
#include "self_test.hpp"

#include "chain_state_self_test.hpp"
#include "eip191.hpp"

#include <walletauth/curve/secp256k1_known_answers.hpp>
#include <walletauth/request/known_answers.hpp>
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
// The public key of the private key on that page.
constexpr std::string_view signers_key =
    "0x024e3b81af9c2234cad09d679ce6035ed1392347ce64ce405f5dcd36228a25de6e";
// The same with s replaced by n - s and the parity turned.
constexpr std::string_view high_s =
    "b91467e570a6466aa9e9876cbcd013baba02900b8979d43fe208a4a4f339f5fd"
    "9ff818b327d1fc847ffe79bdd03d25e83e3a5df66962ceb160751b8bd754a1181b";

constexpr KnownFact facts[]{
    {"EIP-191 hash", [] { return encode_hex(eip191_hash(as_bytes(message))) == message_hash; }},
    {"secp256k1 keys", &secp256k1_reads_keys_as_known},
};
constexpr KnownRequest requests[]{
    {.name = "recovery", .account = signer, .message = message, .signature = low_s},
    {.name = "recovery, by key",
     .account = signer,
     .public_key = signers_key,
     .message = message,
     .signature = low_s},
    {.name = "high-s",
     .account = signer,
     .message = message,
     .signature = high_s,
     .status = WA_REJECTED_SIGNATURE},
    {.name = "high-s under compat",
     .account = signer,
     .message = message,
     .signature = high_s,
     .flags = WA_REQUEST_COMPAT},
};

} // namespace

Result<void> self_test() {
    if (auto good = check_known_answers(facts); !good) return good;
    if (auto good = check_known_answers(eip191_verifier, "eip155:1", requests); !good) return good;
    return chain_state_self_test();
}

} // namespace walletauth::evm
