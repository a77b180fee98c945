// SPDX-License-Identifier: Apache-2.0
// In the place of endpoints.cpp where there is no resolver (WALLETAUTH_BUILD_RESOLVER=OFF).
#include "endpoints.hpp"

namespace walletauth::cli {

std::expected<std::unique_ptr<Nodes>, std::string> open_endpoints(const std::string &,
                                                                  ProgressLine &, bool) {
    return std::unexpected(
        "--endpoints: this program was built without the resolver; build it with "
        "libcurl and -DWALLETAUTH_BUILD_RESOLVER=ON");
}

} // namespace walletauth::cli
