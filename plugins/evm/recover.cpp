// SPDX-License-Identifier: Apache-2.0
#include "recover.hpp"

#include <walletauth/request/evidence.hpp>
#include <walletauth/text/hex.hpp>

#include <algorithm>

namespace walletauth::evm {
namespace {

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

/// With a hint where a contract account may be meant: it has no key that one could state. Where
/// chain state is accepted, the chain has said whether it is one.
Result<Proof> hinted(const wa_request &request, Result<Proof> result) noexcept {
    if (result || request.account.size == 0 || request.public_key.size != 0 ||
        accepts(request, WA_ACCEPT_CHAIN_STATE) ||
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
    if (!key && rule == Rule::strict && !secp256k1_is_low_s(signature.compact)) {
        return std::unexpected(key.error());
    }
    if (!key) return hinted(request, std::unexpected(key.error()));
    return hinted(request, prove_key(request, *key, flags, hashes));
}

} // namespace

Result<Secp256k1Key> recover_key(const Signature &signature, int recovery_id, Rule rule,
                                 const Hash256 &digest) noexcept {
    const auto key = Secp256k1Key::recover(signature.compact, digest, recovery_id, rule);
    if (key) return *key;
    switch (key.error()) {
    case Secp256k1Fault::r_overflow:
    case Secp256k1Fault::s_overflow:
        return refuse(WA_REJECTED_SIGNATURE, "r or s is not below the group order");
    case Secp256k1Fault::s_high:
        return refuse(WA_REJECTED_SIGNATURE, "s is in the upper half of the group order (EIP-2); ",
                      "accepted under compat");
    default:
        return refuse(WA_REJECTED_SIGNATURE, "no key can have made this signature");
    }
}

Result<Proof> prove_key(const wa_request &request, const Secp256k1Key &key, std::uint32_t flags,
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
    (void)proof.public_key.assign(key.compressed());
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

Result<std::optional<Address>> read_claim(const wa_request &request) noexcept {
    const auto claim = view(request.account);
    std::optional<Address> address;
    if (!claim.empty()) {
        const auto read = parse_canonical_address(claim);
        if (!read) return std::unexpected(read.error());
        address = *read;
    }
    const auto given = view(request.public_key);
    if (!given.empty() && given.size() != Address{}.size()) { // 20 bytes are kwil's compact id
        const auto key = read_key(given);
        if (!key && WA_STATUS_CLASS(key.error().status) == WA_CLASS_MALFORMED) {
            return std::unexpected(key.error());
        }
    }
    return address;
}

Result<Proof> judge_claim(const wa_request &request, Result<Proof> result) noexcept {
    if (result || WA_STATUS_CLASS(result.error().status) == WA_CLASS_UNSUPPORTED) return result;
    const auto claim = read_claim(request);
    if (!claim) return std::unexpected(claim.error());
    if (WA_STATUS_CLASS(result.error().status) == WA_CLASS_REJECTED && *claim == Address{}) {
        return refuse(WA_REJECTED_SIGNER, "nobody holds the zero address");
    }
    return result;
}

} // namespace walletauth::evm
