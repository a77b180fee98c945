// SPDX-License-Identifier: Apache-2.0
#include "signers.hpp"

#include "hashes.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/hash/keccak.hpp>

#include <algorithm>
#include <string_view>

namespace walletauth::starknet {
namespace {

Felt short_string(std::string_view text) noexcept {
    return Felt::from_short_string(text).value_or(Felt{});
}

std::string_view name_of(SignerKind kind) noexcept {
    switch (kind) {
    case SignerKind::starknet:
        return "Starknet Signer";
    case SignerKind::secp256k1:
        return "Secp256k1 Signer";
    case SignerKind::secp256r1:
        return "Secp256r1 Signer";
    case SignerKind::eip191:
        return "Eip191 Signer";
    case SignerKind::webauthn:
        return "Webauthn Signer";
    }
    return {};
}

Signer read_signer_of(FeltReader &reader, SignerKind kind) {
    Signer signer{kind, {}, {}};
    switch (kind) {
    case SignerKind::starknet:
        signer.key = reader.nonzero();
        return signer;
    case SignerKind::secp256k1:
    case SignerKind::eip191:
        signer.key = reader.eth_address();
        return signer;
    case SignerKind::webauthn:
        reader.array(0xff, signer.fields); // the origin
        signer.fields.push_back(reader.limb());
        signer.fields.push_back(reader.limb()); // hash of the relying party's id
        break;
    case SignerKind::secp256r1:
        break;
    }
    const Felt low = reader.limb();
    const Felt high = reader.limb();
    if (low.is_zero() && high.is_zero()) (void)reader.fail();
    signer.fields.push_back(low);
    signer.fields.push_back(high);
    return signer;
}

SignerKind read_kind(FeltReader &reader) noexcept {
    return static_cast<SignerKind>(reader.integer(4));
}

/// What stands before r and s. The text that follows the origin must go on with a comma.
void read_webauthn_prefix(FeltReader &reader, WebauthnLayout layout) {
    if (layout == WebauthnLayout::argent_0_4) (void)reader.integer(1); // crossOrigin
    std::vector<Felt> outro;
    reader.array(0xff, outro);
    if (outro.size() > 1 && outro[1] != Felt{','}) (void)reader.fail();
    (void)reader.integer(0xff);       // flags
    (void)reader.integer(0xffffffff); // sign count
}

void write_limb(const Felt &limb, std::uint8_t *out) noexcept {
    const auto bytes = limb.bytes();
    std::copy(bytes.begin() + 16, bytes.end(), out);
}

Hash256 digest_of(SignerKind kind, const Felt &hash) noexcept {
    const auto bytes = hash.bytes();
    if (kind != SignerKind::eip191) return bytes;
    Keccak256 hasher;
    hasher.update(as_bytes("\x19"
                           "Ethereum Signed Message:\n32"));
    hasher.update(bytes);
    return hasher.finish();
}

Result<void> verify_ethereum(const Signer &signer, const SignerSignature &signature,
                             const Felt &hash) noexcept {
    const auto ranges = secp256k1_check(signature.compact, Rule::strict);
    if (!ranges && ranges.error() == Secp256k1Fault::s_high) {
        return refuse(WA_REJECTED_SIGNATURE, "s is in the upper half of secp256k1's order");
    }
    const Hash256 digest = digest_of(signer.kind, hash);
    for (std::uint8_t parity = 0; parity < 2; ++parity) {
        if (signature.parity != SignerSignature::unknown_parity && signature.parity != parity)
            continue;
        const auto key = Secp256k1Key::recover(signature.compact, digest, parity, Rule::strict);
        if (key && ethereum_address(*key) == signer.key) return {};
    }
    return refuse(WA_REJECTED_SIGNATURE, "the secp256k1 signature is not the owner's");
}

} // namespace

Felt ethereum_address(const Secp256k1Key &key) noexcept {
    Hash256 address = keccak256(key.xy());
    std::fill_n(address.begin(), 12, std::uint8_t{0});
    return Felt::from_bytes(address).value_or(Felt{});
}

Felt guid(const Signer &signer) {
    const Felt name = short_string(name_of(signer.kind));
    if (signer.fields.empty()) return poseidon(name, signer.key);
    std::vector<Felt> elements{name};
    elements.insert(elements.end(), signer.fields.begin(), signer.fields.end());
    return poseidon_array(elements);
}

Signer read_signer(FeltReader &reader) {
    const SignerKind kind = read_kind(reader);
    return read_signer_of(reader, kind);
}

std::array<std::uint8_t, 64> read_compact(FeltReader &reader) noexcept {
    std::array<std::uint8_t, 64> compact{};
    for (std::size_t i = 0; i < 64; i += 32) {
        write_limb(reader.limb(), compact.data() + i + 16);
        write_limb(reader.limb(), compact.data() + i);
    }
    return compact;
}

SignerSignature read_signer_signature(FeltReader &reader, WebauthnLayout layout) {
    SignerSignature signature;
    signature.signer = read_signer(reader);
    const SignerKind kind = signature.signer->kind;
    if (kind == SignerKind::starknet) {
        signature.r = reader.felt();
        signature.s = reader.felt();
        return signature;
    }
    if (kind == SignerKind::webauthn) read_webauthn_prefix(reader, layout);
    signature.compact = read_compact(reader);
    signature.parity = static_cast<std::uint8_t>(reader.integer(1));
    // Which of two implementations of SHA-256 the contract is to use: an enum without values.
    if (kind == SignerKind::webauthn && layout == WebauthnLayout::argent_0_4)
        (void)reader.integer(1);
    return signature;
}

Result<void> verify_signer(const Signer &signer, const SignerSignature &signature, const Felt &hash,
                           Rule rule) noexcept {
    switch (signer.kind) {
    case SignerKind::starknet:
        return verify_ecdsa(hash, signature.r, signature.s, signer.key, rule);
    case SignerKind::secp256k1:
    case SignerKind::eip191:
        return verify_ethereum(signer, signature, hash);
    case SignerKind::secp256r1:
    case SignerKind::webauthn:
        break;
    }
    return refuse(WA_NEEDS_EVIDENCE, "only the account itself checks secp256r1 signatures");
}

} // namespace walletauth::starknet
