// SPDX-License-Identifier: Apache-2.0
//
// The field modulo p = 2^255 - 19 in five limbs of 51 bits, for what libsodium does not offer. Only
// public data: variable time.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace walletauth::ed25519 {

__extension__ using Wide = unsigned __int128;

struct Field {
    std::array<std::uint64_t, 5> limbs{}; // each below 2^52 between operations

    friend constexpr Field operator+(const Field &a, const Field &b) noexcept {
        Field sum;
        for (std::size_t i = 0; i < 5; ++i)
            sum.limbs[i] = a.limbs[i] + b.limbs[i];
        return carried(sum);
    }
    friend constexpr Field operator-(const Field &a, const Field &b) noexcept {
        // 4p added, so that no limb goes below zero.
        constexpr std::uint64_t low = 0x1fffffffffffb4;
        constexpr std::uint64_t high = 0x1ffffffffffffc;
        Field difference;
        for (std::size_t i = 0; i < 5; ++i) {
            difference.limbs[i] = a.limbs[i] + (i == 0 ? low : high) - b.limbs[i];
        }
        return carried(difference);
    }
    friend constexpr Field operator*(const Field &a, const Field &b) noexcept {
        std::array<Wide, 5> columns{};
        for (std::size_t i = 0; i < 5; ++i) {
            for (std::size_t k = 0; k < 5; ++k) {
                // 2^255 = 19 modulo p
                const std::uint64_t factor = i + k >= 5 ? 19 : 1;
                columns[(i + k) % 5] += static_cast<Wide>(a.limbs[i]) * (b.limbs[k] * factor);
            }
        }
        Field product;
        Wide carry = 0;
        for (std::size_t i = 0; i < 5; ++i) {
            columns[i] += carry;
            product.limbs[i] = static_cast<std::uint64_t>(columns[i]) & mask;
            carry = columns[i] >> 51;
        }
        product.limbs[0] += static_cast<std::uint64_t>(carry) * 19;
        return carried(product);
    }
    [[nodiscard]] friend constexpr bool operator==(const Field &a, const Field &b) noexcept {
        return a.bytes() == b.bytes();
    }

    // Little-endian, below p.
    [[nodiscard]] constexpr std::array<std::uint8_t, 32> bytes() const noexcept {
        Field value = carried(carried(*this));
        // Adding 19 carries out of bit 255 exactly if value >= p.
        std::uint64_t carry = 19;
        for (std::size_t i = 0; i < 5; ++i)
            carry = (value.limbs[i] + carry) >> 51;
        value.limbs[0] += 19 * carry;
        carry = 0;
        for (auto &limb : value.limbs) {
            limb += carry;
            carry = limb >> 51;
            limb &= mask;
        }
        std::array<std::uint8_t, 32> out{};
        for (std::size_t bit = 0; bit < 255; ++bit) {
            out[bit / 8] |=
                static_cast<std::uint8_t>((value.limbs[bit / 51] >> (bit % 51) & 1) << (bit % 8));
        }
        return out;
    }
    // The low 255 bits, which may be p or more.
    [[nodiscard]] static constexpr Field of_bytes(
        std::span<const std::uint8_t, 32> bytes) noexcept {
        Field value;
        for (std::size_t bit = 0; bit < 255; ++bit) {
            value.limbs[bit / 51] |= static_cast<std::uint64_t>(bytes[bit / 8] >> (bit % 8) & 1)
                                     << (bit % 51);
        }
        return value;
    }
    [[nodiscard]] static constexpr Field of(std::uint64_t small) noexcept {
        Field value;
        value.limbs[0] = small;
        return value;
    }
    [[nodiscard]] constexpr bool is_odd() const noexcept { return (bytes()[0] & 1) != 0; }

  private:
    static constexpr std::uint64_t mask = (std::uint64_t{1} << 51) - 1;

    [[nodiscard]] static constexpr Field carried(Field value) noexcept {
        std::uint64_t carry = 0;
        for (auto &limb : value.limbs) {
            limb += carry;
            carry = limb >> 51;
            limb &= mask;
        }
        value.limbs[0] += 19 * carry;
        return value;
    }
};

// base^(2^252 - 3), the exponent of square roots and of inversion (RFC 8032, section 5.1.3).
[[nodiscard]] constexpr Field power_252_3(const Field &base) noexcept {
    // The exponent's bits are 250 ones, a zero and a one.
    Field result = base;
    for (int i = 0; i < 249; ++i)
        result = result * result * base;
    result = result * result;
    return result * result * base;
}

// base^(p - 2) = base^((2^252 - 3) * 8 + 3)
[[nodiscard]] constexpr Field inverse(const Field &base) noexcept {
    Field result = power_252_3(base);
    for (int i = 0; i < 3; ++i)
        result = result * result;
    return result * base * base * base;
}

} // namespace walletauth::ed25519
