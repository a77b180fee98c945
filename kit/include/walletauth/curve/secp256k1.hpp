// SPDX-License-Identifier: Apache-2.0
/// Keys and signatures of secp256k1 (SEC 2, section 2.4.1): ECDSA with verification and recovery
/// (SEC 1, section 4.1), DER (BIP-66), and BIP-340. n is the group's order, p the field's prime.
///
/// Nothing here allocates, throws or keeps state. All of it may be called from any thread. It is
/// for public data: what it takes depends on the values.
///
/// What is wrong is told by an enum: the words of a refusal are the plugin's.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/curve/rule.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <expected>
#include <span>
#include <string_view>

namespace walletauth {

/// What was hashed, by whatever hash the scheme has: 32 bytes.
using Secp256k1Digest = std::span<const std::uint8_t, 32>;
/// r and s, each 32 bytes, big-endian. Without recovery id and without v.
using Secp256k1Signature = std::span<const std::uint8_t, 64>;

/// What is wrong. Of several faults the first in this order is told; DER is read from its front, so
/// of the faults named der_ the first that is met.
enum class Secp256k1Fault : std::uint8_t {
    key_form,      ///< key: not 33 bytes from 02 or 03, and not 65 from 04 (or 06, 07 by compat)
    key_off_curve, ///< key: no point of the curve, or a coordinate of p or more
    recovery_id,   ///< recovery: not 0 to 3
    der_size,      ///< DER: not 8 to 72 bytes
    der_layout,    ///< DER: no sequence of two integers that ends where the bytes do
    der_negative,  ///< DER: an integer whose first bit is set
    der_padding,   ///< DER: a zero in front that keeps nothing positive
    r_overflow,    ///< r is n or more
    s_overflow,    ///< s is n or more
    s_high,        ///< s is above n / 2, by strict (EIP-2, BIP-146)
    r_zero,        ///< r is 0
    s_zero,        ///< s is 0
    no_key,        ///< recovery: no key can have made the signature
    mismatch,      ///< the signature is not of this key and this digest
    bad_tweak,     ///< a tweak is n or more, or leads to the point at infinity
};

/// The fault in a few words, without a subject's value: "r is not below the group order".
[[nodiscard]] std::string_view explain(Secp256k1Fault fault) noexcept;

template <class T>
using Secp256k1Result = std::expected<T, Secp256k1Fault>;

/// A point of the curve, never the one at infinity.
class Secp256k1Key {
  public:
    /// 33 bytes 02 or 03 and x, or 65 bytes 04, x, y (SEC 1, section 2.3.4). compat: also ANSI
    /// X9.62's hybrid form, 65 bytes from 06 (y is even) or 07 (y is odd). Faults: key_form,
    /// key_off_curve.
    [[nodiscard]] static Secp256k1Result<Secp256k1Key> parse(std::span<const std::uint8_t> bytes,
                                                             Rule rule) noexcept;

    /// The point with this x and an even y (BIP-340, lift_x). Fault: key_off_curve.
    [[nodiscard]] static Secp256k1Result<Secp256k1Key> lift_x(
        std::span<const std::uint8_t, 32> x) noexcept;

    /// The key that signed (SEC 1, section 4.1.6). `recovery_id`: bit 0 is the parity of R's y, bit
    /// 1 says that R's x is r + n. Faults: recovery_id, those of secp256k1_check, no_key. The twin
    /// (r, n - s) is the same key's with bit 0 turned; strict refuses the one with the high s.
    [[nodiscard]] static Secp256k1Result<Secp256k1Key> recover(Secp256k1Signature signature,
                                                               Secp256k1Digest digest,
                                                               int recovery_id, Rule rule) noexcept;

    /// This point and `tweak` times the generator: a child key of BIP-32, an output key of BIP-341.
    /// `tweak` is a number of 32 bytes, big-endian. Fault: bad_tweak.
    [[nodiscard]] Secp256k1Result<Secp256k1Key> tweaked(
        std::span<const std::uint8_t, 32> tweak) const noexcept;

    /// 04, x, y.
    [[nodiscard]] const std::array<std::uint8_t, 65> &uncompressed() const noexcept {
        return encoded_;
    }
    /// x, y: what Ethereum hashes to an address.
    [[nodiscard]] std::array<std::uint8_t, 64> xy() const noexcept {
        std::array<std::uint8_t, 64> bytes{};
        std::ranges::copy(std::span{encoded_}.last<64>(), bytes.begin());
        return bytes;
    }
    /// x alone, which is a key of BIP-340.
    [[nodiscard]] std::array<std::uint8_t, 32> x() const noexcept {
        std::array<std::uint8_t, 32> bytes{};
        std::ranges::copy(std::span{encoded_}.subspan<1, 32>(), bytes.begin());
        return bytes;
    }
    /// 02 if y is even, 03 if it is odd, and x.
    [[nodiscard]] std::array<std::uint8_t, 33> compressed() const noexcept {
        std::array<std::uint8_t, 33> bytes{static_cast<std::uint8_t>(2 + (encoded_[64] & 1))};
        std::ranges::copy(std::span{encoded_}.subspan<1, 32>(), bytes.begin() + 1);
        return bytes;
    }

    friend bool operator==(const Secp256k1Key &, const Secp256k1Key &) = default;

  private:
    explicit Secp256k1Key(const std::array<std::uint8_t, 65> &encoded) noexcept
        : encoded_(encoded) {}

    std::array<std::uint8_t, 65> encoded_; // 04, x, y of a point
};

/// Whether s is at most n / 2; of r and of the other ranges it says nothing.
[[nodiscard]] bool secp256k1_is_low_s(Secp256k1Signature signature) noexcept;

/// Whether r and s are in 1 .. n - 1 (SEC 1, section 4.1.4, step 1), and by strict whether s is at
/// most n / 2 (EIP-2, BIP-146). Faults: r_overflow, s_overflow, s_high, r_zero, s_zero.
[[nodiscard]] Secp256k1Result<void> secp256k1_check(Secp256k1Signature signature,
                                                    Rule rule) noexcept;

/// The signature with its s, or n - s where that is lower: the one spelling that strict takes.
/// Faults: those of secp256k1_check by compat.
[[nodiscard]] Secp256k1Result<std::array<std::uint8_t, 64>> secp256k1_to_low_s(
    Secp256k1Signature signature) noexcept;

/// Verifies ECDSA (SEC 1, section 4.1.4). compat takes a high s. Faults: those of secp256k1_check,
/// mismatch.
[[nodiscard]] Secp256k1Result<void> secp256k1_verify(Secp256k1Signature signature,
                                                     Secp256k1Digest digest,
                                                     const Secp256k1Key &key, Rule rule) noexcept;

/// r and s out of a DER signature (ITU-T X.690) as BIP-66 wants it, without the byte for the hash
/// type that Bitcoin puts behind: 8 to 72 bytes, lengths in one byte each, no bytes left over,
/// shortest positive integers. Faults: those named der_; r_overflow or s_overflow where an integer
/// has more than 32 bytes. All other ranges are secp256k1_check's.
[[nodiscard]] Secp256k1Result<std::array<std::uint8_t, 64>> secp256k1_parse_der(
    std::span<const std::uint8_t> der) noexcept;

/// Verifies a signature of BIP-340. The message may have any size: it is not hashed before. Of the
/// key only x counts. Fault: mismatch, also where r is p or more, or s is n or more.
[[nodiscard]] Secp256k1Result<void> secp256k1_verify_bip340(Secp256k1Signature signature,
                                                            std::span<const std::uint8_t> message,
                                                            const Secp256k1Key &key) noexcept;

} // namespace walletauth
