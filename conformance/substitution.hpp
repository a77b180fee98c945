// SPDX-License-Identifier: Apache-2.0
// Another key, and a signature by it, over the same digest as a valid signature: made without a
// private key and without knowing the digest. Internal.
#pragma once

#include "case.hpp"

#include <string>
#include <vector>

namespace walletauth::conformance {

struct Substitute {
    std::string what;
    Bytes public_key; ///< in one of the sizes that the scheme declares
    Bytes signature;
};

/// Of a valid ECDSA signature (r, s) by the key Q over a digest e: s R = e G + r Q, so e G = s R -
/// r Q, where R is one of the two points with the x coordinate r. With any R' = k G, r' = x(R') and
/// any s', the key Q' = (s' R' - e G) / r' has signed the same digest by (r', s'). Empty if the key
/// is on no curve that is known here, or no r and s are found in the signature.
[[nodiscard]] std::vector<Substitute> ecdsa_substitutes(const wa_scheme &scheme, const Bytes &key,
                                                        const Bytes &signature, Random &random);

/// Ed25519 keys of small order, all encodings of the eight points, with S = 0 and R of small order,
/// too: R = -k A holds for one R of each key, whatever the message is.
[[nodiscard]] std::vector<Substitute> ed25519_substitutes();

/// The same signature with every last byte that means the other R, so another key (SEC 1, section
/// 4.1.6). The keys are left empty.
[[nodiscard]] std::vector<Substitute> other_recovery_ids(const Bytes &signature);

/// An Ed25519 key of 32 bytes as the scheme has its keys: behind what `like`, one of them, has
/// before its last 32 bytes. Some chains put a byte there that names the curve.
[[nodiscard]] Bytes framed_as(const Bytes &like, const Bytes &key);

/// Whether one of the scheme's key types of this size has this in its name.
[[nodiscard]] bool has_key_type(const wa_scheme &scheme, std::size_t size, std::string_view part);

} // namespace walletauth::conformance
