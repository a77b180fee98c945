// SPDX-License-Identifier: Apache-2.0
#include <walletauth/hash/keccak.hpp>

#include <bit>
#include <cstring>

#if defined(__x86_64__) && __has_include(<sys/platform/x86.h>)
#ifdef __clang__
#define _Bool bool // glibc's header names C's type, which of the compilers only g++ knows in C++
#endif
#include <sys/platform/x86.h>
#undef _Bool
#define WALLETAUTH_KECCAK_BMI
#endif

// Without this the compilers leave the row functions out of line and the lanes in memory.
#define WALLETAUTH_INLINE [[gnu::always_inline]] inline

namespace walletauth {
namespace {

static_assert(std::endian::native == std::endian::little, "lanes are little-endian in memory");

using State = std::array<std::uint64_t, 25>; // lane (x, y) at x + 5 * y

constexpr std::size_t rate = 136; // bytes a block: 1600 bits less twice the 256 bits of output
constexpr int round_count = 24;

// Reference, section 1.2: rho. Offsets are the triangular numbers along the path of pi.
consteval std::array<int, 25> rotation_offsets() {
    std::array<int, 25> offsets{};
    int x = 1;
    int y = 0;
    for (int t = 0; t < 24; ++t) {
        offsets[x + 5 * y] = (t + 1) * (t + 2) / 2 % 64;
        const int next = (2 * x + 3 * y) % 5;
        x = y;
        y = next;
    }
    return offsets;
}

// Reference, section 1.2: iota. Bit 2^j - 1 of round i is output 7 * i + j of the LFSR
// x^8 + x^6 + x^5 + x^4 + 1.
consteval std::array<std::uint64_t, round_count> iota_constants() {
    std::array<std::uint64_t, round_count> constants{};
    unsigned lfsr = 1;
    for (auto &constant : constants) {
        for (int j = 0; j < 7; ++j) {
            constant |= static_cast<std::uint64_t>(lfsr & 1) << ((1 << j) - 1);
            lfsr = (lfsr << 1) ^ ((lfsr >> 7) * 0x171);
        }
    }
    return constants;
}

constexpr std::array<int, 25> offsets = rotation_offsets();
constexpr std::array<std::uint64_t, round_count> constants = iota_constants();

// Lane (x, y) after theta, rho and pi: pi moves lane (x + 3y, x) there.
template <int x, int y>
WALLETAUTH_INLINE std::uint64_t moved(const State &a, const State &theta) noexcept {
    constexpr int column = (x + 3 * y) % 5;
    constexpr int lane = column + 5 * x;
    return std::rotl(a[lane] ^ theta[column], offsets[lane]);
}

template <int y>
WALLETAUTH_INLINE void chi_row(const State &a, const State &theta, State &out) noexcept {
    const std::uint64_t b0 = moved<0, y>(a, theta);
    const std::uint64_t b1 = moved<1, y>(a, theta);
    const std::uint64_t b2 = moved<2, y>(a, theta);
    const std::uint64_t b3 = moved<3, y>(a, theta);
    const std::uint64_t b4 = moved<4, y>(a, theta);
    out[5 * y + 0] = b0 ^ (~b1 & b2);
    out[5 * y + 1] = b1 ^ (~b2 & b3);
    out[5 * y + 2] = b2 ^ (~b3 & b4);
    out[5 * y + 3] = b3 ^ (~b4 & b0);
    out[5 * y + 4] = b4 ^ (~b0 & b1);
}

WALLETAUTH_INLINE void round(const State &a, State &out, std::uint64_t constant) noexcept {
    const std::uint64_t c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
    const std::uint64_t c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
    const std::uint64_t c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
    const std::uint64_t c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
    const std::uint64_t c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
    State theta;
    theta[0] = c4 ^ std::rotl(c1, 1);
    theta[1] = c0 ^ std::rotl(c2, 1);
    theta[2] = c1 ^ std::rotl(c3, 1);
    theta[3] = c2 ^ std::rotl(c4, 1);
    theta[4] = c3 ^ std::rotl(c0, 1);
    chi_row<0>(a, theta, out);
    chi_row<1>(a, theta, out);
    chi_row<2>(a, theta, out);
    chi_row<3>(a, theta, out);
    chi_row<4>(a, theta, out);
    out[0] ^= constant;
}

WALLETAUTH_INLINE void permute_inline(State &state) noexcept {
    State a = state;
    State b;
    for (int i = 0; i < round_count; i += 2) {
        round(a, b, constants[i]);
        round(b, a, constants[i + 1]);
    }
    state = a;
}

// andn and rorx save a fifth of the instructions. Every call asks what the C library found out at
// its start: __builtin_cpu_supports would bring a constructor and writable data into every plugin,
// and IFUNC would run code before the plugin is checked.
#ifdef WALLETAUTH_KECCAK_BMI
[[gnu::target("bmi,bmi2")]] void permute_bmi(State &state) noexcept { permute_inline(state); }

void permute(State &state) noexcept {
    if (CPU_FEATURE_ACTIVE(BMI1) && CPU_FEATURE_ACTIVE(BMI2)) {
        permute_bmi(state);
    } else {
        permute_inline(state);
    }
}
#else
void permute(State &state) noexcept { permute_inline(state); }
#endif

// `size` bytes at byte `offset` of the state; both within the block.
void absorb(State &state, std::size_t offset, const std::uint8_t *data, std::size_t size) noexcept {
    auto *bytes = reinterpret_cast<std::uint8_t *>(state.data()) + offset;
    for (; size >= 8; size -= 8, data += 8, bytes += 8) {
        std::uint64_t lane;
        std::uint64_t input;
        std::memcpy(&lane, bytes, 8);
        std::memcpy(&input, data, 8);
        lane ^= input;
        std::memcpy(bytes, &lane, 8);
    }
    for (; size > 0; --size) {
        *bytes++ ^= *data++;
    }
}

// Pads after `used` bytes of the last block (1, zeros, 1 in bits) and squeezes once.
Hash256 squeeze(State &state, std::size_t used) noexcept {
    state[used / 8] ^= std::uint64_t{1} << (used % 8 * 8);
    state[rate / 8 - 1] ^= std::uint64_t{1} << 63;
    permute(state);
    Hash256 hash;
    std::memcpy(hash.data(), state.data(), hash.size());
    return hash;
}

} // namespace

Hash256 keccak256(std::span<const std::uint8_t> data) noexcept {
    State state{};
    while (data.size() >= rate) {
        absorb(state, 0, data.data(), rate);
        permute(state);
        data = data.subspan(rate);
    }
    absorb(state, 0, data.data(), data.size());
    return squeeze(state, data.size());
}

Hash256 keccak256(HashPieces pieces) noexcept {
    Keccak256 hasher;
    for (const auto piece : pieces)
        hasher.update(piece);
    return hasher.finish();
}

void Keccak256::update(std::span<const std::uint8_t> data) noexcept {
    while (data.size() >= rate - used_) {
        absorb(state_, used_, data.data(), rate - used_);
        permute(state_);
        data = data.subspan(rate - used_);
        used_ = 0;
    }
    absorb(state_, used_, data.data(), data.size());
    used_ += data.size();
}

Hash256 Keccak256::finish() noexcept {
    const Hash256 hash = squeeze(state_, used_);
    *this = {};
    return hash;
}

} // namespace walletauth
