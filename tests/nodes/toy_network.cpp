// SPDX-License-Identifier: Apache-2.0
#include "toy_network.hpp"

#include "format_request.hpp"
#include "tests/support/scripted_node.hpp"
#include "toy_plugin.hpp"

#include <walletauth/wire.hpp>

#include <gtest/gtest.h>

#include <array>

namespace toy {

using namespace walletauth;
using tests::MockNode;
using tests::NodeCall;

namespace {

std::unique_ptr<MockNode> made(const Chain &chain, std::uint16_t port) {
    return std::make_unique<MockNode>([chain](const NodeCall &call) { return chain.answer(call); },
                                      port);
}

constexpr std::string_view chain_id = "toynet:main";

} // namespace

Network::Network(std::size_t nodes)
    : chains_(nodes), verifier_(plugin_test::verifier_of(&toy::entry)) {
    for (const auto &chain : chains_) {
        nodes_.push_back(made(chain, 0));
        ports_.push_back(nodes_.back()->port());
    }
}

Network::~Network() {
    const auto text = log() + (resolver_ ? resolver_->metrics() : "") + last_answer_;
    EXPECT_EQ(text.find(secret), std::string::npos) << text;
    EXPECT_EQ(text.find("127.0.0.1"), std::string::npos) << text;
}

void Network::set(std::size_t i, const Chain &chain) {
    chains_[i] = chain;
    nodes_[i]->answer_with([chain](const NodeCall &call) { return chain.answer(call); });
}

void Network::set_all(const Chain &chain) {
    for (std::size_t i = 0; i < size(); ++i)
        set(i, chain);
}

void Network::stop(std::size_t i) { nodes_[i].reset(); }

void Network::start(std::size_t i) { nodes_[i] = made(chains_[i], ports_[i]); }

std::size_t Network::asked(std::string_view method) const {
    std::size_t sum = 0;
    for (const auto &node : nodes_)
        sum += node ? node->asked(method) : 0;
    return sum;
}

std::string Network::file() const {
    const std::string table = "chain.\"" + std::string{chain_id} + '"';
    std::string text = '[' + table + "]\n" + settings;
    for (std::size_t i = 0; i < ports_.size(); ++i) {
        text += "[[" + table + ".endpoint]]\nname = \"" + static_cast<char>('a' + i) +
                "\"\nurl = \"http://127.0.0.1:" + std::to_string(ports_[i]) + "/v1/" +
                std::string{secret} + "\"\nallow_private = true\nrequests_per_s = 1000000\n" +
                endpoint_settings +
                (i < settings_of_each.size() ? settings_of_each[i] : std::string{});
    }
    return text;
}

void Network::open() {
    resolver_.reset();
    log_.clear();
    static const std::array<const ChainNodes *, 1> known{&nodes()};
    ResolverOptions options;
    options.chains = known;
    options.log = [this](const ResolverLog &entry) {
        const std::lock_guard lock(mutex_);
        log_ += entry.line() + '\n';
    };
    options.clock = [this] { return Deadline::clock::now() + std::chrono::milliseconds{passed_}; };
    auto opened = Resolver::open_text(file(), "endpoints.toml", std::move(options));
    ASSERT_TRUE(opened.has_value()) << opened.error().message();
    resolver_ = std::move(*opened);
}

std::string Network::verify(const std::string &name, std::chrono::milliseconds time, int steps) {
    Fields fields{{"account", '"' + name + '"'}};
    if (steps != 1) fields["params"] = R"({"steps":")" + std::to_string(steps) + "\"}";
    const auto by_client = client.empty() ? nullptr : resolver_->for_client(client);
    EvidenceSource &source = by_client ? *by_client : *resolver_;
    last_answer_ = verify_json(verifier_, request_json(fields), R"({"accept":["chain_state"]})",
                               source, Deadline::clock::now() + time)
                       .json;
    return plugin_test::status_of(last_answer_);
}

std::string Network::fetch(const std::string &name, std::chrono::milliseconds time) {
    const auto deadline = Deadline::clock::now() + time;
    const auto block = resolver_->pin(chain_id, deadline);
    if (!block) return "none: " + block.error();
    const std::string query = R"({"method":"key_of","params":{"block":")" + *block +
                              R"(","name":")" + name + R"(","step":1}})";
    const auto answers = resolver_->fetch(chain_id, {&query, 1}, deadline);
    return answers ? answers->front().answer : "none: " + answers.error();
}

std::string Network::log() const {
    const std::lock_guard lock(mutex_);
    return log_;
}

std::string Network::metric(std::string_view name, std::vector<std::string_view> labels) const {
    const auto text = resolver_->metrics();
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        const auto line = std::string_view{text}.substr(at, end - at);
        at = end + 1;
        if (!line.starts_with(std::string{name} + '{')) continue;
        if (std::ranges::all_of(labels,
                                [&](std::string_view label) { return line.contains(label); }))
            return std::string{line.substr(line.rfind(' ') + 1)};
    }
    return {};
}

std::string name_of(std::size_t number) {
    std::string name = "user_";
    do
        name += static_cast<char>('a' + number % 26);
    while ((number /= 26) != 0);
    return name;
}

} // namespace toy
