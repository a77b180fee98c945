// SPDX-License-Identifier: Apache-2.0
// Which fields of the XRP Ledger's binary format have a name: those of ripple-binary-codec 2.11.0
// (definitions.json), and Xahau's HookParameters, which Xaman's SignIn may have. interop/fields.mjs
// makes this table.
#pragma once

#include <array>
#include <cstdint>

namespace walletauth::xrpl {

struct KnownFields {
    std::uint32_t type;
    std::array<std::uint64_t, 2> codes; ///< a bit for each field code
};

// The marks that end an object (14, 1) and an array (15, 1) are no fields.
inline constexpr std::array known_fields{
    KnownFields{1, {0x000000000061007e, 0x0}},  KnownFields{2, {0xfffd1ffffffffffe, 0x1ffff}},
    KnownFields{3, {0x00000003fff83ffe, 0x0}},  KnownFields{4, {0x0000000000000002, 0x0}},
    KnownFields{5, {0x000003fc3fef7ffe, 0x0}},  KnownFields{6, {0x00000007ffcf3ffe, 0x0}},
    KnownFields{7, {0x00007ffffc3f7ffe, 0x0}},  KnownFields{8, {0x00000000fffc1f7e, 0x0}},
    KnownFields{9, {0x000000000003fffe, 0x0}},  KnownFields{10, {0x0000000000000006, 0x0}},
    KnownFields{14, {0x0000007ffe0dbffc, 0x0}}, KnownFields{15, {0x00000000ff6b37f8, 0x0}},
    KnownFields{16, {0x00000000007b007e, 0x0}}, KnownFields{17, {0x000000000000001e, 0x0}},
    KnownFields{18, {0x0000000000000002, 0x0}}, KnownFields{19, {0x000000000000003e, 0x0}},
    KnownFields{21, {0x000000000000001e, 0x0}}, KnownFields{24, {0x000000000000001e, 0x0}},
    KnownFields{25, {0x0000000000000002, 0x0}}, KnownFields{26, {0x0000000000000006, 0x0}},
};

[[nodiscard]] constexpr bool is_known_field(std::uint32_t type, std::uint32_t code) noexcept {
    for (const auto &row : known_fields) {
        if (row.type != type) continue;
        return code < 128 && ((row.codes[code / 64] >> (code % 64)) & 1) != 0;
    }
    return false;
}

} // namespace walletauth::xrpl
