// SPDX-License-Identifier: Apache-2.0
#include "notation.hpp"

#include "signature.hpp"
#include "signed_envelope.hpp"
#include "transaction.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/notation_fault.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace walletauth::solana {
namespace {

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

std::vector<Reading> read_notations(std::string_view text, std::size_t max_size) {
    constexpr std::array codings{Coding::base64, Coding::base58, Coding::hex, Coding::byte_array};
    return read_codings(text, codings, max_size);
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

Result<std::vector<std::uint8_t>> parse_signature_text(std::string_view text) {
    return read_sized(text, signature_size, WA_MALFORMED_SIGNATURE, "signature");
}

Result<std::vector<std::uint8_t>> parse_public_key_text(std::string_view text) {
    return read_sized(text, Key{}.size(), WA_MALFORMED_PUBLIC_KEY, "public key");
}

Result<std::string> format_public_key(std::span<const std::uint8_t> public_key) {
    if (public_key.size() != Key{}.size()) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", public_key.size(),
                      " bytes, expected 32");
    }
    return encode_base58(public_key);
}

} // namespace walletauth::solana
