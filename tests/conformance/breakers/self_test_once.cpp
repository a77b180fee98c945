// SPDX-License-Identifier: Apache-2.0
// The self-test passes only so often.
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t self_test(wa_buffer *detail) noexcept {
    static int count = 0;
    return ++count > 3 ? static_cast<std::uint32_t>(WA_ERROR_INTERNAL) : good().self_test(detail);
}

void spoil(wa_plugin &table) { table.self_test = &self_test; }

} // namespace

BREAKER(spoil);
