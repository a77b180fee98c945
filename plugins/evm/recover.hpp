// SPDX-License-Identifier: Apache-2.0
// From a signature over a hash to the account that made it.
#pragma once

#include "address.hpp"
#include "signature.hpp"

#include <walletauth/curve/secp256k1.hpp>
#include <walletauth/hash/keccak.hpp>
#include <walletauth/interface.hpp>

#include <cstdint>
#include <optional>

namespace walletauth::evm {

/// The key that signed `digest` (SEC 1, section 4.1.6). `recovery_id` 0 to 3; 2 and 3 mean that the
/// x coordinate was r + n. Out of range, a high s by strict (EIP-2) or no key:
/// WA_REJECTED_SIGNATURE.
[[nodiscard]] Result<Secp256k1Key> recover_key(const Signature &signature, int recovery_id,
                                               Rule rule, const Hash256 &digest) noexcept;

/// What a document was read as. A recovered stranger says it: he signed something else, or somebody
/// else signed this.
struct DerivedHashes {
    Hash256 domain_separator;
    Hash256 digest;
};

/// What eip191 and eip712 share: v 0, 1, 27 or 28, low-s unless the request has compat, and the
/// recovered account as the proof; a public key in the request must be the recovered one. A refusal
/// says that the signature may be a contract wallet's.
[[nodiscard]] Result<Proof> prove_signer(const wa_request &request, const Signature &signature,
                                         const Hash256 &digest, std::uint32_t flags) noexcept;
/// The same for a typed-data document.
[[nodiscard]] Result<Proof> prove_signer(const wa_request &request, const Signature &signature,
                                         const DerivedHashes &hashes, std::uint32_t flags) noexcept;

/// The proof of a recovered key, or why it does not prove the request's claims.
[[nodiscard]] Result<Proof> prove_key(const wa_request &request, const Secp256k1Key &key,
                                      std::uint32_t flags,
                                      const DerivedHashes *hashes = nullptr) noexcept;

/// The claimed account, if one is: WA_MALFORMED_ACCOUNT unless it is a canonical address, and
/// WA_MALFORMED_PUBLIC_KEY for a stated key of no form.
[[nodiscard]] Result<std::optional<Address>> read_claim(const wa_request &request) noexcept;

/// An account that is no canonical address and a key of no form are malformed, which comes before
/// what `result` refuses; and the zero address is refused as such.
[[nodiscard]] Result<Proof> judge_claim(const wa_request &request, Result<Proof> result) noexcept;

} // namespace walletauth::evm
