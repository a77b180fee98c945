// SPDX-License-Identifier: Apache-2.0
// 64 KiB of stack are enough for every document, however deep: 60 nested structs took 136 KiB once.
#include "hostile_documents.hpp"
#include "plugin_under_test.hpp"
#include "tests/support/small_stack.hpp"

#include "conformance/sanitized.hpp"

#include <gtest/gtest.h>

namespace {

using namespace evm_test;
using plugin_test::on_small_stack;

TEST(Stack, DeepDocumentsNeedNoMoreThanShallowOnes) {
    if (WALLETAUTH_SANITIZED != 0) GTEST_SKIP() << "SKIPPED: sanitizers need more stack";
    std::size_t hashed = 0;
    for (const auto &[what, text] : deep_documents()) {
        Ask request{.scheme = "eip712", .message = text};
        Answer answer;
        on_small_stack([&] { answer = ask(request); });
        const auto found = WA_STATUS_CLASS(answer.status);
        EXPECT_TRUE(found == WA_CLASS_MALFORMED || answer.status == WA_REJECTED_SIGNER)
            << what << ": " << answer.detail;
        hashed += answer.status == WA_REJECTED_SIGNER ? 1 : 0;
    }
    EXPECT_EQ(hashed, 3U); // the others are refused while they are walked
}

TEST(Stack, OtherSchemesDoWithIt) {
    if (WALLETAUTH_SANITIZED != 0) GTEST_SKIP() << "SKIPPED: sanitizers need more stack";
    for (const auto *scheme : {"eip191", "eip191-kwil"}) {
        Answer answer;
        on_small_stack([&] { answer = ask({.scheme = scheme}); });
        EXPECT_TRUE(answer.valid) << scheme << ": " << answer.detail;
    }
}

} // namespace
