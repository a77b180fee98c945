// SPDX-License-Identifier: Apache-2.0
#include "recover.hpp"

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <algorithm>

namespace walletauth::evm {
namespace {

/// n / 2, rounded down (SEC 2, section 2.4.1): the largest s of EIP-2.
constexpr std::array<std::uint8_t, 32> half_order{
    0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0x5d, 0x57, 0x6e, 0x73, 0x57, 0xa4, 0x50, 0x1d, 0xdf, 0xe9, 0x2f, 0x46, 0x68, 0x1b, 0x20, 0xa0};

bool is_high_s(const Signature &signature) noexcept {
    return std::lexicographical_compare(half_order.begin(), half_order.end(),
                                        signature.compact.begin() + 32, signature.compact.end());
}

std::array<std::uint8_t, 33> compress(const UncompressedKey &key) noexcept {
    std::array<std::uint8_t, 33> compressed{};
    compressed[0] = static_cast<std::uint8_t>(2 + (key[64] & 1));
    std::copy_n(key.begin() + 1, 32, compressed.begin() + 1);
    return compressed;
}

} // namespace

Result<UncompressedKey> recover_key(const Signature &signature, int recovery_id, HighS high_s,
                                    const Hash256 &digest) noexcept {
    const auto *context = secp256k1_context_static;
    secp256k1_ecdsa_recoverable_signature parsed;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(
            context, &parsed, signature.compact.data(), recovery_id) != 1) {
        return refuse(WA_REJECTED_SIGNATURE, "r or s is not below the group order");
    }
    if (high_s == HighS::refuse && is_high_s(signature)) {
        return refuse(WA_REJECTED_SIGNATURE, "s is in the upper half of the group order (EIP-2)");
    }
    secp256k1_pubkey key;
    if (secp256k1_ecdsa_recover(context, &key, &parsed, digest.data()) != 1) {
        return refuse(WA_REJECTED_SIGNATURE, "no key can have made this signature");
    }
    UncompressedKey bytes;
    std::size_t size = bytes.size();
    secp256k1_ec_pubkey_serialize(context, bytes.data(), &size, &key, SECP256K1_EC_UNCOMPRESSED);
    return bytes;
}

Result<Proof> prove_key(const wa_request &request, const UncompressedKey &key,
                        std::uint32_t flags) noexcept {
    const Address address = address_of(key);
    const auto account = format_address(address);
    const auto given = view(request.public_key);
    if (given.size() == address.size()) { // kwil's compact id
        if (!std::ranges::equal(given, address)) {
            return refuse(WA_REJECTED_SIGNER, "signed by ", account.view(),
                          ", not by the compact id");
        }
    } else if (!given.empty()) {
        const auto expected = read_key(given);
        if (!expected) return std::unexpected(expected.error());
        if (*expected != key) {
            return refuse(WA_REJECTED_SIGNER, "signed by another key, of ", account.view());
        }
    }
    const auto claim = view(request.account);
    if (!claim.empty() && claim != account.view()) {
        return refuse(WA_REJECTED_SIGNER, "signed by ", account.view(), ", not by ", claim);
    }
    if (address == Address{}) return refuse(WA_REJECTED_SIGNER, "nobody holds the zero address");
    Proof proof;
    proof.account = account;
    (void)proof.public_key.assign(compress(key));
    proof.flags = flags;
    return proof;
}

Result<Proof> prove_signer(const wa_request &request, const Signature &signature,
                           const Hash256 &digest, std::uint32_t flags) noexcept {
    const int v = signature.v;
    if (v != 0 && v != 1 && v != 27 && v != 28) {
        return refuse(WA_REJECTED_SIGNATURE, "v is ", v, ", expected 0, 1, 27 or 28");
    }
    const bool compat = (request.flags & WA_REQUEST_COMPAT) != 0;
    const auto key = recover_key(signature, v >= 27 ? v - 27 : v,
                                 compat ? HighS::accept : HighS::refuse, digest);
    if (!key) return std::unexpected(key.error());
    return prove_key(request, *key, flags);
}

Result<Proof> judge_claim(const wa_request &request, Result<Proof> result) noexcept {
    const auto claim = view(request.account);
    if (result || claim.empty() || WA_STATUS_CLASS(result.error().status) == WA_CLASS_UNSUPPORTED) {
        return result;
    }
    const auto address = parse_address(claim);
    if (!address) return std::unexpected(address.error());
    if (format_address(*address).view() != claim) {
        return refuse(WA_MALFORMED_ACCOUNT, "account is ", claim, ", expected ",
                      format_address(*address).view());
    }
    if (WA_STATUS_CLASS(result.error().status) == WA_CLASS_REJECTED && *address == Address{}) {
        return refuse(WA_REJECTED_SIGNER, "nobody holds the zero address");
    }
    return result;
}

} // namespace walletauth::evm
