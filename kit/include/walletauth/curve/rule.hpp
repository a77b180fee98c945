// SPDX-License-Identifier: Apache-2.0
/// How strictly a signature is read: the one enum of all curves and all schemes.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/plugin.h>

#include <cstdint>

namespace walletauth {

enum class Rule : std::uint8_t {
    strict, ///< only what is canonical: what honest signers write
    compat, ///< what the client takes that the scheme names in `compat_of`
};

/// compat if the request asks for it (WA_REQUEST_COMPAT), else strict. Requests with that flag
/// reach only schemes that declare WA_SCHEME_HAS_COMPAT.
[[nodiscard]] constexpr Rule rule_of(const wa_request &request) noexcept {
    return (request.flags & WA_REQUEST_COMPAT) != 0 ? Rule::compat : Rule::strict;
}

} // namespace walletauth
