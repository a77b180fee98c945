// SPDX-License-Identifier: Apache-2.0
// Writes the size of the detail without looking whether there is one.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t parse(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                    wa_buffer *detail) noexcept {
    const auto status = good().parse_signature(chain, scheme, text, out, detail);
    if (status != WA_OK) *static_cast<volatile std::size_t *>(&detail->size) = 0;
    return status;
}

void spoil(wa_plugin &table) { table.parse_signature = &parse; }

} // namespace

BREAKER(spoil);
