// SPDX-License-Identifier: Apache-2.0
// evidence_queries does not know what verify needs.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t queries(const wa_request *request, wa_buffer *out, wa_buffer *detail) noexcept {
    if (request->parameter_count == 0 || request->evidence_count != 0) {
        return good().evidence_queries(request, out, detail);
    }
    out->size = 0;
    return WA_UNSUPPORTED_OPERATION;
}

void spoil(wa_plugin &table) { table.evidence_queries = &queries; }

} // namespace

BREAKER(spoil);
