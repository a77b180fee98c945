// SPDX-License-Identifier: Apache-2.0
// Dies of a signature that begins as no hexadecimal does: no request does so, only notations.
#include "breaker.hpp"

#include <cstdlib>

namespace {

using namespace breaker;

std::uint32_t parse(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                    wa_buffer *detail) noexcept {
    if (text.size != 0 && text.data[0] == '?') std::abort();
    return good().parse_signature(chain, scheme, text, out, detail);
}

void spoil(wa_plugin &table) { table.parse_signature = &parse; }

} // namespace

BREAKER(spoil);
