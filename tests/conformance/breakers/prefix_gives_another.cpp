// SPDX-License-Identifier: Apache-2.0
// With 0x before it a signature's text gives another signature, which is as good.
#include "breaker.hpp"

namespace {

using namespace breaker;

/// The last byte of that other one is not looked at.
void verify(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_MALFORMED_SIGNATURE || request.signature.size != 33) return;
    if (request.signature.data[32] != 0xd7) return;
    Changed changed(request);
    changed.request().signature.size = 32;
    changed.verify_well(verdict);
}

std::uint32_t parse(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                    wa_buffer *detail) noexcept {
    if (text.size != 66 || std::memcmp(text.data, "0x", 2) != 0)
        return good().parse_signature(chain, scheme, text, out, detail);
    const auto capacity = out->capacity;
    out->size = 33;
    if (capacity < 33) return WA_ERROR_BUFFER;
    const auto status = good().parse_signature(chain, scheme, {text.data + 2, 64}, out, detail);
    if (status != WA_OK) return status;
    out->data[32] = 0xd7;
    out->size = 33;
    return WA_OK;
}

} // namespace

BREAKER([](wa_plugin &table) {
    table.verify = &breaker::verify_each<&verify>;
    table.parse_signature = &parse;
});
