// SPDX-License-Identifier: Apache-2.0
// Reading a text again gives another answer: the plugin counts.
#include "sign_in_breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t calls = 0;

std::uint32_t read(const wa_request *request, wa_text form, wa_buffer *out,
                   wa_buffer *detail) noexcept {
    if (++calls % 7 == 0) return WA_MALFORMED_MESSAGE;
    return good_texts().read(request, form, out, detail);
}

} // namespace

BREAKER_OF_TEXTS([](wa_sign_in_table &table) { table.read = &read; });
