// SPDX-License-Identifier: Apache-2.0
// Any text is an account.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t normalize(wa_text chain, wa_text account, wa_buffer *out,
                        wa_buffer *detail) noexcept {
    const auto status = good().normalize_account(chain, account, out, detail);
    if (status != WA_MALFORMED_ACCOUNT || account.size > WA_ACCOUNT_CAPACITY) return status;
    out->size = account.size;
    if (out->capacity < account.size) return WA_ERROR_BUFFER;
    if (account.size != 0) std::memcpy(out->data, account.data, account.size);
    return WA_OK;
}

} // namespace

BREAKER([](wa_plugin &table) { table.normalize_account = &normalize; });
