// SPDX-License-Identifier: Apache-2.0
#include "ledger_signature.hpp"

#include "signature.hpp"

namespace walletauth::solana {
namespace {

constexpr std::size_t envelope_offset = 1 + signature_size;

} // namespace

bool looks_like_ledger(Bytes bytes) noexcept {
    return bytes.size() > envelope_offset && has_offchain_prefix(bytes.subspan(envelope_offset));
}

Result<OffchainSignature> split_signature(Bytes bytes) noexcept {
    if (bytes.size() == signature_size) return OffchainSignature{bytes, {}};
    if (!looks_like_ledger(bytes)) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has ", bytes.size(),
                      " bytes, expected 64, or 1, 64 bytes and an envelope");
    }
    if (bytes[0] != 1) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature says it holds ", bytes[0],
                      " signatures, expected 1");
    }
    return OffchainSignature{bytes.subspan(1, signature_size), bytes.subspan(envelope_offset)};
}

} // namespace walletauth::solana
