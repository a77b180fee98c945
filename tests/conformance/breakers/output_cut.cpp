// SPDX-License-Identifier: Apache-2.0
// A buffer that is too small gets what fits.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t normalize(wa_text chain, wa_text account, wa_buffer *out,
                        wa_buffer *detail) noexcept {
    const auto status = good().normalize_account(chain, account, out, detail);
    if (status == WA_ERROR_BUFFER && out->capacity != 0) out->data[0] = '?';
    return status;
}

void spoil(wa_plugin &table) { table.normalize_account = &normalize; }

} // namespace

BREAKER(spoil);
