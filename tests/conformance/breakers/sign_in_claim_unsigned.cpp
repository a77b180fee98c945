// SPDX-License-Identifier: Apache-2.0
// A claim hangs on the chain of the request, which the signature does not cover.
#include "sign_in_breaker.hpp"

namespace {

using namespace breaker;

/// The nonce's first letter follows from the chain.
std::uint32_t read(const wa_request *request, wa_text form, wa_buffer *out,
                   wa_buffer *detail) noexcept {
    const auto status = good_texts().read(request, form, out, detail);
    if (status != WA_OK) return status;
    const std::string_view claims{reinterpret_cast<const char *>(out->data), out->size};
    const auto at = claims.find("\"nonce\":\"");
    if (at == std::string_view::npos) return status;
    const auto chain = text(request->chain);
    const auto reference = chain.substr(chain.find(':') + 1);
    out->data[at + 9] =
        static_cast<std::uint8_t>('a' + static_cast<unsigned char>(reference.back()) % 26);
    return status;
}

} // namespace

BREAKER_OF_TEXTS([](wa_sign_in_table &table) { table.read = &read; });
