// SPDX-License-Identifier: Apache-2.0
// The methods that a scheme's queries may name: of JSON-RPC, or of REST (plugin.h,
// wa_scheme.evidence_methods). Internal.
#pragma once

#include <walletauth/text/json.hpp>

#include <string_view>

namespace walletauth {

/// Whether a descriptor may list it: "name", "GET /path/{name}" or "POST /path". A part of a path
/// is [A-Za-z0-9._~-]+ without "." and "..", or a name of [a-z0-9_]+ in braces.
[[nodiscard]] bool is_evidence_method(std::string_view method) noexcept;

/// Whether a query's params fit a listed method: REST has an object with a text for each name in
/// the path, which is neither empty nor "." nor "..".
[[nodiscard]] bool has_path_params(std::string_view method, const json::Value &params) noexcept;

} // namespace walletauth
