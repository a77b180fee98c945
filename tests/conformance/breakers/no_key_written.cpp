// SPDX-License-Identifier: Apache-2.0
// format_public_key writes a key where none is given: one of zeros.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t format(wa_text chain, wa_text scheme, wa_bytes key, wa_buffer *out,
                     wa_buffer *detail) noexcept {
    constexpr std::uint8_t zeros[32]{};
    if (key.size == 0) key = {zeros, sizeof zeros};
    return good().format_public_key(chain, scheme, key, out, detail);
}

void spoil(wa_plugin &table) { table.format_public_key = &format; }

} // namespace

BREAKER(spoil);
