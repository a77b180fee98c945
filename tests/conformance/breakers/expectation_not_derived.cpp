// SPDX-License-Identifier: Apache-2.0
// derive_account does not know a parameter that verify takes.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t derive(wa_text chain, wa_text scheme, wa_bytes key, const wa_parameter *parameters,
                     std::size_t count, wa_buffer *out, wa_buffer *detail) noexcept {
    if (count == 1 && view(parameters[0].name) == "steps") {
        out->size = 0;
        if (detail != nullptr) detail->size = 0;
        return WA_MALFORMED_PARAMS;
    }
    return good().derive_account(chain, scheme, key, parameters, count, out, detail);
}

} // namespace

BREAKER([](wa_plugin &table) { table.derive_account = &derive; });
