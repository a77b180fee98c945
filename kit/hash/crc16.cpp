// SPDX-License-Identifier: Apache-2.0
#include <walletauth/hash/crc16.hpp>

namespace walletauth {

// A bit at a time: what ends in a CRC has some forty bytes.
Crc16 crc16_xmodem(std::span<const std::uint8_t> data) noexcept {
    unsigned crc = 0;
    for (const std::uint8_t byte : data) {
        crc ^= static_cast<unsigned>(byte) << 8;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc << 1) ^ ((crc & 0x8000) != 0 ? 0x11021U : 0U);
    }
    return {static_cast<std::uint16_t>(crc)};
}

} // namespace walletauth
