// SPDX-License-Identifier: Apache-2.0
// A buffer that is too small is not told the size needed.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t format(wa_text chain, wa_text scheme, wa_bytes key, wa_buffer *out,
                     wa_buffer *detail) noexcept {
    const auto status = good().format_public_key(chain, scheme, key, out, detail);
    if (status == WA_ERROR_BUFFER) out->size = out->capacity + 1;
    return status;
}

void spoil(wa_plugin &table) { table.format_public_key = &format; }

} // namespace

BREAKER(spoil);
