// SPDX-License-Identifier: Apache-2.0
// A challenge is JSON, but not canonical: a space stands before the end.
#include "sign_in_breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t compose(wa_text chain, wa_text scheme, wa_text form, wa_bytes fields, wa_buffer *out,
                      wa_buffer *detail) noexcept {
    const auto status = good_texts().compose(chain, scheme, form, fields, out, detail);
    if (status != WA_OK || out->size == 0 || out->size == out->capacity) return status;
    out->data[out->size - 1] = ' ';
    out->data[out->size++] = '}';
    return status;
}

} // namespace

BREAKER_OF_TEXTS([](wa_sign_in_table &table) { table.compose = &compose; });
