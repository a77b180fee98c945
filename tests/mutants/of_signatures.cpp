// SPDX-License-Identifier: Apache-2.0
// Signatures that are taken, and are none.
#include "mutant.hpp"

#include <array>

namespace mutants {
namespace {

using Byte = std::uint8_t;
using Big = std::array<Byte, 32>;

constexpr Big n{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                0xff, 0xff, 0xff, 0xff, 0xfe, 0xba, 0xae, 0xdc, 0xe6, 0xaf, 0x48,
                0xa0, 0x3b, 0xbf, 0xd2, 0x5e, 0x8c, 0xd0, 0x36, 0x41, 0x41};
constexpr Big l{0x10, 0,    0,    0,    0,    0,    0,    0,    0,    0,    0,
                0,    0,    0,    0,    0,    0x14, 0xde, 0xf9, 0xde, 0xa2, 0xf7,
                0x9c, 0xd6, 0x58, 0x12, 0x63, 0x1a, 0x5c, 0xf5, 0xd3, 0xed};

Big minus(const Big &a, const Big &b) noexcept {
    Big made{};
    int borrow = 0;
    for (std::size_t i = 32; i-- > 0;) {
        const int digit = int{a[i]} - int{b[i]} - borrow;
        borrow = digit < 0 ? 1 : 0;
        made[i] = static_cast<Byte>(digit & 0xff);
    }
    return made;
}

template <std::size_t from_end, Byte bits>
void bit_ignored(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::signature, [](Byte *bytes, std::size_t &size) {
        if (size <= from_end) return false;
        bytes[size - 1 - from_end] ^= bits;
        return true;
    });
}

void first_bit_ignored(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::signature, [](Byte *bytes, std::size_t &) {
        bytes[0] ^= 0x80;
        return true;
    });
}

template <std::size_t count>
void tail_skipped(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::signature, [](Byte *, std::size_t &size) {
        if (size <= count) return false;
        size -= count;
        return true;
    });
}

void zero_head_skipped(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::signature, [](Byte *bytes, std::size_t &size) {
        if (size < 2 || bytes[0] != 0) return false;
        std::memmove(bytes, bytes + 1, --size);
        return true;
    });
}

void half_of_doubled(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::signature, [](Byte *bytes, std::size_t &size) {
        if (size % 2 != 0 || std::memcmp(bytes, bytes + size / 2, size / 2) != 0) return false;
        size /= 2;
        return true;
    });
}

void swapped(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::signature, [](Byte *bytes, std::size_t &size) {
        if (size < 64) return false;
        std::swap_ranges(bytes, bytes + 32, bytes + 32);
        return true;
    });
}

void little_endian(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::signature, [](Byte *bytes, std::size_t &size) {
        if (size < 64) return false;
        std::reverse(bytes, bytes + 32);
        std::reverse(bytes + 32, bytes + 64);
        return true;
    });
}

void high_s(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::signature, [](Byte *bytes, std::size_t &size) {
        if (size != 64 && size != 65) return false;
        Big s;
        std::memcpy(s.data(), bytes + 32, 32);
        s = minus(n, s);
        std::memcpy(bytes + 32, s.data(), 32);
        if (size == 65) bytes[64] = other_v(bytes[64]);
        return true;
    });
}

void s_plus_l(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::signature, [](Byte *bytes, std::size_t &size) {
        if (size != 64 || bytes[63] < 0x10) return false;
        Big s;
        std::reverse_copy(bytes + 32, bytes + 64, s.begin());
        s = minus(s, l);
        std::reverse_copy(s.begin(), s.end(), bytes + 32);
        return true;
    });
}

void other_parity(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::signature, [](Byte *bytes, std::size_t &size) {
        if (size != 65) return false;
        bytes[64] = other_v(bytes[64]);
        return true;
    });
}

/// v is read modulo 4 behind 27, as of EIP-155's 37 and 38.
void v_modulo(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::signature, [](Byte *bytes, std::size_t &size) {
        if (size != 65 || bytes[64] < 29) return false;
        bytes[64] = static_cast<Byte>(27 + (bytes[64] + 1) % 2);
        return true;
    });
}

template <Byte value>
void all_is(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    const auto &signature = request.signature;
    if (verdict.status == WA_OK || signature.size < 32) return;
    if (std::all_of(signature.data, signature.data + signature.size,
                    [](Byte byte) { return byte == value; })) {
        claim(request, verdict);
    }
}

/// ecrecover's failure taken for a signer.
void zero_r(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    const auto &signature = request.signature;
    if (verdict.status == WA_OK || signature.size < 64) return;
    if (std::all_of(signature.data, signature.data + 32, [](Byte byte) { return byte == 0; }))
        claim(request, verdict);
}

void empty_taken(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_OK && request.signature.size == 0) claim(request, verdict);
}

void any_rejected(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_REJECTED_SIGNATURE) claim(request, verdict);
}

constexpr Mutant rows[]{
    {"signature-last-bit", "", "the last bit of the signature is ignored",
     &verifies<&bit_ignored<0, 1>>},
    {"signature-last-byte-high-bit", "", "the first bit of the signature's last byte is ignored",
     &verifies<&bit_ignored<0, 0x80>>},
    {"signature-first-bit", "", "the first bit of the signature is ignored",
     &verifies<&first_bit_ignored>},
    {"signature-inner-bit", "", "a bit within the signature is ignored",
     &verifies<&bit_ignored<20, 8>>},
    {"signature-tail", "", "a byte behind the signature is skipped", &verifies<&tail_skipped<1>>},
    {"signature-tail-32", "", "32 bytes behind the signature are skipped",
     &verifies<&tail_skipped<32>>},
    {"signature-zero-head", "", "a zero byte before the signature is skipped",
     &verifies<&zero_head_skipped>},
    {"signature-doubled", "", "a signature twice is one", &verifies<&half_of_doubled>},
    {"signature-swapped", "", "s, r is taken for r, s", &verifies<&swapped>},
    {"signature-little-endian", "secp256k1", "r and s may be little-endian",
     &verifies<&little_endian>},
    {"signature-high-s", "secp256k1", "n - s is taken", &verifies<&high_s>},
    {"signature-s-plus-l", "ed25519", "S + L is taken", &verifies<&s_plus_l>},
    {"signature-other-parity", "secp256k1", "the recovery id's parity is ignored",
     &verifies<&other_parity>},
    {"signature-v-modulo", "secp256k1", "a recovery id above 28 is read modulo 2",
     &verifies<&v_modulo>},
    {"signature-zeros", "", "a signature of zeros is anybody's", &verifies<&all_is<0>>},
    {"signature-ones", "", "a signature of bytes ff is anybody's", &verifies<&all_is<0xff>>},
    {"signature-zero-r", "", "a signature with r = 0 is anybody's", &verifies<&zero_r>},
    {"signature-empty", "", "no signature is anybody's", &verifies<&empty_taken>},
    {"signature-any", "", "every well-formed signature is the claimed account's",
     &verifies<&any_rejected>},
};

} // namespace

constinit const std::span<const Mutant> of_signatures{rows};

} // namespace mutants
