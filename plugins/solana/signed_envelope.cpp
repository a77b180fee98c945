// SPDX-License-Identifier: Apache-2.0
#include "signed_envelope.hpp"

#include <walletauth/curve/ed25519.hpp>

#include <algorithm>

namespace walletauth::solana {
namespace {

constexpr std::size_t signature_size = 64;
constexpr std::size_t key_size = 32;

std::size_t envelope_offset(Bytes bytes) noexcept {
    return bytes.empty() ? 0 : 1 + signature_size * bytes[0];
}

std::span<const std::uint8_t, 64> signature_at(Bytes signatures, std::size_t index) noexcept {
    return signatures.subspan(signature_size * index).first<64>();
}

bool is_missing(std::span<const std::uint8_t, 64> signature) noexcept {
    return std::ranges::all_of(signature, [](std::uint8_t byte) { return byte == 0; });
}

} // namespace

bool looks_like_signed_envelope(Bytes bytes) noexcept {
    const auto offset = envelope_offset(bytes);
    return offset > 1 && bytes.size() > offset && has_offchain_prefix(bytes.subspan(offset));
}

Result<OffchainSignature> split_signature(Bytes bytes) noexcept {
    if (bytes.size() == signature_size) return OffchainSignature{bytes, {}};
    if (!looks_like_signed_envelope(bytes)) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", bytes.size(),
                      " bytes, expected 64, or a count, signatures and the envelope");
    }
    const auto offset = envelope_offset(bytes);
    return OffchainSignature{bytes.subspan(1, offset - 1), bytes.subspan(offset)};
}

Result<void> check_signature_count(const OffchainSignature &parts,
                                   const Envelope &envelope) noexcept {
    const auto count = parts.signatures.size() / signature_size;
    const auto signers = envelope.signers.size() / key_size;
    if (count != 1 && count != signers) {
        return refuse(WA_MALFORMED_SIGNATURE, "envelope comes with ", count, " signatures, it has ",
                      signers, " signers");
    }
    std::size_t present = 0;
    for (std::size_t i = 0; i < count; ++i)
        present += is_missing(signature_at(parts.signatures, i)) ? 0 : 1;
    if (present <= max_envelope_signatures) return {};
    return refuse(WA_MALFORMED_SIGNATURE, "envelope comes with ", present,
                  " signatures, the limit is ", max_envelope_signatures);
}

std::size_t index_of_own(const OffchainSignature &parts, const Envelope &envelope,
                         std::span<const std::uint8_t, 32> key) noexcept {
    if (parts.signatures.size() == signature_size) return 0;
    const auto count = parts.signatures.size() / signature_size;
    std::size_t first = count;
    for (std::size_t i = 0; i < count; ++i) {
        if (!std::ranges::equal(envelope.signers.subspan(key_size * i, key_size), key)) continue;
        if (!is_missing(signature_at(parts.signatures, i))) return i;
        first = std::min(first, i);
    }
    return first;
}

Result<std::span<const std::uint8_t, 64>> signature_of(const OffchainSignature &parts,
                                                       std::size_t index) noexcept {
    const auto signature = signature_at(parts.signatures, index);
    if (parts.envelope.empty() || !is_missing(signature)) return signature;
    return refuse(WA_REJECTED_SIGNATURE, "the envelope's signature ", index,
                  ", which is the account's, is missing: 64 zero bytes");
}

Result<void> check_other_signatures(const OffchainSignature &parts, const Envelope &envelope,
                                    std::size_t own) {
    if (parts.signatures.size() == signature_size) return {};
    for (std::size_t i = 0; i < parts.signatures.size() / signature_size; ++i) {
        const auto signature = signature_at(parts.signatures, i);
        if (i == own || is_missing(signature)) continue;
        const auto key = envelope.signers.subspan(key_size * i).first<32>();
        if (ed25519_verify(signature, parts.envelope, key, Rule::strict)) continue;
        return refuse(WA_REJECTED_SIGNATURE, "not good: the signature of ",
                      format_account(key).view(), ", another signer of the envelope");
    }
    return {};
}

} // namespace walletauth::solana
