// SPDX-License-Identifier: Apache-2.0
// Reads what Cairo serialised into felts (The Cairo Book, "Serialization of Cairo Types").
#pragma once

#include "felt.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace walletauth::starknet {

[[nodiscard]] inline bool is_below_2_128(const Felt &felt) noexcept {
    const Words words = felt.words();
    return (words[2] | words[3]) == 0;
}

/// Takes one value after another; after the first that is missing or out of its range every value
/// is 0, and finished() is false.
class FeltReader {
  public:
    explicit FeltReader(std::span<const Felt> felts) noexcept : rest_(felts) {}

    [[nodiscard]] Felt felt() noexcept {
        if (rest_.empty()) return fail();
        const Felt front = rest_.front();
        rest_ = rest_.subspan(1);
        return front;
    }
    [[nodiscard]] Felt nonzero() noexcept {
        const Felt value = felt();
        return value.is_zero() ? fail() : value;
    }
    /// Half of a u256.
    [[nodiscard]] Felt limb() noexcept {
        const Felt value = felt();
        return is_below_2_128(value) ? value : fail();
    }
    /// An EthAddress that is not 0.
    [[nodiscard]] Felt eth_address() noexcept {
        const Felt value = nonzero();
        const Words words = value.words();
        return words[3] == 0 && words[2] >> 32 == 0 ? value : fail();
    }
    [[nodiscard]] std::uint64_t integer(std::uint64_t max) noexcept {
        const Words words = felt().words();
        if ((words[1] | words[2] | words[3]) != 0 || words[0] > max) {
            (void)fail();
            return 0;
        }
        return words[0];
    }
    /// An array of integers up to `max`: its size and its elements, appended to `out`.
    void array(std::uint64_t max, std::vector<Felt> &out) {
        const std::uint64_t size = integer(rest_.size());
        if (size > rest_.size()) (void)fail(); // the size itself was one of the rest
        out.emplace_back(size);
        for (std::uint64_t i = 0; i < size && good_; ++i)
            out.emplace_back(integer(max));
    }
    void skip(std::uint64_t count) noexcept {
        if (count > rest_.size()) {
            (void)fail();
        } else {
            rest_ = rest_.subspan(static_cast<std::size_t>(count));
        }
    }
    Felt fail() noexcept {
        good_ = false;
        rest_ = {};
        return {};
    }

    [[nodiscard]] bool is_good() const noexcept { return good_; }
    [[nodiscard]] bool is_empty() const noexcept { return rest_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return rest_.size(); }
    /// Everything was read, and nothing is left.
    [[nodiscard]] bool finished() const noexcept { return good_ && rest_.empty(); }

  private:
    std::span<const Felt> rest_;
    bool good_ = true;
};

} // namespace walletauth::starknet
