// SPDX-License-Identifier: Apache-2.0
// Reads tables (docs/vector-format.md): those of a chain are in plugins/<chain>/tests/tables,
// others in tests/tables. A table that is missing, or has another number of rows than its test
// knows of, fails the test.
#pragma once

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>

namespace walletauth {

/// Calls `check` with every row of the table, of which there must be `count`. The name is from the
/// root of the repository.
inline void for_each_row(const std::string &name, std::size_t count,
                         const std::function<void(const json::Value &)> &check) {
    std::ifstream in(std::filesystem::path{WALLETAUTH_SOURCE} / name);
    ASSERT_TRUE(in.is_open()) << name;
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto document = json::Document::parse(text, {.max_size = 1 << 22, .max_nodes = 1 << 20});
    ASSERT_TRUE(document.has_value())
        << name << ' ' << document.error().path << ": " << document.error().reason;
    ASSERT_EQ(document->root().find("format")->text(), "walletauth-table/1") << name;
    const auto rows = *document->root().find("rows");
    ASSERT_EQ(rows.size(), count) << name;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto row = rows.at(i);
        SCOPED_TRACE(name + ' ' + std::string{row.find("id")->text()});
        check(row);
    }
}

/// The text of a member; "" if there is none or it is no string.
inline std::string text_of_member(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value && value->kind() == json::Kind::string ? std::string{value->text()} : "";
}

/// The text of a member of the row's `params`, a number's digits too; "" for null and none.
inline std::string text_of_param(const json::Value &row, std::string_view name) {
    const auto params = row.find("params");
    const auto value = params ? params->find(name) : std::nullopt;
    return value && value->kind() != json::Kind::null ? std::string{value->text()} : "";
}

/// Whether the row's signature is refused for its high s or the like, and valid under compat.
inline bool is_malleable(const json::Value &row) {
    const auto params = row.find("params");
    const auto malleable = params ? params->find("malleable") : std::nullopt;
    return malleable && malleable->is_true();
}

/// Whether the row's `expect_alt` lists the verdict as defensible too.
inline bool allows_also(const json::Value &row, std::string_view verdict) {
    const auto params = row.find("params");
    const auto alternatives = params ? params->find("expect_alt") : std::nullopt;
    for (std::size_t i = 0; alternatives && i < alternatives->size(); ++i) {
        if (alternatives->at(i).text() == verdict) return true;
    }
    return false;
}

} // namespace walletauth
