// SPDX-License-Identifier: Apache-2.0
// Whose signature it is: the claimed account's key's, or the account contract's own word. What
// eip191 and eip712 share once they know what was signed.
#pragma once

#include "recover.hpp"

#include <walletauth/interface.hpp>

#include <optional>
#include <string>
#include <vector>

namespace walletauth::evm {

/// What a scheme read of the message.
struct Statement {
    Hash256 digest;                      ///< what is signed
    std::optional<DerivedHashes> hashes; ///< of a typed-data document
    std::uint32_t flags = 0;             ///< WA_VERDICT_*
    std::optional<Refusal> policy;       ///< why it must not count, whoever signed it
};

/// WA_UNSUPPORTED_*: another chain, ERC-8010, a way of proof that is not accepted. Comes before the
/// message is read.
[[nodiscard]] Result<void> check_supported(const wa_request &request) noexcept;

/// The verdict, in the order of contract-accounts.md. `statement` may be why there is none: what is
/// wrong with a field that comes before the message is named first.
[[nodiscard]] Result<Proof> prove_ownership(const wa_request &request,
                                            const Result<Statement> &statement);

/// What prove_ownership must know for such a request; a refusal where it would refuse.
[[nodiscard]] Result<std::vector<std::string>> ownership_queries(
    const wa_request &request, const Result<Statement> &statement);

/// The functions of a scheme that reads what was signed by `Read`.
template <auto Read>
[[nodiscard]] Result<Proof> verify_statement(const wa_request &request) {
    if (auto good = check_supported(request); !good) return std::unexpected(good.error());
    return prove_ownership(request, Read(request));
}
template <auto Read>
[[nodiscard]] Result<std::vector<std::string>> statement_queries(const wa_request &request) {
    if (auto good = check_supported(request); !good) return std::unexpected(good.error());
    return ownership_queries(request, Read(request));
}

} // namespace walletauth::evm
