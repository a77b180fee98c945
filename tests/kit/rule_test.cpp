// SPDX-License-Identifier: Apache-2.0
#include <walletauth/curve/rule.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;

TEST(Rule, IsStrictUnlessTheRequestAsksForCompat) {
    wa_request request{};
    EXPECT_EQ(rule_of(request), Rule::strict);
    request.flags = WA_REQUEST_COMPAT;
    EXPECT_EQ(rule_of(request), Rule::compat);
    request.flags = ~WA_REQUEST_COMPAT;
    EXPECT_EQ(rule_of(request), Rule::strict);
}

} // namespace
