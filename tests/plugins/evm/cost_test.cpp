// SPDX-License-Identifier: Apache-2.0
// No request within the limits costs more than 100 times the median valid vector of its scheme.
#include "hostile_documents.hpp"
#include "plugin_under_test.hpp"
#include "plugins/evm/eip712.hpp"
#include "tests/plugins/vector_documents.hpp"

#include "core/conformance/sanitized.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

namespace {

using namespace evm_test;

/// The least of some repetitions, which is what the machine's other work adds the least to.
double microseconds(const Ask &request) {
    double least = 1e9;
    for (int i = 0; i < 7; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        const auto answer = ask(request);
        const std::chrono::duration<double, std::micro> took =
            std::chrono::steady_clock::now() - begin;
        least = std::min(least, took.count());
        EXPECT_NE(answer.status, WA_ERROR_INTERNAL);
    }
    return least;
}

double median_of_vectors() {
    std::vector<double> times;
    for (const auto &text : walletauth::vector_documents(WALLETAUTH_VECTORS "/evm/eip712.json")) {
        if (!walletauth::evm::hash_typed_data(text, walletauth::evm::UnsignedDomain::refuse,
                                              "eip155:1")) {
            continue;
        }
        times.push_back(microseconds({.scheme = "eip712", .message = text}));
    }
    std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2));
    return times[times.size() / 2];
}

/// A build in which the curve, a library, is fast and this code is not says nothing.
bool is_measurable() {
#ifdef __OPTIMIZE__
    return WALLETAUTH_SANITIZED == 0;
#else
    return false;
#endif
}

TEST(Cost, NoDocumentCostsMoreThanAHundred) {
    if (!is_measurable()) GTEST_SKIP() << "SKIPPED: not an optimised build";
    const double ordinary = median_of_vectors();
    std::size_t passed = 0;
    for (const auto &[what, text] : expensive_documents()) {
        const Ask request{.scheme = "eip712", .message = text};
        passed += ask(request).status == WA_REJECTED_SIGNER ? 1 : 0;
        const double times = microseconds(request) / ordinary;
        std::cout << "  " << what << ": " << static_cast<int>(times) << " times\n";
        EXPECT_LT(times, 100) << what << ": " << ask(request).detail;
    }
    EXPECT_GE(passed, 20U); // most are lawful, and hashed to the end
}

TEST(Cost, NorDoesALongMessage) {
    if (!is_measurable()) GTEST_SKIP() << "SKIPPED: not an optimised build";
    const double ordinary = microseconds({});
    const std::string longest(std::size_t{1} << 20, 'a');
    EXPECT_LT(microseconds({.message = longest}) / ordinary, 100);
    EXPECT_LT(microseconds({.signature = std::string(32768, 'a')}) / ordinary, 100);
}

} // namespace
