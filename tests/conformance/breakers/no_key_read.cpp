// SPDX-License-Identifier: Apache-2.0
// parse_public_key reads a key of no bytes out of an empty text.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t parse(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                    wa_buffer *detail) noexcept {
    if (text.size != 0) return good().parse_public_key(chain, scheme, text, out, detail);
    out->size = 0;
    return WA_OK;
}

void spoil(wa_plugin &table) { table.parse_public_key = &parse; }

} // namespace

BREAKER(spoil);
