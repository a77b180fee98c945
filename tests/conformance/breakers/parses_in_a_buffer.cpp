// SPDX-License-Identifier: Apache-2.0
// parse_signature works in one static buffer for all threads, and wipes it.
#include "breaker.hpp"

namespace {

using namespace breaker;

char buffer[512];

std::uint32_t parse(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                    wa_buffer *detail) noexcept {
    const auto size = std::min(text.size, sizeof buffer);
    if (size != 0) std::memcpy(buffer, text.data, size);
    const wa_text copy{size == text.size ? buffer : text.data, text.size};
    take_a_while();
    const auto status = good().parse_signature(chain, scheme, copy, out, detail);
    std::memset(buffer, 0, sizeof buffer);
    return status;
}

void spoil(wa_plugin &table) { table.parse_signature = &parse; }

} // namespace

BREAKER(spoil);
