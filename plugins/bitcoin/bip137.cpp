// SPDX-License-Identifier: Apache-2.0
#include "bip137.hpp"

#include "claim.hpp"
#include "legacy_message.hpp"
#include "notation.hpp"

namespace walletauth::bitcoin {
namespace {

/// The header range that an address of this kind may have, beside 31 to 34 (Electrum's dialect).
std::string_view meaning_of(int header) noexcept {
    if (header < first_compressed_header) return "P2PKH of the uncompressed key";
    if (header < first_nested_header) return "the compressed key";
    if (header < first_segwit_header) return "P2SH-P2WPKH";
    return "P2WPKH";
}

/// Strict: 27 to 30 is P2PKH of the uncompressed key, 35 to 38 P2SH-P2WPKH, 39 to 42 P2WPKH. 31 to
/// 34 is P2PKH of the compressed key by BIP-137, and any address of it as Electrum, Ledger, OKX and
/// UniSat write it.
bool may_mean(int header, AddressKind kind) noexcept {
    if (header < first_compressed_header) return kind == AddressKind::p2pkh;
    if (header < first_nested_header) return true;
    if (header < first_segwit_header) return kind == AddressKind::p2sh;
    return kind == AddressKind::p2wpkh;
}

Signer compressed(const Address &address, const Secp256k1Key &key) {
    Signer signer{address, {}};
    (void)signer.key.assign(key.compressed());
    return signer;
}

/// By compat the header says nothing: the claim does.
Signer p2pkh_signer(const Address &claimed, const Secp256k1Key &key, int header, Rule rule) {
    Signer signer{p2pkh_of(key.uncompressed()), {}};
    (void)signer.key.assign(key.uncompressed());
    const bool is_uncompressed =
        rule == Rule::strict ? header < first_compressed_header : signer.address == claimed;
    return is_uncompressed ? signer : compressed(p2pkh_of(key.compressed()), key);
}

/// The address of the claimed kind that the recovered key owns.
Result<Signer> signer_of(const Address &claimed, const Secp256k1Key &key, int header, Rule rule) {
    if (rule == Rule::strict && !may_mean(header, claimed.kind)) {
        return refuse(WA_REJECTED_SIGNATURE, "header ", header, " is of ", meaning_of(header),
                      ", and the account is another kind of address");
    }
    switch (claimed.kind) {
    case AddressKind::p2pkh:
        return p2pkh_signer(claimed, key, header, rule);
    case AddressKind::p2sh:
        return compressed(p2sh_p2wpkh_of(key), key);
    case AddressKind::p2wpkh:
        return compressed(p2wpkh_of(key), key);
    case AddressKind::p2tr:
        if (const auto address = p2tr_of(key)) return compressed(*address, key);
        return refuse(WA_REJECTED_SIGNER, "the key has no Taproot address");
    default:
        break;
    }
    return refuse(WA_REJECTED_SIGNER, "the account is of a script or of a later witness version: "
                                      "no key signs messages for it");
}

Result<Proof> verify(const wa_request &request) {
    const auto claim = read_claim(request);
    if (!claim) return std::unexpected(claim.error());
    const auto signature = view(request.signature);
    if (signature.size() != legacy_signature_size) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", signature.size(),
                      " bytes, expected 65: a header, r and s");
    }
    const int header = signature[0];
    if (header < first_header || header > last_header) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature begins with ", header,
                      ", expected a header of 27 to 42");
    }
    if (claim->rejected) return std::unexpected(*claim->rejected);
    const auto rule = rule_of(request);
    const auto key =
        recover_legacy(signature.first<legacy_signature_size>(), view(request.message), rule);
    if (!key) return std::unexpected(key.error());
    const auto signer = signer_of(claim->address, *key, header, rule);
    if (!signer) return std::unexpected(signer.error());
    return prove(*claim, *signer);
}

} // namespace

constexpr SchemeVerifier bip137_verifier{
    {.verify = &verify, .notation = bip137_notation, .check_chain = &check_chain}};

} // namespace walletauth::bitcoin
