// SPDX-License-Identifier: Apache-2.0
/// What hashes after Merkle and Damgård share: the cutting into blocks, and the padding.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/hash/digest.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace walletauth {

/// Calls compress(block) for each block of `block_size` bytes: the pieces, a bit 1, zeros, and the
/// last `length_size` bytes, which write_length(bytes of the pieces, where) fills (FIPS 180-4,
/// section 5.1; RIPEMD-160's paper, section 3).
template <std::size_t block_size, std::size_t length_size, class Compress, class WriteLength>
void for_padded_blocks(HashPieces pieces, const Compress &compress,
                       const WriteLength &write_length) noexcept {
    std::array<std::uint8_t, block_size> block; // the one that is not full yet
    std::size_t used = 0;
    std::uint64_t size = 0;
    for (auto piece : pieces) {
        size += piece.size();
        while (!piece.empty()) {
            if (used == 0 && piece.size() >= block_size) {
                compress(piece.template first<block_size>());
                piece = piece.subspan(block_size);
                continue;
            }
            const auto taken = piece.first(std::min(piece.size(), block_size - used));
            std::ranges::copy(taken, block.begin() + static_cast<std::ptrdiff_t>(used));
            piece = piece.subspan(taken.size());
            used += taken.size();
            if (used < block_size) break;
            compress(std::span<const std::uint8_t, block_size>{block});
            used = 0;
        }
    }
    block[used++] = 0x80;
    if (used > block_size - length_size) {
        std::ranges::fill(std::span{block}.subspan(used), std::uint8_t{0});
        compress(std::span<const std::uint8_t, block_size>{block});
        used = 0;
    }
    std::ranges::fill(std::span{block}.subspan(used), std::uint8_t{0});
    write_length(size, std::span{block}.template last<length_size>());
    compress(std::span<const std::uint8_t, block_size>{block});
}

} // namespace walletauth
