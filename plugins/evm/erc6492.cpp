// SPDX-License-Identifier: Apache-2.0
#include "erc6492.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace walletauth::evm {
namespace {

constexpr std::size_t word_size = 32;
using Bytes = std::span<const std::uint8_t>;

/// Whether the last 32 bytes are these two, sixteen times.
bool ends_with(Bytes bytes, std::uint8_t first, std::uint8_t second) noexcept {
    if (bytes.size() < word_size) return false;
    const auto suffix = bytes.last(word_size);
    for (std::size_t i = 0; i < word_size; i += 2) {
        if (suffix[i] != first || suffix[i + 1] != second) return false;
    }
    return true;
}

bool is_zero(Bytes bytes) noexcept {
    return std::ranges::all_of(bytes, [](std::uint8_t byte) { return byte == 0; });
}

/// The number in a word, if it is at most `limit`: all 256 bits are compared.
std::optional<std::size_t> number_at(Bytes body, std::size_t at, std::size_t limit) noexcept {
    const auto word = body.subspan(at, word_size);
    if (!is_zero(word.first(word_size - sizeof(std::uint32_t)))) return std::nullopt;
    std::size_t number = 0;
    for (const std::uint8_t byte : word.last(sizeof(std::uint32_t)))
        number = number << 8 | byte;
    if (number > limit) return std::nullopt;
    return number;
}

constexpr std::size_t padded(std::size_t size) noexcept {
    return (size + word_size - 1) / word_size * word_size;
}

std::unexpected<Refusal> refuse_wrapper(std::string_view what) noexcept {
    return refuse(WA_MALFORMED_SIGNATURE, "an ERC-6492 signature that no encoder writes: ", what);
}

/// A `bytes` of the encoding whose size stands at `at`.
struct DynamicBytes {
    Bytes value;
    std::size_t end = 0; ///< behind the padding
};

/// Nothing if it does not fit into `body`, or is padded with anything but zeros.
std::optional<DynamicBytes> dynamic_bytes(Bytes body, std::size_t at) noexcept {
    if (body.size() < word_size || at > body.size() - word_size) return std::nullopt;
    const auto begin = at + word_size;
    const auto size = number_at(body, at, body.size() - begin);
    if (!size || padded(*size) > body.size() - begin) return std::nullopt;
    const auto filled = body.subspan(begin, padded(*size));
    if (!is_zero(filled.subspan(*size))) return std::nullopt;
    return DynamicBytes{filled.first(*size), begin + filled.size()};
}

} // namespace

// The suffix alone wraps nothing.
bool is_erc6492(Bytes signature) noexcept {
    return signature.size() > word_size && ends_with(signature, 0x64, 0x92);
}

bool is_erc8010(Bytes signature) noexcept {
    return signature.size() > word_size &&
           (ends_with(signature, 0x80, 0x10) || ends_with(signature, 0x77, 0x02));
}

Result<Wrapper> read_erc6492(Bytes signature) noexcept {
    constexpr std::size_t head_size = 3 * word_size; // address, offset, offset
    constexpr std::size_t smallest = head_size + 2 * word_size;
    if (!is_erc6492(signature)) return refuse_wrapper("it has no suffix");
    const auto body = signature.first(signature.size() - word_size);
    if (body.size() < smallest || body.size() % word_size != 0) {
        return refuse_wrapper("its size is no whole number of words, or too small");
    }
    constexpr std::size_t address_padding = word_size - Address{}.size();
    if (!is_zero(body.first(address_padding))) {
        return refuse_wrapper("bytes in front of the factory's address");
    }
    if (number_at(body, word_size, head_size) != head_size) {
        return refuse_wrapper("the factory's calldata does not follow the head");
    }
    const auto factory_data = dynamic_bytes(body, head_size);
    if (!factory_data) return refuse_wrapper("the factory's calldata ends nowhere");
    if (number_at(body, 2 * word_size, body.size()) != factory_data->end) {
        return refuse_wrapper("the inner signature does not follow the calldata");
    }
    const auto inner = dynamic_bytes(body, factory_data->end);
    if (!inner || inner->end != body.size()) {
        return refuse_wrapper("the inner signature does not end where the wrapper does");
    }
    if (ends_with(inner->value, 0x64, 0x92)) return refuse_wrapper("a wrapper inside of a wrapper");
    Wrapper wrapper{{}, factory_data->value, inner->value};
    std::ranges::copy(body.subspan(address_padding, wrapper.factory.size()),
                      wrapper.factory.begin());
    return wrapper;
}

} // namespace walletauth::evm
