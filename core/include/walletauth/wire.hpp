// SPDX-License-Identifier: Apache-2.0
/// The JSON wire format (docs/wire-format.md): one request object in, one answer object out.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/verifier.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace walletauth {

/// The largest request that is read, in bytes.
inline constexpr std::size_t max_request_size = std::size_t{4} << 20;

/// An answer as text and, for exit codes and counts, its status.
struct WireAnswer {
    std::string json; ///< one object, no line feed, ASCII-safe UTF-8
    std::uint32_t status = WA_ERROR_INTERNAL;
};

/// Verifies one request object. Anything that is no request is answered `malformed` (request).
/// Never throws. Any thread.
[[nodiscard]] WireAnswer verify_json(const Verifier &verifier, std::string_view request,
                                     const VerifyOptions &options = {}) noexcept;

/// Normalises {"id","chain","account"} or derives {"id","chain","scheme","public_key","params"}.
[[nodiscard]] WireAnswer account_json(const Verifier &verifier, std::string_view request) noexcept;

/// All that is loaded: plugins, schemes with parameters, limits and specification, as one object.
[[nodiscard]] std::string describe_json(const PluginSet &plugins);

} // namespace walletauth
