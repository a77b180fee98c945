// SPDX-License-Identifier: Apache-2.0
#include <walletauth/token_bucket.hpp>

#include <gtest/gtest.h>

namespace walletauth {
namespace {

using namespace std::chrono_literals;

const TokenBucket::Time start = TokenBucket::Time{} + 1h;

int taken_at(TokenBucket &bucket, TokenBucket::Time now) {
    int taken = 0;
    while (bucket.take(now))
        ++taken;
    return taken;
}

TEST(TokenBucket, GivesItsBurstThenItsRate) {
    TokenBucket bucket(2, 3, start);
    EXPECT_EQ(taken_at(bucket, start), 3);
    EXPECT_EQ(bucket.next(start), start + 500ms);
    EXPECT_FALSE(bucket.take(start + 499ms));
    EXPECT_TRUE(bucket.take(start + 500ms));
    EXPECT_FALSE(bucket.is_full(start + 1s));
    EXPECT_TRUE(bucket.is_full(start + 1h));
    EXPECT_EQ(taken_at(bucket, start + 1h), 3) << "what was not used is not saved up";
    EXPECT_FALSE(bucket.take(start)) << "a clock that goes back gives nothing";
}

TEST(TokenBucket, AnotherRateHoldsAtOnce) {
    TokenBucket bucket(1, 10, start);
    bucket.set(1, 2, start);
    EXPECT_EQ(taken_at(bucket, start), 2) << "no more than the new burst";
    bucket.set(4, 10, start + 1s);
    EXPECT_EQ(taken_at(bucket, start + 1s), 1) << "the second before was at the old rate";
    EXPECT_EQ(taken_at(bucket, start + 2s), 4);
}

} // namespace
} // namespace walletauth
