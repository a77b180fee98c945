// SPDX-License-Identifier: Apache-2.0
// Many threads, one verifier, every vector: the answers are those of one thread. Run under TSan.
#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

namespace {

using namespace walletauth;

std::vector<std::string> read_requests() {
    std::vector<std::string> requests;
    const std::filesystem::path root{WALLETAUTH_VECTORS};
    for (const auto &entry : std::filesystem::recursive_directory_iterator(
             root, std::filesystem::directory_options::follow_directory_symlink)) {
        if (entry.path().extension() != ".json") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>{in}, {}};
        const json::Limits limits{.max_size = 64U << 20U, .max_depth = 64, .max_nodes = 1U << 22U};
        const auto document = json::Document::parse(text, limits);
        if (!document) continue;
        const auto vectors = document->root().find("vectors");
        for (std::size_t i = 0; vectors && i < vectors->size(); ++i) {
            requests.emplace_back(vectors->at(i).find("request")->source());
        }
    }
    return requests;
}

TEST(Concurrency, ThreadsGiveTheAnswersOfOne) {
    auto set = PluginSet::from_directory(WALLETAUTH_PLUGINS);
    ASSERT_TRUE(set.has_value()) << set.error().message();
    const Verifier verifier(std::make_shared<const PluginSet>(std::move(*set)));
    const auto requests = read_requests();
    ASSERT_GT(requests.size(), 100U);
    std::vector<std::string> expected;
    for (const auto &request : requests)
        expected.push_back(verify_json(verifier, request).json);
    std::atomic<std::size_t> different = 0;
    std::vector<std::thread> threads;
    for (std::size_t offset = 0; offset < 8; ++offset) {
        threads.emplace_back([&, offset] {
            for (std::size_t i = 0; i < requests.size(); ++i) {
                const std::size_t at = (i + offset * 97) % requests.size();
                if (verify_json(verifier, requests[at]).json != expected[at]) ++different;
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    EXPECT_EQ(different.load(), 0U);
    EXPECT_EQ(verifier.plugins().garbage_count(), 0U);
}

} // namespace
