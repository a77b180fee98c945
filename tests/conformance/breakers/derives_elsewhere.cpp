// SPDX-License-Identifier: Apache-2.0
// derive_account serves fewer chains than verify does.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t derive(wa_text chain, wa_text scheme, wa_bytes key, const wa_parameter *parameters,
                     std::size_t count, wa_buffer *out, wa_buffer *detail) noexcept {
    if (view(chain) == "toynet:test") {
        out->size = 0;
        if (detail != nullptr) detail->size = 0;
        return WA_UNSUPPORTED_CHAIN;
    }
    return good().derive_account(chain, scheme, key, parameters, count, out, detail);
}

} // namespace

BREAKER([](wa_plugin &table) { table.derive_account = &derive; });
