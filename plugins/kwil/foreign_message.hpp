// SPDX-License-Identifier: Apache-2.0
// Messages that the same key may have signed for another protocol.
#pragma once

#include <walletauth/interface.hpp>

namespace walletauth::kwil {

/// NEAR signs sha256 of its bytes, as two schemes here do. Whatever it signs has a NUL byte: a
/// transaction in the length of its first account id, NEP-413 and NEP-366 in their tags. kwil-db
/// hands out text, or a digest of 32 bytes, which is shorter than all of these.
[[nodiscard]] bool may_be_near_bytes(std::span<const std::uint8_t> message) noexcept;

/// `proof` itself where it is malformed; else WA_REJECTED_POLICY, so that the refusal of a message
/// does not depend on its signature.
[[nodiscard]] Result<Proof> refuse_message(Result<Proof> proof, std::string_view why);

} // namespace walletauth::kwil
