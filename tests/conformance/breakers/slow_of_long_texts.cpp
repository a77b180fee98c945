// SPDX-License-Identifier: Apache-2.0
// Reading a signature's text takes the square of its size, whatever it is.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t parse(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                    wa_buffer *detail) noexcept {
    if (text.size > 200) {
        for (std::size_t i = 0; i < text.size * text.size * 400; ++i)
            __asm__ volatile("");
    }
    return good().parse_signature(chain, scheme, text, out, detail);
}

} // namespace

BREAKER([](wa_plugin &table) { table.parse_signature = &parse; });
