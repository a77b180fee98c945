// SPDX-License-Identifier: Apache-2.0
/// Facts about libsodium and the kit's own points, for self-tests of plugins (known_answers.hpp):
/// that Ed25519 on this machine answers as published. Any thread.
///
/// A plugin that calls `ed25519_verify` is linked with both rules, so both are asked here.
#pragma once

#include <walletauth/cxx23.hpp>

namespace walletauth {

/// A signature verifies by both rules, and does not over another message. Source: RFC 8032, section
/// 7.1, test 2.
[[nodiscard]] bool ed25519_verifies_as_known();
/// Strict refuses a key of small order, for which R and S = 0 sign everything; compat takes it, as
/// Go's crypto/ed25519 does. Versions of libraries differ here.
[[nodiscard]] bool ed25519_tells_small_order();

} // namespace walletauth
