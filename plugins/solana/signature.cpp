// SPDX-License-Identifier: Apache-2.0
#include "signature.hpp"

#include "core/support/base58.hpp"
#include "core/support/base64.hpp"
#include "core/support/ed25519.hpp"
#include "core/support/hex.hpp"
#include "core/support/json.hpp"
#include "core/support/text.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace walletauth::solana {
namespace {

using Decoded = std::optional<std::vector<std::uint8_t>>;

Decoded decode_json_array(std::string_view text, std::size_t max_size) {
    if (!text.starts_with('[')) return std::nullopt;
    const json::Limits limits{.max_size = text.size(), .max_depth = 1, .max_nodes = max_size + 1};
    const auto document = json::Document::parse(text, limits);
    if (!document || document->root().kind() != json::Kind::array) return std::nullopt;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(document->root().size());
    for (std::size_t i = 0; i < document->root().size(); ++i) {
        const auto value = document->root().at(i);
        if (value.kind() != json::Kind::number) return std::nullopt;
        const auto number = parse_decimal_u64(value.text());
        if (!number || *number > 0xff) return std::nullopt;
        bytes.push_back(static_cast<std::uint8_t>(*number));
    }
    return bytes;
}

// Each refuses by the text's size first, so that no long text costs work.
Decoded decode_as_base58(std::string_view text, std::size_t max_size) {
    auto bytes = decode_base58(text, base58_max_text(max_size));
    return bytes ? Decoded{std::move(*bytes)} : std::nullopt;
}
Decoded decode_as_base64(std::string_view text, std::size_t max_size) {
    if (text.size() > (max_size + 2) / 3 * 4) return std::nullopt;
    auto bytes = decode_base64(text);
    return bytes ? Decoded{std::move(*bytes)} : std::nullopt;
}
Decoded decode_as_hex(std::string_view text, std::size_t max_size) {
    if (text.size() > 2 * max_size) return std::nullopt;
    auto bytes = decode_hex(text);
    return bytes ? Decoded{std::move(*bytes)} : std::nullopt;
}

} // namespace

std::vector<Reading> read_notations(std::string_view text, std::size_t max_size) {
    std::vector<Reading> readings;
    const auto add = [&](std::string_view notation, Decoded bytes) {
        if (bytes && !bytes->empty() && bytes->size() <= max_size) {
            readings.push_back({notation, std::move(*bytes)});
        }
    };
    add("base64", decode_as_base64(text, max_size));
    add("base58", decode_as_base58(text, max_size));
    add("hex", decode_as_hex(text, max_size));
    add("a JSON array", decode_json_array(text, max_size));
    return readings;
}

Result<std::vector<std::uint8_t>> read_sized(std::string_view text, std::size_t size,
                                             std::uint32_t status, std::string_view what) {
    auto readings = read_notations(text, 2 * size);
    const auto wanted = [size](const Reading &reading) { return reading.bytes.size() == size; };
    const auto count = std::ranges::count_if(readings, wanted);
    if (count == 1) return std::move(std::ranges::find_if(readings, wanted)->bytes);
    if (count > 1) return refuse(status, what, " has ", size, " bytes in more than one notation");
    if (readings.empty()) {
        return refuse(status, what, " of ", text.size(),
                      " characters is no base58, base64, hex or JSON array of ", size, " bytes");
    }
    return refuse(status, what, " has ", readings.front().bytes.size(), " bytes as ",
                  readings.front().notation, ", expected ", size);
}

Result<Proof> verify_signature(const Claim &claim, std::span<const std::uint8_t, 64> signature,
                               std::span<const std::uint8_t> signed_bytes) noexcept {
    if (ed25519_verify_strict(signature, signed_bytes, claim.key)) return proof_of(claim);
    // Only now, because it costs half a verification and a good key is the rule.
    if (auto good = check_can_sign(claim.key); !good) return std::unexpected(good.error());
    return refuse(WA_REJECTED_SIGNATURE, "no signature of this message by ", claim.account.view());
}

Result<std::vector<std::uint8_t>> SolanaVerifier::parse_signature(std::string_view chain,
                                                                  std::string_view,
                                                                  std::string_view text) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    return read_sized(text, signature_size, WA_MALFORMED_SIGNATURE, "signature");
}

Result<std::vector<std::uint8_t>> SolanaVerifier::parse_public_key(std::string_view chain,
                                                                   std::string_view,
                                                                   std::string_view text) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    return read_sized(text, Key{}.size(), WA_MALFORMED_PUBLIC_KEY, "public key");
}

Result<std::string> SolanaVerifier::format_public_key(
    std::string_view chain, std::string_view, std::span<const std::uint8_t> public_key) const {
    if (auto known = check_chain(chain); !known) return std::unexpected(known.error());
    if (public_key.size() != Key{}.size()) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(),
                      " bytes, expected 32");
    }
    return encode_base58(public_key);
}

} // namespace walletauth::solana
