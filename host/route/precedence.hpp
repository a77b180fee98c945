// SPDX-License-Identifier: Apache-2.0
// Which of several answers to one request is given (plugin.h, `verify`): unsupported, malformed in
// the order of their numbers, rejected, needs_evidence. An `error` comes after these, as it is no
// answer; what is valid comes last, as nothing may be wrong with it. Internal.
#pragma once

#include <walletauth/plugin.h>

#include <cstdint>
#include <utility>

namespace walletauth {

/// Where a status stands; the smaller comes first.
[[nodiscard]] inline std::pair<int, std::uint32_t> rank(std::uint32_t status) noexcept {
    switch (WA_STATUS_CLASS(status)) {
    case WA_CLASS_UNSUPPORTED:
        return {0, status};
    case WA_CLASS_MALFORMED:
        return {1, status};
    case WA_CLASS_REJECTED:
        return {2, status};
    case WA_CLASS_NEEDS_EVIDENCE:
        return {3, status};
    case WA_CLASS_OK:
        return {5, status};
    default:
        return {4, status};
    }
}

/// True where `status` is answered though `other` holds as well.
[[nodiscard]] inline bool precedes(std::uint32_t status, std::uint32_t other) noexcept {
    return rank(status) < rank(other);
}

} // namespace walletauth
