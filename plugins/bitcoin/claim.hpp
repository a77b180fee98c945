// SPDX-License-Identifier: Apache-2.0
// Who is said to have signed: the claimed address, and the key that a request may state.
#pragma once

#include "owned.hpp"

#include <walletauth/interface.hpp>

#include <optional>

namespace walletauth::bitcoin {

struct Claim {
    const Network *network = nullptr;
    Address address;
    Bytes key; ///< as stated; empty where none is
    /// What is readable and wrong in account, key and parameters alone. It comes behind all that is
    /// malformed, the signature among it.
    std::optional<Refusal> rejected;
};

/// Unsupported chains and witness versions, and WA_MALFORMED_* of account, key and parameters, in
/// this order. Without an account the address is the key's.
[[nodiscard]] Result<Claim> read_claim(const wa_request &request);

/// A key that signed, in the form that owns the address: 33 bytes; 65 where the address is of the
/// uncompressed key; 32 of a Taproot output.
struct Signer {
    Address address; ///< which this key owns, of the kind that is claimed
    InlineArray<std::uint8_t, WA_KEY_CAPACITY> key;
};

/// The proof; WA_REJECTED_SIGNER where the address is not the claimed one, or the stated key is
/// another.
[[nodiscard]] Result<Proof> prove(const Claim &claim, const Signer &signer);

} // namespace walletauth::bitcoin
