// SPDX-License-Identifier: Apache-2.0
// The arithmetic of Felt that must be inlined. Included by felt.hpp only.
#pragma once

namespace walletauth::starknet {
namespace felt_detail {

__extension__ typedef unsigned __int128 U128;
#if defined(__clang__)
__extension__ typedef unsigned _BitInt(256) U256;
#endif

/// p = 2^251 + 17 * 2^192 + 1.
inline constexpr std::uint64_t p3 = 0x0800000000000011;
inline constexpr Words p{1, 0, 0, p3};
/// 2^512 mod p: a factor into Montgomery form.
inline constexpr Words r2{0xfffffd737e000401, 0x00000001330fffff, 0xffffffffff6f8000,
                          0x07ffd4ab5e008810};

constexpr std::uint64_t add_carry(std::uint64_t a, std::uint64_t b, std::uint64_t &carry) noexcept {
    const U128 sum = static_cast<U128>(a) + b + carry;
    carry = static_cast<std::uint64_t>(sum >> 64);
    return static_cast<std::uint64_t>(sum);
}
constexpr std::uint64_t sub_borrow(std::uint64_t a, std::uint64_t b,
                                   std::uint64_t &borrow) noexcept {
    const U128 difference = static_cast<U128>(a) - b - borrow;
    borrow = static_cast<std::uint64_t>(difference >> 64) & 1;
    return static_cast<std::uint64_t>(difference);
}

/// a - b, and 1 if that is negative. In assembly with GCC 12, which spills such chains.
constexpr std::uint64_t subtract(Words &out, const Words &a, const Words &b) noexcept {
#if defined(__x86_64__) && !defined(__clang__)
    if !consteval {
        std::uint64_t w0 = a[0], w1 = a[1], w2 = a[2], w3 = a[3];
        bool borrow;
        __asm__("subq %[b0], %[w0]\n\tsbbq %[b1], %[w1]\n\tsbbq %[b2], %[w2]\n\tsbbq %[b3], %[w3]"
                : [w0] "+&r"(w0), [w1] "+&r"(w1), [w2] "+&r"(w2), [w3] "+&r"(w3), "=@ccc"(borrow)
                : [b0] "rm"(b[0]), [b1] "rm"(b[1]), [b2] "rm"(b[2]), [b3] "rm"(b[3]));
        out = {w0, w1, w2, w3};
        return borrow;
    }
#endif
#if defined(__clang__)
    if !consteval {
        const U256 x = std::bit_cast<U256>(a), y = std::bit_cast<U256>(b);
        out = std::bit_cast<Words>(static_cast<U256>(x - y));
        return x < y;
    }
#endif
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < 4; ++i)
        out[i] = sub_borrow(a[i], b[i], borrow);
    return borrow;
}
/// a + b modulo 2^256, and the carry.
constexpr std::uint64_t add(Words &out, const Words &a, const Words &b) noexcept {
#if defined(__x86_64__) && !defined(__clang__)
    if !consteval {
        std::uint64_t w0 = a[0], w1 = a[1], w2 = a[2], w3 = a[3];
        bool carry;
        __asm__("addq %[b0], %[w0]\n\tadcq %[b1], %[w1]\n\tadcq %[b2], %[w2]\n\tadcq %[b3], %[w3]"
                : [w0] "+&r"(w0), [w1] "+&r"(w1), [w2] "+&r"(w2), [w3] "+&r"(w3), "=@ccc"(carry)
                : [b0] "rm"(b[0]), [b1] "rm"(b[1]), [b2] "rm"(b[2]), [b3] "rm"(b[3]));
        out = {w0, w1, w2, w3};
        return carry;
    }
#endif
#if defined(__clang__)
    if !consteval {
        const U256 x = std::bit_cast<U256>(a), y = std::bit_cast<U256>(b);
        const U256 z = x + y;
        out = std::bit_cast<Words>(z);
        return z < x;
    }
#endif
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < 4; ++i)
        out[i] = add_carry(a[i], b[i], carry);
    return carry;
}
constexpr bool is_zero(const Words &a) noexcept { return (a[0] | a[1] | a[2] | a[3]) == 0; }
constexpr bool is_below(const Words &a, const Words &b) noexcept {
    Words ignored{};
    return subtract(ignored, a, b) != 0;
}

/// The value minus p where that is not negative; the value is below 2p.
constexpr Words reduce_once(const Words &value) noexcept {
    Words reduced{};
    const std::uint64_t borrow = subtract(reduced, value, p);
    const std::uint64_t keep = 0 - borrow;
    for (std::size_t i = 0; i < 4; ++i)
        reduced[i] = (value[i] & keep) | (reduced[i] & ~keep);
    return reduced;
}

/// a * b / 2^256 modulo p, at most p + a * b / 2^256; factors below 2^256 - p. With p = 1 + 2^192
/// p3 the multiple of p that clears the low limbs t of the product has the limbs t: t >> 192 less
/// (t2 t1 t0) p3 clears three at once, then one is left. 2^256 p is added on the way, so that
/// nothing is negative.
constexpr Words multiply_lazy(const Words &a, const Words &b) noexcept {
    std::array<std::uint64_t, 8> t{0, 0, 0, 0, 1, 0, 0, p3};
    for (std::size_t i = 0; i < 4; ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            const U128 x = static_cast<U128>(a[i]) * b[j] + t[i + j] + carry;
            t[i + j] = static_cast<std::uint64_t>(x);
            carry = static_cast<std::uint64_t>(x >> 64);
        }
        t[i + 4] += carry;
    }
    const U128 m0 = static_cast<U128>(t[0]) * p3;
    const U128 m1 = static_cast<U128>(t[1]) * p3 + static_cast<std::uint64_t>(m0 >> 64);
    const U128 m2 = static_cast<U128>(t[2]) * p3 + static_cast<std::uint64_t>(m1 >> 64);
    std::uint64_t borrow = 0;
    const std::uint64_t t3 = sub_borrow(t[3], static_cast<std::uint64_t>(m0), borrow);
    const U128 last = static_cast<U128>(t3) * p3;
    Words out{};
    out[0] = sub_borrow(t[4], static_cast<std::uint64_t>(m1), borrow);
    out[1] = sub_borrow(t[5], static_cast<std::uint64_t>(m2), borrow);
    const U128 high = (static_cast<U128>(t[7]) << 64 | t[6]) -
                      static_cast<std::uint64_t>(m2 >> 64) - borrow - last;
    out[2] = static_cast<std::uint64_t>(high);
    out[3] = static_cast<std::uint64_t>(high >> 64);
    return out;
}

} // namespace felt_detail

constexpr Felt::Felt(std::uint64_t value) noexcept
    : limbs_(felt_detail::reduce_once(
          felt_detail::multiply_lazy(Words{value, 0, 0, 0}, felt_detail::r2))) {}

constexpr std::optional<Felt> Felt::from_words(const Words &value) noexcept {
    if (!felt_detail::is_below(value, felt_detail::p)) return std::nullopt;
    return from_montgomery(
        felt_detail::reduce_once(felt_detail::multiply_lazy(value, felt_detail::r2)));
}

constexpr Words Felt::words() const noexcept {
    return felt_detail::reduce_once(felt_detail::multiply_lazy(limbs_, Words{1, 0, 0, 0}));
}

constexpr bool Felt::is_zero() const noexcept { return felt_detail::is_zero(limbs_); }

constexpr std::strong_ordering operator<=>(const Felt &a, const Felt &b) noexcept {
    const Words x = a.words();
    const Words y = b.words();
    for (std::size_t i = 4; i-- > 0;) {
        if (x[i] != y[i]) return x[i] <=> y[i];
    }
    return std::strong_ordering::equal;
}

constexpr Felt operator+(const Felt &a, const Felt &b) noexcept {
    Words sum{};
    (void)felt_detail::add(sum, a.limbs_, b.limbs_); // below 2^253
    return Felt::from_montgomery(felt_detail::reduce_once(sum));
}

constexpr Felt operator-(const Felt &a, const Felt &b) noexcept {
    Words difference{};
    const std::uint64_t mask = 0 - felt_detail::subtract(difference, a.limbs_, b.limbs_);
    Words correction{};
    for (std::size_t i = 0; i < 4; ++i)
        correction[i] = felt_detail::p[i] & mask;
    (void)felt_detail::add(difference, difference, correction);
    return Felt::from_montgomery(difference);
}

constexpr Felt operator*(const Felt &a, const Felt &b) noexcept {
    return Felt::from_montgomery(
        felt_detail::reduce_once(felt_detail::multiply_lazy(a.limbs_, b.limbs_)));
}

} // namespace walletauth::starknet
