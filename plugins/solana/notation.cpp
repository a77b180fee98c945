// SPDX-License-Identifier: Apache-2.0
#include "notation.hpp"

#include "byte_array.hpp"
#include "signed_envelope.hpp"
#include "transaction.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/notation_fault.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace walletauth::solana {
namespace {

using Decoded = std::optional<std::vector<std::uint8_t>>;

template <class Expected>
Decoded value_of(Expected decoded) {
    return decoded ? Decoded{std::move(*decoded)} : std::nullopt;
}

// What the bytes are under another scheme of this chain, for a refusal.
std::string_view other_use_of(std::span<const std::uint8_t> bytes, std::size_t expected) {
    if (bytes.size() == 64) return ": 64 are of solana-message or solana-offchain";
    if (expected != 64) return "";
    if (looks_like_signed_envelope(bytes)) return ": a signed envelope, of solana-offchain";
    if (parse_transaction(bytes)) return ": a transaction, of solana-memo";
    return "";
}

// Hex is base64, too, and most base58 of a length that 4 divides is: the smaller alphabet was
// meant.
const Reading &likeliest(std::string_view text, const std::vector<Reading> &readings) noexcept {
    for (const std::string_view notation : {"hex", "base58"}) {
        const auto found = std::ranges::find(readings, notation, &Reading::notation);
        if (found != readings.end() && !is_only_base64(text)) return *found;
    }
    return readings.front();
}

} // namespace

// Each refuses by the text's size first, so that no long text costs work.
std::vector<Reading> read_notations(std::string_view text, std::size_t max_size) {
    std::vector<Reading> readings;
    const auto add = [&](std::string_view notation, Decoded bytes) {
        if (bytes && !bytes->empty() && bytes->size() <= max_size) {
            readings.push_back({notation, std::move(*bytes)});
        }
    };
    if (text.size() <= (max_size + 2) / 3 * 4) add("base64", value_of(decode_base64(text)));
    const auto base58_limit = std::min(base58_max_text(max_size), max_base58_text);
    add("base58", value_of(decode_base58(text, base58_limit)));
    if (text.size() <= 2 * max_size) add("hex", value_of(decode_hex(text)));
    add("a JSON array", decode_byte_array(text, max_size));
    return readings;
}

Refusal refuse_readings(std::string_view text, const std::vector<Reading> &readings,
                        std::size_t size, std::uint32_t status, std::string_view what) {
    if (const auto why = explain_notation(text, size); !why.empty()) {
        return make_refusal(status, what, ' ', why);
    }
    if (is_too_short(text, size)) {
        return make_refusal(status, what, " has ", text.size(), " characters, too few for ", size,
                            " bytes (", notation_lengths(size).view(), ')');
    }
    if (readings.empty()) {
        return make_refusal(status, what, " of ", text.size(),
                            " characters is no text or array of ", size, " bytes (",
                            notation_lengths(size).view(), ')');
    }
    // The reading that fits elsewhere says more than the likeliest one.
    const auto *shown = &likeliest(text, readings);
    for (const auto &reading : readings) {
        if (!other_use_of(reading.bytes, size).empty()) shown = &reading;
    }
    return make_refusal(status, what, " has ", shown->bytes.size(), " bytes as ", shown->notation,
                        ", expected ", size, other_use_of(shown->bytes, size));
}

Result<std::vector<std::uint8_t>> read_sized(std::string_view text, std::size_t size,
                                             std::uint32_t status, std::string_view what) {
    constexpr std::size_t max_explained =
        std::size_t{2} * 1024; // more than `size`, to say what it is instead
    auto readings = read_notations(text, max_explained);
    const auto wanted = [size](const Reading &reading) { return reading.bytes.size() == size; };
    const auto count = std::ranges::count_if(readings, wanted);
    if (count == 1) return std::move(std::ranges::find_if(readings, wanted)->bytes);
    if (count > 1) return refuse(status, what, " has ", size, " bytes in more than one notation");
    return std::unexpected(refuse_readings(text, readings, size, status, what));
}

} // namespace walletauth::solana
