// SPDX-License-Identifier: Apache-2.0
// Every vector with evidence, answered by nodes: three of them, one of which may be gone, through
// the resolver. The verdict is the vector's. plugins/<chain>/nodes/recorded.json says what there
// is.
#include "recorded.hpp"
#include "tests/support/every_plugin.hpp"

#include <walletauth/every_chain_nodes.hpp>
#include <walletauth/resolver.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace {

using namespace walletauth;
using tests::MockNode;
namespace fs = std::filesystem;

const fs::path plugins = fs::path{WALLETAUTH_SOURCE} / "plugins";

std::string member(const std::string &answer, std::string_view name) {
    const auto document = json::Document::parse(answer);
    const auto value = document ? document->root().find(name) : std::nullopt;
    return value ? std::string{value->text()} : std::string{};
}

std::string file_of(const std::string &chain, const std::string &settings,
                    const std::vector<std::uint16_t> &ports) {
    const auto table = "chain.\"" + chain + '"';
    auto text = '[' + table + "]\nmax_age_s = 0\n" + settings + '\n';
    for (std::size_t i = 0; i < ports.size(); ++i) {
        text += "[[" + table + ".endpoint]]\nname = \"" + static_cast<char>('a' + i) +
                "\"\nurl = \"http://127.0.0.1:" + std::to_string(ports[i]) +
                "/\"\nallow_private = true\n";
    }
    return text;
}

class Recorded : public testing::TestWithParam<fs::path> {
  protected:
    Recorded() {
        const auto set = std::make_shared<PluginSet>();
        for (const auto entry : every_plugin()) {
            if (auto added = set->add(entry); !added) ADD_FAILURE() << added.error().message();
        }
        verifier.emplace(set);
    }
    /// The service's part with which nodes are asked; nothing if the request decides without them.
    /// Where the key would do, chain state alone must prove it: a vector has evidence all the same.
    [[nodiscard]] std::optional<std::string> asking_service(const recorded::Vector &vector) const {
        std::vector<std::string> services{vector.service};
        if (vector.link == "chain_state" || vector.status == "rejected")
            services.push_back(R"({"accept":["chain_state"]})");
        for (auto &service : services) {
            if (verify_json(*verifier, vector.request, service).status == WA_NEEDS_EVIDENCE)
                return std::move(service);
        }
        return std::nullopt;
    }
    /// What the nodes of a vector make of it. Node `gone` of three is not there; 3: all are.
    [[nodiscard]] std::string ask(const recorded::Vector &vector, const std::string &service,
                                  const std::string &settings, std::size_t gone) const {
        std::vector<std::unique_ptr<MockNode>> nodes;
        std::vector<std::uint16_t> ports;
        for (std::size_t i = 0; i < 3; ++i) {
            nodes.push_back(std::make_unique<MockNode>(recorded::answers_of(vector.node)));
            ports.push_back(nodes.back()->port());
        }
        if (gone < nodes.size()) nodes[gone].reset();
        ResolverOptions options;
        options.chains = every_chain_nodes();
        auto opened = Resolver::open_text(file_of(vector.chain, settings, ports), "endpoints.toml",
                                          std::move(options));
        if (!opened) return opened.error().message();
        const bool is_fault =
            vector.status == "error"; // it may be asked for until the time is over
        const auto time = std::chrono::milliseconds{is_fault ? 500 : 5000};
        return verify_json(*verifier, vector.request, service, **opened,
                           Deadline::clock::now() + time)
            .json;
    }
    std::optional<Verifier> verifier;
};

TEST_P(Recorded, NodesGiveTheVectorsVerdicts) {
    const auto vectors = recorded::read_recorded(GetParam());
    const auto settings = recorded::settings_of(GetParam());
    std::atomic<std::size_t> asked = 0;
    constexpr std::size_t workers = 12; // what is waited for is waited for together
    std::vector<std::jthread> threads;
    for (std::size_t worker = 0; worker < workers; ++worker) {
        threads.emplace_back([&, worker] {
            for (std::size_t i = worker; i < vectors.size(); i += workers) {
                const auto &vector = vectors[i];
                const auto service = asking_service(vector);
                if (!service) continue;
                ++asked;
                const auto answer = ask(vector, *service, settings, i % 4);
                EXPECT_EQ(member(answer, "status"), vector.status) << vector.id << ' ' << answer;
                for (const auto &[name, expected] :
                     {std::pair{"reason", vector.reason}, std::pair{"link", vector.link},
                      std::pair{"address", vector.address}}) {
                    if (expected.empty()) continue;
                    EXPECT_EQ(member(answer, name), expected) << vector.id << ' ' << answer;
                }
            }
        });
    }
    threads.clear();
    EXPECT_GE(asked, 20U) << "of " << vectors.size();
}

INSTANTIATE_TEST_SUITE_P(Of, Recorded, testing::ValuesIn(recorded::recorded_plugins(plugins)),
                         [](const auto &each) {
                             auto name = each.param.filename().string();
                             std::ranges::replace(name, '-', '_');
                             return name;
                         });

TEST(RecordedNodes, AreThere) { EXPECT_GE(recorded::recorded_plugins(plugins).size(), 2U); }

} // namespace
