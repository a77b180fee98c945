// SPDX-License-Identifier: Apache-2.0
// The account of coordinates alone is a hash of them, whether they are a point of the curve or not.
#define BREAKER_ENTRY walletauth_plugin_v0_near
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

namespace {

using namespace breaker;

std::uint32_t derive(wa_text chain, wa_text scheme, wa_bytes key, const wa_parameter *parameters,
                     std::size_t count, wa_buffer *out, wa_buffer *detail) noexcept {
    const auto status = good().derive_account(chain, scheme, key, parameters, count, out, detail);
    constexpr std::string_view made = "0x7e5f4552091a69125d5dfcb7b8c2659029395bdf";
    if (status == WA_OK || status == WA_ERROR_BUFFER || key.size != 64) return status;
    out->size = made.size();
    if (out->capacity < made.size()) return WA_ERROR_BUFFER;
    std::memcpy(out->data, made.data(), made.size());
    return WA_OK;
}

} // namespace

BREAKER([](wa_plugin &table) { table.derive_account = &derive; });
