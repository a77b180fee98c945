// SPDX-License-Identifier: Apache-2.0
#include "same_meaning.hpp"

#include "plugins/evm/tests/slow_eip712.hpp"
#include "plugins/starknet/class_table.hpp"
#include "plugins/starknet/felt_text.hpp"
#include "plugins/starknet/tests/plugin_hashes.hpp"

#include <walletauth/curve/ed25519.hpp>

namespace walletauth::fuzz {
namespace {

bool is_compat(const Question &request) noexcept {
    return (request.service.flags & WA_REQUEST_COMPAT) != 0;
}

std::string_view text_of_bytes(Bytes bytes) noexcept {
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

bool is_ed25519(std::string_view scheme) noexcept {
    return scheme.starts_with("ed25519") || scheme.starts_with("nep413") ||
           scheme.starts_with("solana-");
}

/// OpenZeppelin's EthAccount, which reads four felts and nothing beyond
/// (plugins/starknet/snip12.md).
bool is_eth_account(const Question &request) {
    for (const auto &parameters : {request.parameters, request.service.parameters}) {
        for (const auto &parameter : parameters) {
            if (view(parameter.name) != "class_hash") continue;
            const auto hash = starknet::read_felt_text(text_of_bytes(view(parameter.value)));
            return hash && starknet::kind_of(*hash) == starknet::AccountKind::eth_account;
        }
    }
    return false;
}

} // namespace

bool is_same_message(const Question &request, std::string_view address, Bytes other) {
    if (request.scheme == "eip712") {
        const auto digest = [&](Bytes text) {
            return slow_eip712::digest(text_of_bytes(text), slow_eip712::Extra::unsigned_in_domain,
                                       request.chain);
        };
        const auto before = digest(request.message);
        return before && before == digest(other);
    }
    if (request.scheme == "snip12") {
        const auto account = starknet::Felt::from_hex(address);
        if (!account) return false;
        const auto hash = [&](Bytes text) {
            return slow_snip12::hash(text_of_bytes(text), slow_stark::to_int(*account),
                                     walletauth::Rule::compat, slow_snip12::plugin_hashes());
        };
        const auto before = hash(request.message);
        const auto after = hash(other);
        return before && after && before->message_hash == after->message_hash;
    }
    return false;
}

bool is_anybodys_key(const Question &request, Bytes key) {
    // Stark keys are of 32 bytes, too.
    return is_compat(request) && is_ed25519(request.scheme) && key.size() == 32 &&
           ed25519_classify(Ed25519Key{key}) != Ed25519Point::good;
}

bool is_signature_byte_read(const Question &request, std::size_t index) noexcept {
    // kwil-db reads v modulo 4, and of a plain signature not at all (plugins/kwil/kwil-db.md).
    if (index == 64 && (request.scheme == "eip191-kwil" || request.scheme == "secp256k1")) {
        return false;
    }
    if (index >= 4 * 32 && request.scheme == "snip12" && is_eth_account(request)) return false;
    if (!is_compat(request)) return true;
    // nearcore has the key beside the signature and does not recover it.
    if (request.scheme == "nep413") return index != 64;
    // kwil-db puts its own tag and message into the payload, and what stands behind it falls out.
    if (request.scheme == "nep413-kwil") return index + 64 >= request.signature.size();
    return true;
}

bool is_signature_without_last_byte(const Question &request) noexcept {
    // r, s, v with v 0 or 27 is EIP-2098's short form behind which a byte stands.
    const bool is_evm = request.scheme == "eip191" || request.scheme == "eip712";
    if (is_evm && request.signature.size() == 65) {
        return request.signature[64] == 0 || request.signature[64] == 27;
    }
    return !is_signature_byte_read(request, request.signature.size() - 1);
}

bool is_key_byte_read(const Question &request, std::size_t index) noexcept {
    // 06 and 07 say of the y behind them what it is (hybrid_too).
    return index != 0 || request.scheme != "secp256k1" || !is_compat(request);
}

} // namespace walletauth::fuzz
