// SPDX-License-Identifier: Apache-2.0
// Verifying where the route is known: a request's route is looked up once. Internal.
#pragma once

#include <walletauth/verifier.hpp>

namespace walletauth {

/// Verifier::verify of a request whose chain and scheme `route` is the route of.
[[nodiscard]] Verdict verify_on_route(const PluginSet &plugins, const SchemeRoute &route,
                                      const Request &request, const Service &service) noexcept;
/// Verifier::verify_with_evidence, likewise.
[[nodiscard]] Verdict verify_with_evidence_on_route(const PluginSet &plugins,
                                                    const SchemeRoute &route,
                                                    const Request &request, const Service &service,
                                                    EvidenceSource &source,
                                                    Deadline deadline) noexcept;

} // namespace walletauth
