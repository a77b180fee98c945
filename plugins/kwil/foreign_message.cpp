// SPDX-License-Identifier: Apache-2.0
#include "foreign_message.hpp"

#include <algorithm>

namespace walletauth::kwil {

bool may_be_near_bytes(std::span<const std::uint8_t> message) noexcept {
    return message.size() != 32 && std::ranges::find(message, std::uint8_t{0}) != message.end();
}

Result<Proof> refuse_message(Result<Proof> proof, std::string_view why) {
    if (!proof && WA_STATUS_CLASS(proof.error().status) != WA_CLASS_REJECTED) return proof;
    return refuse(WA_REJECTED_POLICY, why);
}

} // namespace walletauth::kwil
