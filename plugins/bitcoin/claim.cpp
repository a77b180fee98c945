// SPDX-License-Identifier: Apache-2.0
#include "claim.hpp"

#include <walletauth/text/hex.hpp>

#include <algorithm>

namespace walletauth::bitcoin {
namespace {

bool has_form(Bytes key) noexcept {
    return key.size() == 32 || (key.size() == 33 && (key[0] == 2 || key[0] == 3)) ||
           (key.size() == 65 && key[0] == 4);
}

/// A length may be right, and the first byte not.
std::unexpected<Refusal> refuse_form(Bytes key) noexcept {
    if (key.size() == 33 || key.size() == 65) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key of ", key.size(), " bytes begins with ",
                      encode_hex(key.first(1)), ", expected ",
                      key.size() == 33 ? "02 or 03" : "04");
    }
    return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", key.size(),
                  " bytes, expected 33 (02 or 03), 65 (04) or 32 (x of Taproot)");
}

std::string_view name_of(AddressType type) noexcept {
    switch (type) {
    case AddressType::p2pkh:
        return "p2pkh";
    case AddressType::p2sh_p2wpkh:
        return "p2sh-p2wpkh";
    case AddressType::p2wpkh:
        return "p2wpkh";
    case AddressType::p2tr:
        return "p2tr";
    }
    return {};
}

AddressKind kind_of(AddressType type) noexcept {
    switch (type) {
    case AddressType::p2pkh:
        return AddressKind::p2pkh;
    case AddressType::p2sh_p2wpkh:
        return AddressKind::p2sh;
    case AddressType::p2wpkh:
        return AddressKind::p2wpkh;
    case AddressType::p2tr:
        return AddressKind::p2tr;
    }
    return AddressKind::unknown;
}

Result<Address> read_account(const Network &network, std::string_view text) {
    const auto address = parse_address(network, text);
    if (!address) return std::unexpected(address.error());
    if (const auto canonical = format_address(network, *address); canonical != text) {
        return refuse(WA_MALFORMED_ACCOUNT, "account is not spelled ", canonical);
    }
    return *address;
}

/// Without an account the key must say it, and a compressed key does not.
Result<void> read_unclaimed(Claim &claim, std::optional<AddressType> type) {
    if (claim.key.empty() || (claim.key.size() == 33 && !type)) {
        return refuse(WA_MALFORMED_ACCOUNT, "no account is claimed, and a key has four addresses: "
                                            "claim one, or say address_type");
    }
    const auto address = address_of_key(claim.key, type);
    if (address) {
        claim.address = *address;
        return {};
    }
    if (WA_STATUS_CLASS(address.error().status) != WA_CLASS_REJECTED) {
        return std::unexpected(address.error());
    }
    claim.rejected = address.error(); // the kind still says how the signature is to be read
    claim.address.kind = type                     ? kind_of(*type)
                         : claim.key.size() == 65 ? AddressKind::p2pkh
                                                  : AddressKind::p2tr;
    return {};
}

/// The key is the one that signed, in the form that owns the address: the hash in an address is of
/// one form. Of Taproot also the output key, or the internal key: 32 bytes of x, or 33 as wallets
/// give it. A BIP-340 signature says nothing of the 33 bytes' first one, and BIP-341 takes x alone,
/// with the even y. Where the key follows from the signature (bip137), so does that byte.
bool is_key_of(Bytes stated, const Signer &signer) noexcept {
    if (std::ranges::equal(stated, signer.key.span())) return true;
    if (signer.address.kind != AddressKind::p2tr) return false;
    const bool is_internal = stated.size() == 33 && signer.key.size() == 32;
    if (!is_internal && stated.size() != 32) return false;
    const auto x = stated.last<32>();
    if (!is_internal && std::ranges::equal(x, signer.address.program.span())) return true;
    const auto internal = Secp256k1Key::lift_x(x);
    return internal && p2tr_of(*internal) == signer.address;
}

} // namespace

Result<Claim> read_claim(const wa_request &request) {
    const auto network = network_of(view(request.chain));
    if (!network) return std::unexpected(network.error());
    Claim claim{*network, {}, view(request.public_key), {}};
    const auto account = view(request.account);
    if (!account.empty()) {
        const auto address = read_account(**network, account);
        if (!address) return std::unexpected(address.error());
        if (address->kind == AddressKind::unknown) {
            return refuse(WA_UNSUPPORTED_OPERATION,
                          "nobody knows yet who signs for witness version ", address->version,
                          " and ", address->program.size(), " bytes");
        }
        claim.address = *address;
    }
    const auto type = read_address_type({request.parameters, request.parameter_count});
    // No account comes before no form of a key, and both before the parameters.
    if (account.empty() && (claim.key.empty() || (claim.key.size() == 33 && type && !*type))) {
        auto missing = read_unclaimed(claim, std::nullopt);
        return std::unexpected(missing.error());
    }
    if (!claim.key.empty() && !has_form(claim.key)) return refuse_form(claim.key);
    if (!type) return std::unexpected(type.error());
    const auto &stated = *type;
    if (account.empty()) {
        if (auto read = read_unclaimed(claim, stated); !read) return std::unexpected(read.error());
    } else if (stated && kind_of(*stated) != claim.address.kind) {
        claim.rejected = make_refusal(WA_REJECTED_SIGNER, "the account is no ", name_of(*stated),
                                      " address, as address_type says");
    }
    return claim;
}

Result<Proof> prove(const Claim &claim, const Signer &signer) {
    const auto account = format_address(*claim.network, signer.address);
    if (signer.address != claim.address) {
        return refuse(WA_REJECTED_SIGNER, "signed by the key of ", account);
    }
    if (!claim.key.empty() && !is_key_of(claim.key, signer)) {
        if (signer.key.size() == 32) {
            return refuse(WA_REJECTED_SIGNER, "public key is not this Taproot account's: state the "
                                              "internal key (33 bytes, or 32 of x), or the output "
                                              "key");
        }
        return refuse(WA_REJECTED_SIGNER, "the public key is not the one that signed, ",
                      encode_hex(signer.key.span()));
    }
    Proof proof;
    (void)proof.account.assign(std::span<const char>{account});
    proof.public_key = signer.key;
    return proof;
}

} // namespace walletauth::bitcoin
