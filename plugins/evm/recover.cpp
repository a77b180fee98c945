// SPDX-License-Identifier: Apache-2.0
#include "recover.hpp"

#include <walletauth/text/hex.hpp>

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

/// The longest hint that fits behind a refusal, whole: contract accounts sign in any form.
Refusal with_contract_hint(Refusal refusal) noexcept {
    for (const std::string_view hint : {"; a contract wallet?", "; a contract?"}) {
        if (refusal.detail.size() + hint.size() > WA_DETAIL_CAPACITY) continue;
        refusal.detail.append_cut(hint);
        break;
    }
    return refusal;
}

/// 0x and the first digits, which are enough to compare with what a wallet or library shows.
InlineText<16> first_digits(const Hash256 &hash) noexcept {
    std::array<char, 12> text{'0', 'x', 0, 0, 0, 0, 0, 0, 0, 0, '.', '.'};
    (void)encode_hex_into(std::span{hash}.first(4), std::span{text}.subspan(2, 8));
    InlineText<16> result;
    (void)result.assign(text);
    return result;
}

/// The signer is not whom the request claims.
std::unexpected<Refusal> refuse_stranger(const wa_request &request, std::string_view account,
                                         const DerivedHashes *hashes) noexcept {
    if (hashes == nullptr) {
        return refuse(WA_REJECTED_SIGNER, "signed by ", account, ", not by ",
                      view(request.account));
    }
    return refuse(WA_REJECTED_SIGNER, "signed by ", account, " if the hash is ",
                  first_digits(hashes->digest).view(), " in domain ",
                  first_digits(hashes->domain_separator).view());
}

/// With a hint where a contract account may be meant: it has no key that one could state.
Result<Proof> hinted(const wa_request &request, Result<Proof> result) noexcept {
    if (result || request.account.size == 0 || request.public_key.size != 0 ||
        WA_STATUS_CLASS(result.error().status) != WA_CLASS_REJECTED) {
        return result;
    }
    return std::unexpected(with_contract_hint(result.error()));
}

Result<Proof> recover_signer(const wa_request &request, const Signature &signature,
                             const Hash256 &digest, std::uint32_t flags,
                             const DerivedHashes *hashes) noexcept {
    constexpr int first_of_transactions = 35;
    const int v = signature.v;
    if (v >= first_of_transactions) {
        return refuse(WA_REJECTED_SIGNATURE, "v is ", v,
                      ", expected 0, 1, 27 or 28: 35 and above is of a transaction (EIP-155)");
    }
    if (v != 0 && v != 1 && v != 27 && v != 28) {
        return hinted(request,
                      refuse(WA_REJECTED_SIGNATURE, "v is ", v, ", expected 0, 1, 27 or 28"));
    }
    const Rule rule = rule_of(request);
    const auto key = recover_key(signature, v >= 27 ? v - 27 : v, rule, digest);
    if (!key && rule == Rule::strict && is_high_s(signature)) return std::unexpected(key.error());
    if (!key) return hinted(request, std::unexpected(key.error()));
    return hinted(request, prove_key(request, *key, flags, hashes));
}

} // namespace

Result<UncompressedKey> recover_key(const Signature &signature, int recovery_id, Rule rule,
                                    const Hash256 &digest) noexcept {
    const auto *context = secp256k1_context_static;
    secp256k1_ecdsa_recoverable_signature parsed;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(
            context, &parsed, signature.compact.data(), recovery_id) != 1) {
        return refuse(WA_REJECTED_SIGNATURE, "r or s is not below the group order");
    }
    if (rule == Rule::strict && is_high_s(signature)) {
        return refuse(WA_REJECTED_SIGNATURE, "s is in the upper half of the group order (EIP-2); ",
                      "accepted under compat");
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

Result<Proof> prove_key(const wa_request &request, const UncompressedKey &key, std::uint32_t flags,
                        const DerivedHashes *hashes) noexcept {
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
            if (hashes != nullptr) return refuse_stranger(request, account.view(), hashes);
            return refuse(WA_REJECTED_SIGNER, "signed by another key, of ", account.view());
        }
    }
    const auto claim = view(request.account);
    if (!claim.empty() && claim != account.view()) {
        return refuse_stranger(request, account.view(), hashes);
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
    return recover_signer(request, signature, digest, flags, nullptr);
}

Result<Proof> prove_signer(const wa_request &request, const Signature &signature,
                           const DerivedHashes &hashes, std::uint32_t flags) noexcept {
    return recover_signer(request, signature, hashes.digest, flags, &hashes);
}

Result<Proof> judge_claim(const wa_request &request, Result<Proof> result) noexcept {
    if (result || WA_STATUS_CLASS(result.error().status) == WA_CLASS_UNSUPPORTED) return result;
    const auto claim = view(request.account);
    Address address{1};
    if (!claim.empty()) {
        const auto read = parse_address(claim, {});
        if (!read) return std::unexpected(read.error());
        address = *read;
        const auto canonical = format_address(address);
        if (canonical.view() != claim) {
            return refuse(WA_MALFORMED_ACCOUNT, "account is not spelled ", canonical.view());
        }
    }
    const auto given = view(request.public_key);
    if (!given.empty() && given.size() != address.size()) { // 20 bytes are kwil's compact id
        const auto key = read_key(given);
        if (!key && WA_STATUS_CLASS(key.error().status) == WA_CLASS_MALFORMED) {
            return std::unexpected(key.error());
        }
    }
    if (WA_STATUS_CLASS(result.error().status) == WA_CLASS_REJECTED && address == Address{}) {
        return refuse(WA_REJECTED_SIGNER, "nobody holds the zero address");
    }
    return result;
}

} // namespace walletauth::evm
