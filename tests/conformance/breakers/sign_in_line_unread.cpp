// SPDX-License-Identifier: Apache-2.0
// A line behind the last one is not read.
#include "sign_in_breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t read(const wa_request *request, wa_text form, wa_buffer *out,
                   wa_buffer *detail) noexcept {
    const auto status = good_texts().read(request, form, out, detail);
    if (status != WA_MALFORMED_MESSAGE || request->message.size == 0) return status;
    Changed changed(*request);
    auto &size = changed.request().message.size;
    while (size > 0 && request->message.data[size - 1] != '\n')
        --size;
    if (size > 0) --size; // the line feed
    return good_texts().read(&changed.request(), form, out, detail);
}

} // namespace

BREAKER_OF_TEXTS([](wa_sign_in_table &table) { table.read = &read; });
