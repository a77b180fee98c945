// SPDX-License-Identifier: Apache-2.0
/// Facts about libsecp256k1 for the self-tests of plugins (known_answers.hpp): that the library of
/// this machine answers as a published signature says. Any thread.
#pragma once

#include <walletauth/cxx23.hpp>

namespace walletauth {

/// The signature verifies by its key, and does not over another digest. With n - s in the place of
/// s only compat takes it. Source: ethers 6.17.0 over the Keccak-256 digest of no bytes
/// (tests/tables/secp256k1-digests.json, first row).
[[nodiscard]] bool secp256k1_verifies_as_known();
/// That key is read in both forms and written as published, and a point off the curve is none.
[[nodiscard]] bool secp256k1_reads_keys_as_known();
/// The same signature gives its key back, byte by byte.
[[nodiscard]] bool secp256k1_recovers_as_known();
/// An internal key of BIP-341's wallet-test-vectors.json and its tweak give the output key there.
[[nodiscard]] bool secp256k1_tweaks_as_known();
/// Row 1 of BIP-340's vectors verifies, and does not over another message.
[[nodiscard]] bool secp256k1_verifies_bip340_as_known();

} // namespace walletauth
