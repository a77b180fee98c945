// SPDX-License-Identifier: Apache-2.0
#include "signature.hpp"

#include <walletauth/curve/ed25519.hpp>

namespace walletauth::solana {
Result<Proof> verify_signature(const Claim &claim, std::span<const std::uint8_t, 64> signature,
                               std::span<const std::uint8_t> signed_bytes) noexcept {
    if (ed25519_verify(signature, signed_bytes, claim.key, Rule::strict)) return proof_of(claim);
    // Only now, because it costs half a verification and a good key is the rule.
    if (auto good = check_can_sign(claim.key); !good) return std::unexpected(good.error());
    return refuse(WA_REJECTED_SIGNATURE, "no signature of this message by ", claim.account.view());
}

} // namespace walletauth::solana
