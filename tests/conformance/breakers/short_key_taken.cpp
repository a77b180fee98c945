// SPDX-License-Identifier: Apache-2.0
// derive_account takes a key of any size: it reads 32 bytes, whatever the caller has.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t derive(wa_text chain, wa_text scheme, wa_bytes key, const wa_parameter *parameters,
                     std::size_t count, wa_buffer *out, wa_buffer *detail) noexcept {
    std::uint8_t whole[32]{};
    if (key.size < sizeof whole) {
        if (key.size != 0) std::memcpy(whole, key.data, key.size);
        key = {whole, sizeof whole};
    }
    return good().derive_account(chain, scheme, key, parameters, count, out, detail);
}

void spoil(wa_plugin &table) { table.derive_account = &derive; }

} // namespace

BREAKER(spoil);
