// SPDX-License-Identifier: Apache-2.0
// The notation in which a vector writes a key or a signature, read without any plugin: a breeder
// that asked the plugin would believe it.
#pragma once

#include <walletauth/text/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::cli::breed {

using Bytes = std::vector<std::uint8_t>;

enum class Notation : std::uint8_t {
    raw,    ///< {"hex": ...} of the wire format: no text of the chain's
    array,  ///< [1,2,3]
    hex,    ///< behind `prefix`, which is "0x" or nothing
    base58, ///< behind `prefix`, which is nothing or ends in a colon
    base64,
};

struct Spelling {
    Notation notation = Notation::raw;
    std::string prefix;
    Bytes bytes;

    [[nodiscard]] bool is_text() const noexcept { return notation > Notation::array; }
    /// Other bytes in the same notation, as a JSON text.
    [[nodiscard]] std::string json(const Bytes &other) const;
    /// The same without JSON's quotes; of a text only.
    [[nodiscard]] std::string text(const Bytes &other) const;
};

/// Nothing where no notation is sure. Where two would do: hex, base64 with padding, base58, base64.
[[nodiscard]] std::optional<Spelling> read_spelling(const json::Value &value);
[[nodiscard]] std::optional<Spelling> read_spelling(std::string_view text);

/// {"hex": ...}
[[nodiscard]] std::string raw_json(const Bytes &bytes);

} // namespace walletauth::cli::breed
