// SPDX-License-Identifier: Apache-2.0
// The self-test looks at nothing: a library of another version is not seen.
#define BREAKER_ENTRY walletauth_plugin_v0_kwil
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

std::uint32_t self_test(wa_buffer *) noexcept { return WA_OK; }

} // namespace

BREAKER([](wa_plugin &table) { table.self_test = &self_test; });
