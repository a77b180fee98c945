// SPDX-License-Identifier: Apache-2.0
// The oracle: EIP-712 by direct recursion over the texts of types, slow. It shares the JSON reader
// and keccak256 with the plugin, and nothing else. Rules: the EIP and plugins/evm/eip712.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace slow_eip712 {

enum class Extra { refused, unsigned_in_domain };

/// The digest's 32 bytes; nothing for a document that is to be refused. `chain` is the CAIP-2 id of
/// the request.
[[nodiscard]] std::optional<std::string> digest(std::string_view document, Extra extra,
                                                std::string_view chain);

} // namespace slow_eip712
