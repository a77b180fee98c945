// SPDX-License-Identifier: Apache-2.0
// format_public_key writes what parse_public_key does not read.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t format(wa_text chain, wa_text scheme, wa_bytes key, wa_buffer *out,
                     wa_buffer *detail) noexcept {
    const auto status = good().format_public_key(chain, scheme, key, out, detail);
    if (status == WA_OK) out->data[0] = 'x';
    return status;
}

void spoil(wa_plugin &table) { table.format_public_key = &format; }

} // namespace

BREAKER(spoil);
