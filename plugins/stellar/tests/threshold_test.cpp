// SPDX-License-Identifier: Apache-2.0
// Which threshold counts is the service's choice: a user with a weak key would choose the lowest.
#include "stellar_plugin.hpp"

#include "conformance/vectors/vector_file.hpp"

#include <gtest/gtest.h>

namespace {

using namespace stellar_test;
using walletauth::verify_json;

/// The vector of a signer whose weight is enough for the low threshold alone, made by
/// interop/state.mjs. `params`: added to the user's part.
std::string judged(std::string_view params, std::string_view service_params) {
    const auto file =
        walletauth::VectorFile::read(WALLETAUTH_SOURCE "/plugins/stellar/vectors/sep53-state.json");
    if (!file) return file.error();
    for (const auto &vector : file->vectors()) {
        if (vector.id != "sep53-state-threshold-of-low") continue;
        std::string request{vector.request.source()};
        if (!params.empty())
            request.insert(request.size() - 1, ",\"params\":" + std::string{params});
        std::string service{vector.service};
        if (!service_params.empty())
            service.insert(service.size() - 1, ",\"params\":" + std::string{service_params});
        return status_of(verify_json(verifier(), request, service).json);
    }
    return "no such vector";
}

TEST(StellarThreshold, IsTheServicesAlone) {
    const auto *low = R"({"threshold":"low"})";
    EXPECT_EQ(judged("", ""), "rejected signer"); // medium
    EXPECT_EQ(judged("", low), "valid");
    EXPECT_EQ(judged(low, ""), "malformed params");
    EXPECT_EQ(judged(low, low), "malformed params");
}

} // namespace
