// SPDX-License-Identifier: Apache-2.0
// A key of any size is given to format_public_key by hosts: 32 bytes and 56 are written, others
// refused.
#include "stellar_plugin.hpp"

#include <gtest/gtest.h>

namespace {

TEST(StellarNotation, KeyOfAnotherSizeIsRefused) {
    const auto &plugin = *walletauth_plugin_v0_stellar();
    for (std::size_t size = 0; size <= 70; ++size) {
        const std::vector<std::uint8_t> key(
            size, 'A'); // of its own size, so that ASan sees a step too far
        std::vector<std::uint8_t> out(512);
        std::vector<std::uint8_t> why(WA_DETAIL_CAPACITY);
        wa_buffer text{out.data(), out.size(), 0};
        wa_buffer detail{why.data(), why.size(), 0};
        const auto status = plugin.format_public_key(
            walletauth::text_of("stellar:pubnet"), walletauth::text_of("sep53"),
            {size == 0 ? nullptr : key.data(), size}, &text, &detail);
        const bool is_key = size == 32 || size == 56;
        EXPECT_EQ(status, is_key ? WA_OK : WA_MALFORMED_PUBLIC_KEY) << size;
        EXPECT_EQ(text.size != 0, is_key) << size;
    }
}

} // namespace
