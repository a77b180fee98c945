// SPDX-License-Identifier: Apache-2.0
// Line feeds behind a signature's text are cut off.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t parse(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                    wa_buffer *detail) noexcept {
    while (text.size > 1 && text.data[text.size - 1] == '\n')
        --text.size;
    return good().parse_signature(chain, scheme, text, out, detail);
}

void spoil(wa_plugin &table) { table.parse_signature = &parse; }

} // namespace

BREAKER(spoil);
