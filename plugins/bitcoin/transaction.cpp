// SPDX-License-Identifier: Apache-2.0
#include "transaction.hpp"

#include <algorithm>

namespace walletauth::bitcoin {
namespace {

std::optional<Input> read_input(ByteReader &reader) {
    const auto id = reader.take(32);
    const auto index = reader.u32();
    const auto script = reader.counted();
    const auto sequence = reader.u32();
    if (!id || !index || !script || !sequence) return std::nullopt;
    return Input{*id, *index, *script, *sequence, {}};
}

std::optional<Output> read_output(ByteReader &reader) {
    const auto value = reader.number(8);
    const auto script = reader.counted();
    if (!value || !script) return std::nullopt;
    return Output{*value, *script};
}

/// A count, and as many parts: each has bytes, so a count that is too large ends soon.
template <class Part>
std::optional<std::vector<Part>> read_all(ByteReader &reader,
                                          std::optional<Part> (*read)(ByteReader &)) {
    const auto count = reader.compact_size();
    if (!count) return std::nullopt;
    std::vector<Part> parts;
    for (std::uint64_t i = 0; i < *count; ++i) {
        auto part = read(reader);
        if (!part) return std::nullopt;
        parts.push_back(std::move(*part));
    }
    return parts;
}

/// The marker 00 stands where a count of inputs would, and 01 behind it (BIP-144).
bool take_marker(ByteReader &reader) noexcept {
    const auto left = reader.left();
    if (left.size() < 2 || left[0] != 0 || left[1] != 1) return false;
    (void)reader.take(2);
    return true;
}

bool read_witnesses(ByteReader &reader, std::vector<Input> &inputs) {
    for (auto &input : inputs) {
        auto stack = read_stack(reader);
        if (!stack) return false;
        input.witness = std::move(*stack);
    }
    return std::ranges::any_of(inputs, [](const Input &input) { return !input.witness.empty(); });
}

} // namespace

std::optional<Stack> read_stack(ByteReader &reader) {
    return read_all<std::span<const std::uint8_t>>(reader,
                                                   [](ByteReader &from) { return from.counted(); });
}

std::optional<Transaction> parse_transaction(std::span<const std::uint8_t> bytes) {
    ByteReader reader{bytes};
    const auto version = reader.u32();
    if (!version) return std::nullopt;
    const bool has_witness = take_marker(reader);
    auto inputs = read_all<Input>(reader, &read_input);
    if (!inputs || inputs->empty()) return std::nullopt;
    auto outputs = read_all<Output>(reader, &read_output);
    if (!outputs || (has_witness && !read_witnesses(reader, *inputs))) return std::nullopt;
    const auto lock_time = reader.u32();
    if (!lock_time || !reader.at_end()) return std::nullopt;
    return Transaction{*version, std::move(*inputs), std::move(*outputs), *lock_time};
}

} // namespace walletauth::bitcoin
