// SPDX-License-Identifier: Apache-2.0
// The files that a file of endpoints names: a URL with a key, headers, certificates. Internal.
#pragma once

#include "secret_text.hpp"

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::resolver {

/// The one line of a trusted file; errors never have a part of it.
[[nodiscard]] std::expected<SecretText, std::string> read_url_file(const std::string &file);

/// The lines "Name: value" of a trusted file, 1 to 16. Those that the resolver or HTTP itself sets
/// are refused.
[[nodiscard]] std::expected<std::vector<SecretText>, std::string> read_headers_file(
    const std::string &file);
[[nodiscard]] std::expected<std::vector<SecretText>, std::string> read_headers(
    std::string_view text);

/// Why certificates cannot be read from a trusted file; nothing if they can.
[[nodiscard]] std::optional<std::string> ca_file_fault(const std::string &file);

} // namespace walletauth::resolver
