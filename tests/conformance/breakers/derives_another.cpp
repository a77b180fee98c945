// SPDX-License-Identifier: Apache-2.0
// derive_account and verify do not agree.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t derive(wa_text chain, wa_text scheme, wa_bytes key, const wa_parameter *parameters,
                     std::size_t count, wa_buffer *out, wa_buffer *detail) noexcept {
    const auto status = good().derive_account(chain, scheme, key, parameters, count, out, detail);
    if (status == WA_OK) out->data[63] = out->data[63] == '0' ? '1' : '0';
    return status;
}

void spoil(wa_plugin &table) { table.derive_account = &derive; }

} // namespace

BREAKER(spoil);
