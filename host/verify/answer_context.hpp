// SPDX-License-Identifier: Apache-2.0
// What a host knows and a plugin does not, for whoever reads why a request was refused. Internal.
#pragma once

#include <walletauth/verifier.hpp>

#include <string>

namespace walletauth {

/// Adds to the detail of a verdict what can be done about it: which chains, schemes, parameters or
/// words of `accept` there are. At most WA_HOST_DETAIL_CAPACITY bytes in all, printable ASCII.
/// `route` is NULL where chain and scheme have none.
void add_context(const PluginSet &plugins, const SchemeRoute *route, const Request &request,
                 const Service &service, Verdict &verdict);

} // namespace walletauth
