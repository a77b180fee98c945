// SPDX-License-Identifier: Apache-2.0
// Documents as expensive as the limits let them be are hashed to the end or refused for a limit.
// What they cost in time, scripts/bench --hostile says.
#include "hostile_documents.hpp"
#include "plugin_under_test.hpp"

#include <gtest/gtest.h>

namespace {

using namespace evm_test;

TEST(ExpensiveDocuments, AreHashedOrRefusedForALimit) {
    std::size_t hashed = 0;
    for (const auto &[what, text] : expensive_documents()) {
        const auto answer = ask({.scheme = "eip712", .message = text});
        const bool is_hashed = answer.status == WA_REJECTED_SIGNER;
        EXPECT_TRUE(is_hashed || answer.status == WA_MALFORMED_MESSAGE)
            << what << ": " << answer.detail;
        hashed += is_hashed ? 1 : 0;
    }
    EXPECT_EQ(hashed, 19U);
}

} // namespace
