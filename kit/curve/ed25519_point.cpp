// SPDX-License-Identifier: Apache-2.0
#include "ed25519_point.hpp"

namespace walletauth::ed25519 {
namespace {

constexpr Encoding little_endian(std::array<std::uint64_t, 4> words) noexcept {
    Encoding bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::uint8_t>(words[i / 8] >> (8 * (i % 8)));
    }
    return bytes;
}

// RFC 8032, section 5.1: d, the base point; section 5.1.3: the square root of -1.
constexpr Field d = Field::of_bytes(little_endian(
    {0x75eb4dca135978a3, 0x00700a4d4141d8ab, 0x8cc740797779e898, 0x52036cee2b6ffe73}));
constexpr Field d2 = d + d;
constexpr Field root_of_minus_one = Field::of_bytes(little_endian(
    {0xc4ee1b274a0ea0b0, 0x2f431806ad2fe478, 0x2b4d00993dfbd7a7, 0x2b8324804fc1df0b}));
constexpr Field base_x = Field::of_bytes(little_endian(
    {0xc9562d608f25d51a, 0x692cc7609525a7b2, 0xc0a4e231fdd6dc5c, 0x216936d3cd6e53fe}));
constexpr Field base_y = Field::of_bytes(little_endian(
    {0x6666666666666658, 0x6666666666666666, 0x6666666666666666, 0x6666666666666666}));

int bit_of(std::span<const std::uint8_t, 32> scalar, int index) noexcept {
    return scalar[static_cast<std::size_t>(index) / 8] >> (index % 8) & 1;
}

} // namespace

Point Point::identity() noexcept {
    return {Field::of(0), Field::of(1), Field::of(1), Field::of(0)};
}

Point Point::base() noexcept { return {base_x, base_y, Field::of(1), base_x * base_y}; }

Point Point::operator+(const Point &other) const noexcept {
    const Field a = (y - x) * (other.y - other.x);
    const Field b = (y + x) * (other.y + other.x);
    const Field c = t * d2 * other.t;
    const Field zz = z * other.z;
    const Field e = b - a;
    const Field f = zz + zz - c;
    const Field g = zz + zz + c;
    const Field h = b + a;
    return {e * f, g * h, f * g, e * h};
}

Point Point::operator-() const noexcept { return {Field::of(0) - x, y, z, Field::of(0) - t}; }

Encoding Point::encode() const noexcept {
    const Field inverse_z = inverse(z);
    Encoding bytes = (y * inverse_z).bytes();
    if ((x * inverse_z).is_odd()) bytes[31] |= 0x80;
    return bytes;
}

bool Point::is_small_order() const noexcept {
    Point eightfold = *this;
    for (int i = 0; i < 3; ++i)
        eightfold = eightfold + eightfold;
    return eightfold.x == Field::of(0) && eightfold.y == eightfold.z;
}

std::optional<Point> decode(std::span<const std::uint8_t, 32> bytes) noexcept {
    const Field y = Field::of_bytes(bytes);
    const Field yy = y * y;
    const Field u = yy - Field::of(1);
    const Field v = d * yy + Field::of(1);
    // x = u v^3 (u v^7)^((p-5)/8), a root of u/v up to a root of -1.
    const Field v3 = v * v * v;
    Field x = u * v3 * power_252_3(u * v3 * v3 * v);
    const Field vxx = v * x * x;
    if (vxx == Field::of(0) - u) {
        x = x * root_of_minus_one;
    } else if (!(vxx == u)) {
        return std::nullopt;
    }
    if (x.is_odd() != ((bytes[31] & 0x80) != 0)) x = Field::of(0) - x;
    return Point{x, y, Field::of(1), x * y};
}

Point multiply_add(std::span<const std::uint8_t, 32> a, const Point &point,
                   std::span<const std::uint8_t, 32> b) noexcept {
    const std::array<Point, 4> sums{Point::identity(), point, Point::base(), point + Point::base()};
    Point result = Point::identity();
    for (int i = 255; i >= 0; --i) {
        result = result + result;
        const auto index = static_cast<std::size_t>(bit_of(a, i) | bit_of(b, i) << 1);
        if (index != 0) result = result + sums[index];
    }
    return result;
}

} // namespace walletauth::ed25519
