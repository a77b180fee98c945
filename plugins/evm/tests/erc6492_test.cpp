// SPDX-License-Identifier: Apache-2.0
// The wrapper of ERC-6492: what an encoder writes is read back, and every change of its form is
// not.
#include "plugins/evm/erc6492.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace {

using namespace walletauth;
using Bytes = std::vector<std::uint8_t>;

void add_word(Bytes &out, std::size_t number) {
    Bytes word(32, 0);
    for (std::size_t i = 32; number != 0; number >>= 8)
        word[--i] = static_cast<std::uint8_t>(number);
    out.insert(out.end(), word.begin(), word.end());
}

void add_padded(Bytes &out, const Bytes &bytes) {
    add_word(out, bytes.size());
    out.insert(out.end(), bytes.begin(), bytes.end());
    out.resize((out.size() + 31) / 32 * 32, 0);
}

void add_suffix(Bytes &out) {
    for (int i = 0; i < 16; ++i)
        out.insert(out.end(), {0x64, 0x92});
}

/// abi.encode(address, bytes, bytes) by the Solidity ABI specification, and the suffix.
Bytes wrap(const Bytes &data, const Bytes &signature) {
    Bytes out(12, 0);
    out.insert(out.end(), 20, 0xcc);
    add_word(out, 96);
    add_word(out, 128 + (data.size() + 31) / 32 * 32);
    add_padded(out, data);
    add_padded(out, signature);
    add_suffix(out);
    return out;
}

TEST(Erc6492, ReadsWhatAnEncoderWrites) {
    for (const std::size_t data : {0U, 1U, 31U, 32U, 33U, 300U}) {
        for (const std::size_t inner : {0U, 1U, 32U, 65U, 4000U}) {
            const Bytes calldata(data, 0x11);
            const Bytes signature(inner, 0x22);
            const auto wrapped = wrap(calldata, signature);
            const auto read = evm::read_erc6492(wrapped);
            ASSERT_TRUE(read.has_value()) << data << ' ' << inner;
            EXPECT_TRUE(std::ranges::equal(read->factory_data, calldata));
            EXPECT_TRUE(std::ranges::equal(read->signature, signature));
            EXPECT_EQ(read->factory[0], 0xcc);
        }
    }
}

// Whatever bit of the form is flipped, nothing is read; only the address, the calldata and the
// inner signature are anybody's.
TEST(Erc6492, NoOtherSpellingIsRead) {
    const auto good = wrap(Bytes(33, 0x11), Bytes(65, 0x22));
    const auto is_content = [](std::size_t i) {
        return (i >= 12 && i < 32) || (i >= 128 && i < 161) || (i >= 224 && i < 289);
    };
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (int bit = 0; bit < 8; ++bit) {
            auto changed = good;
            changed[i] ^= static_cast<std::uint8_t>(1 << bit);
            // A larger size takes zeros of the padding, which is another signature.
            if ((i == 127 || i == 223) && changed[i] > good[i]) continue;
            EXPECT_EQ(evm::read_erc6492(changed).has_value(), is_content(i)) << i << ' ' << bit;
        }
    }
}

TEST(Erc6492, NeitherCutNorExtended) {
    const auto good = wrap(Bytes(4, 0x11), Bytes(65, 0x22));
    for (std::size_t i = 0; i + 32 < good.size(); ++i) {
        auto changed = good;
        changed.erase(changed.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_FALSE(evm::read_erc6492(changed).has_value()) << i;
    }
    auto longer = good;
    longer.insert(longer.end() - 32, 32, 0);
    EXPECT_FALSE(evm::read_erc6492(longer).has_value());
    Bytes suffix;
    add_suffix(suffix);
    EXPECT_FALSE(evm::is_erc6492(suffix));
    EXPECT_FALSE(evm::read_erc6492(suffix).has_value());
    EXPECT_FALSE(evm::read_erc6492(wrap({}, suffix)).has_value()) << "a wrapper inside";
    EXPECT_FALSE(evm::read_erc6492(wrap({}, good)).has_value()) << "a wrapper inside";
}

} // namespace
