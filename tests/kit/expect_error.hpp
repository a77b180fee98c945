// SPDX-License-Identifier: Apache-2.0
// A refusal of the kit: which kind, and where.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <string_view>

namespace walletauth_test {

template <class Result>
void expect_error(const Result &result, typename Result::error_type::Kind kind, std::size_t index,
                  std::string_view input = "") {
    ASSERT_FALSE(result.has_value()) << input;
    EXPECT_EQ(result.error().kind, kind) << input;
    EXPECT_EQ(result.error().index, index) << input;
}

} // namespace walletauth_test
