// SPDX-License-Identifier: Apache-2.0
// A text that is written has not the expiry that was asked for.
#include "sign_in_breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t compose(wa_text chain, wa_text scheme, wa_text form, wa_bytes fields, wa_buffer *out,
                      wa_buffer *detail) noexcept {
    // "expiration_time" as a name that is not there any more: the same bytes without that member.
    const std::string_view all{reinterpret_cast<const char *>(fields.data), fields.size};
    constexpr std::string_view name = "\"expiration_time\":\"2026-01-15T12:10:00Z\",";
    const auto at = all.find(name);
    if (at == std::string_view::npos || fields.size > 1024)
        return good_texts().compose(chain, scheme, form, fields, out, detail);
    std::uint8_t less[1024];
    std::memcpy(less, fields.data, at);
    std::memcpy(less + at, fields.data + at + name.size(), fields.size - at - name.size());
    return good_texts().compose(chain, scheme, form, {less, fields.size - name.size()}, out,
                                detail);
}

} // namespace

BREAKER_OF_TEXTS([](wa_sign_in_table &table) { table.compose = &compose; });
