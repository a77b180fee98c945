// SPDX-License-Identifier: Apache-2.0
/// The names of the statuses, for hosts and plugins.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/plugin.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace walletauth {

/// "valid", "rejected", "malformed", "unsupported", "needs_evidence" or "error".
[[nodiscard]] constexpr std::string_view status_name(std::uint32_t status) noexcept {
    switch (WA_STATUS_CLASS(status)) {
    case WA_CLASS_OK:
        return "valid";
    case WA_CLASS_REJECTED:
        return "rejected";
    case WA_CLASS_MALFORMED:
        return "malformed";
    case WA_CLASS_UNSUPPORTED:
        return "unsupported";
    case WA_CLASS_NEEDS_EVIDENCE:
        return "needs_evidence";
    default:
        return "error";
    }
}

/// The value within the class, such as "signer"; empty where the class has none or it is unknown.
[[nodiscard]] constexpr std::string_view reason_name(std::uint32_t status) noexcept {
    switch (status) {
    case WA_REJECTED_SIGNATURE:
    case WA_MALFORMED_SIGNATURE:
        return "signature";
    case WA_REJECTED_SIGNER:
        return "signer";
    case WA_REJECTED_POLICY:
        return "policy";
    case WA_MALFORMED_REQUEST:
        return "request";
    case WA_MALFORMED_CHAIN:
    case WA_UNSUPPORTED_CHAIN:
        return "chain";
    case WA_MALFORMED_ACCOUNT:
        return "account";
    case WA_MALFORMED_PUBLIC_KEY:
        return "public_key";
    case WA_MALFORMED_PARAMS:
    case WA_UNSUPPORTED_PARAMS:
        return "params";
    case WA_MALFORMED_MESSAGE:
        return "message";
    case WA_MALFORMED_EVIDENCE:
    case WA_UNSUPPORTED_EVIDENCE:
    case WA_ERROR_EVIDENCE:
        return "evidence";
    case WA_UNSUPPORTED_SCHEME:
        return "scheme";
    case WA_UNSUPPORTED_OPERATION:
        return "operation";
    case WA_UNSUPPORTED_FLAG:
        return "flag";
    case WA_ERROR_INTERNAL:
        return "internal";
    case WA_ERROR_MEMORY:
        return "memory";
    case WA_ERROR_BUFFER:
        return "buffer";
    case WA_ERROR_ARGUMENT:
        return "argument";
    default:
        return {};
    }
}

/// Both names, such as "rejected signer", for messages.
[[nodiscard]] inline std::string status_and_reason(std::uint32_t status) {
    const auto reason = reason_name(status);
    return std::string{status_name(status)}.append(reason.empty() ? "" : " ").append(reason);
}

} // namespace walletauth
