// SPDX-License-Identifier: Apache-2.0
// A form that nobody knows is taken for the first of the scheme.
#include "sign_in_breaker.hpp"

namespace {

using namespace breaker;

bool is_known(wa_text form) noexcept {
    for (std::size_t i = 0; i < good_texts().form_count; ++i)
        if (text(good_texts().forms[i]->id) == text(form)) return true;
    return false;
}

std::uint32_t compose(wa_text chain, wa_text scheme, wa_text form, wa_bytes fields, wa_buffer *out,
                      wa_buffer *detail) noexcept {
    return good_texts().compose(chain, scheme, is_known(form) ? form : wa_text{"eip4361", 7},
                                fields, out, detail);
}

} // namespace

BREAKER_OF_TEXTS([](wa_sign_in_table &table) { table.compose = &compose; });
