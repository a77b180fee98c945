// SPDX-License-Identifier: Apache-2.0
/// Verifier: requests in, verdicts out.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/evidence_source.hpp>
#include <walletauth/plugin_set.hpp>
#include <walletauth/status.hpp>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {

/// One signature to verify, as its user sent it. Views only: what they point to must outlive the
/// call.
struct Request {
    std::string_view chain;   ///< CAIP-2 id
    std::string_view scheme;  ///< scheme id
    std::string_view account; ///< bare or CAIP-10, any accepted spelling; empty: none claimed
    std::span<const std::uint8_t> public_key; ///< bytes; see PluginSet::parse_public_key
    std::span<const std::uint8_t> message;    ///< the bytes that the wallet prefixes and hashes
    std::span<const std::uint8_t> signature;  ///< bytes; see PluginSet::parse_signature
    std::span<const wa_parameter> parameters; ///< any but those of WA_ROLE_SERVICE
};

/// What only the service may say of a verification: it decides the answer. Nothing of it may come
/// from the user. Views only, as in Request.
struct Service {
    /// Of any role. One that the user sent as well must have the same value: if not, the request is
    /// `rejected` (policy).
    std::span<const wa_parameter> parameters;
    std::span<const wa_evidence> evidence; ///< what the service's own nodes answered
    std::string_view block;                ///< where evidence must stand; empty: the scheme's tag
    std::uint32_t accept = WA_ACCEPT_DERIVED; ///< WA_ACCEPT_*
    std::uint32_t flags = 0;                  ///< WA_REQUEST_*
};

/// The answer to one request. `status` WA_OK means: the holder of `address` signed this message.
struct Verdict {
    std::uint32_t status = WA_ERROR_INTERNAL; ///< WA_*
    std::string account;                      ///< CAIP-10, if valid
    std::string address;                      ///< canonical bare account, if valid
    std::vector<std::uint8_t> public_key;     ///< the key that signed; may be empty
    std::uint32_t link = 0;                   ///< WA_LINK_*, if valid
    std::uint32_t flags = 0;                  ///< WA_VERDICT_*
    std::string block;                        ///< where the evidence stood; may be empty
    std::string detail;                       ///< why not, and what helps; printable ASCII, at most
                                              ///< 400 bytes, for logs
    std::vector<std::string> queries;         ///< canonical JSON calls, if WA_NEEDS_EVIDENCE

    [[nodiscard]] bool valid() const noexcept { return status == WA_OK; }
};

/// Verifies against one plugin set. Immutable: any number of threads at once, no lock.
class Verifier {
  public:
    explicit Verifier(std::shared_ptr<const PluginSet> plugins) noexcept;

    /// Never throws: what goes wrong inside is a verdict of class `error`.
    [[nodiscard]] Verdict verify(const Request &request,
                                 const Service &service = {}) const noexcept;
    /// The same of a request whose route is known: plugins().route(request.chain, request.scheme),
    /// and no other, as nothing here asks which plugin answers for the chain.
    [[nodiscard]] Verdict verify(const SchemeRoute &route, const Request &request,
                                 const Service &service = {}) const noexcept;
    /// The verdicts of the single calls, in order; grouped by plugin on the way.
    [[nodiscard]] std::vector<Verdict> verify(std::span<const Request> requests,
                                              const Service &service = {}) const;
    /// The same with a service's part for each; another number of them is WA_ERROR_ARGUMENT for
    /// all.
    [[nodiscard]] std::vector<Verdict> verify(std::span<const Request> requests,
                                              std::span<const Service> services) const;
    /// Verifies, asking `source` where only the chain can tell: first for a block, unless
    /// `service` has a block or evidence, then in at most 4 rounds, each carrying all earlier ones
    /// and what `service` has already. What was not answered by the deadline is
    /// WA_ERROR_EVIDENCE; a call of the source that has begun is waited for. Never throws.
    [[nodiscard]] Verdict verify_with_evidence(const Request &request, const Service &service,
                                               EvidenceSource &source,
                                               Deadline deadline = Deadline::max()) const noexcept;

    [[nodiscard]] const PluginSet &plugins() const noexcept { return *plugins_; }

  private:
    std::shared_ptr<const PluginSet> plugins_;
};

} // namespace walletauth
