// SPDX-License-Identifier: Apache-2.0
// Reads the shared Starknet vectors, one JSON object a line.
#pragma once

#include "core/support/json.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

namespace walletauth::starknet {

/// Calls `check` with every line of the file, of which there must be `count`; skips the test if
/// the shared vectors are not beside the project.
inline void for_each_shared_line(const char *name, std::size_t count,
                                 const std::function<void(const json::Value &)> &check) {
    const std::filesystem::path directory{WALLETAUTH_SHARED_VECTORS};
    if (!std::filesystem::exists(directory)) {
        GTEST_SKIP() << "SKIPPED: the shared vectors are not beside the project";
    }
    std::ifstream in(directory / name);
    std::size_t read = 0;
    for (std::string text; std::getline(in, text); ++read) {
        const auto document = json::Document::parse(text);
        ASSERT_TRUE(document.has_value()) << text.substr(0, 100);
        SCOPED_TRACE(std::string{document->root().find("id")->text()});
        check(document->root());
    }
    EXPECT_EQ(read, count);
}

} // namespace walletauth::starknet
