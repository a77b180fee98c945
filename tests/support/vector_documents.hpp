// SPDX-License-Identifier: Apache-2.0
// The typed-data documents of a vector file, the malformed ones among them, each once.
#pragma once

#include <walletauth/text/json.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

namespace walletauth {

inline std::set<std::string> vector_documents(const std::string &file) {
    std::ifstream in(file);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto parsed = json::Document::parse(
        text, {.max_size = std::size_t{64} << 20, .max_depth = 256, .max_nodes = 1 << 24});
    EXPECT_TRUE(parsed.has_value()) << file;
    std::set<std::string> documents;
    if (!parsed) return documents;
    const auto vectors = *parsed->root().find("vectors");
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        const auto message = vectors.at(i).find("request")->find("message");
        if (!message) continue;
        if (const auto json = message->find("json")) documents.emplace(json->source());
        if (const auto written = message->find("text")) documents.emplace(written->text());
    }
    return documents;
}

} // namespace walletauth
