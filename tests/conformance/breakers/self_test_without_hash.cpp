// SPDX-License-Identifier: Apache-2.0
// The self-test asks for signatures alone: what the library hashes by SHA-256 is not seen.
#define BREAKER_ENTRY walletauth_plugin_v0_kwil
#define BREAKER_NOTE static_assert(true, "the plugin's own objects have it")
#include "breaker.hpp"

#include <walletauth/curve/ed25519_known_answers.hpp>
#include <walletauth/curve/secp256k1_known_answers.hpp>

namespace {

std::uint32_t self_test(wa_buffer *) noexcept {
    const bool good = walletauth::ed25519_verifies_as_known() &&
                      walletauth::secp256k1_verifies_as_known() &&
                      walletauth::secp256k1_reads_keys_as_known();
    return good ? WA_OK : WA_ERROR_INTERNAL;
}

} // namespace

BREAKER([](wa_plugin &table) { table.self_test = &self_test; });
