// SPDX-License-Identifier: Apache-2.0
// format_public_key reads as many bytes as a key has, and then how many there are.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t format(wa_text chain, wa_text scheme, wa_bytes key, wa_buffer *out,
                     wa_buffer *detail) noexcept {
    constexpr std::size_t size_of_keys = 32;
    volatile std::uint8_t last = 0;
    if (key.data != nullptr) last = key.data[size_of_keys - 1];
    (void)last;
    return good().format_public_key(chain, scheme, key, out, detail);
}

void spoil(wa_plugin &table) { table.format_public_key = &format; }

} // namespace

BREAKER(spoil);
