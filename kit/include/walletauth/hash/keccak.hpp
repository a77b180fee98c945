// SPDX-License-Identifier: Apache-2.0
//
// Keccak-256 with the padding of the Keccak submission (0x01), not that of SHA3-256 (0x06). Source:
// "The Keccak reference", version 3.0, sections 1.1 and 1.2 (rate 1088, capacity 512).
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/hash/digest.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace walletauth {

// Hashes `data` of any size, without allocation. Safe from any thread.
[[nodiscard]] Hash256 keccak256(std::span<const std::uint8_t> data) noexcept;
[[nodiscard]] Hash256 keccak256(HashPieces pieces) noexcept;

// The same hash over data that arrives in pieces; where the pieces are cut does not matter.
// One object belongs to one thread at a time. 208 bytes, no allocation.
class Keccak256 {
  public:
    void update(std::span<const std::uint8_t> data) noexcept;

    // The hash of everything since construction or since the last finish(); then starts anew.
    [[nodiscard]] Hash256 finish() noexcept;

  private:
    std::array<std::uint64_t, 25> state_{};
    std::size_t used_ = 0; // bytes of the current block that are already in the state; < 136
};

} // namespace walletauth
