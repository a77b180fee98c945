// SPDX-License-Identifier: Apache-2.0
// parse_signature gives more bytes than a request may have: of a text just below its limit.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t parse(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                    wa_buffer *detail) noexcept {
    const auto &known = *good().schemes[0];
    const auto status = good().parse_signature(chain, scheme, text, out, detail);
    if (status != WA_MALFORMED_SIGNATURE || text.size != known.max_signature_text_size) {
        return status;
    }
    const auto size = known.max_signature_size + 1;
    out->size = size;
    if (out->capacity < size) return WA_ERROR_BUFFER;
    std::memset(out->data, 0, size);
    if (detail != nullptr) detail->size = 0;
    return WA_OK;
}

void spoil(wa_plugin &table) { table.parse_signature = &parse; }

} // namespace

BREAKER(spoil);
