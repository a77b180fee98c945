// SPDX-License-Identifier: Apache-2.0
// A chain's request, verified as a sign-in does it: for the tests of chains whose keys rotate.
#pragma once

#include "signin/nodes.hpp"
#include "tests/support/scripted_node.hpp"
#include "tests/support/scripted_source.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <string>

namespace walletauth::signin::tests {

/// A sign-in of its chain's libraries, which derives its account (sign_in.json).
class RotatingAccount {
  public:
    RotatingAccount(const wa_plugin *(*entry)(void) noexcept, const std::string &chain)
        : verifier_(plugin_test::verifier_of(entry)) {
        std::ifstream file(WALLETAUTH_SOURCE "/plugins/" + chain + "/tests/sign_in.json");
        const std::string text{std::istreambuf_iterator<char>{file}, {}};
        const auto document = json::Document::parse(text);
        const auto request = *document->root().at(0).find("request");
        std::string json = "{";
        for (std::size_t i = 0; i < request.size(); ++i) {
            if (request.name(i) == "form") continue;
            json.append(json.size() == 1 ? "" : ",").append(json::quote(request.name(i)));
            json.append(":").append(request.at(i).source());
        }
        request_ = json + '}';
    }

    /// "derived", "chain_state", or why not; what was asked is in `asked`.
    std::string judge(const walletauth::tests::ScriptedSource &node, bool prefer_state = true) {
        Config config;
        config.accept = WA_ACCEPT_DERIVED | WA_ACCEPT_CHAIN_STATE;
        config.prefer_state = prefer_state;
        const auto read = WireRequest::read(verifier_, request_);
        EXPECT_TRUE(read) << read.error().detail.view();
        const auto &request = read->request();
        const auto &route = **verifier_.plugins().route(request.chain, request.scheme);
        Verification verification(verifier_, config, route, request);
        auto verdict = verification.alone();
        auto source = node;
        if (WA_STATUS_CLASS(verdict.status) == WA_CLASS_NEEDS_EVIDENCE) {
            verdict = verification.by_nodes(source, Deadline::max());
        }
        asked = source.asked;
        if (!verdict.valid()) return status_and_reason(verdict.status);
        return verdict.link == WA_LINK_DERIVED ? "derived" : "chain_state";
    }

    std::vector<std::string> asked;

  private:
    Verifier verifier_;
    std::string request_;
};

/// A node that answers each query by its method or kind of request.
template <class Answer>
walletauth::tests::ScriptedSource node_of(const Answer &answer) {
    walletauth::tests::ScriptedSource node;
    node.answers = [answer](std::span<const std::string> queries) {
        std::vector<EvidenceAnswer> answers;
        for (const auto &query : queries)
            answers.push_back(answer(query));
        return walletauth::tests::ScriptedSource::Answers{std::move(answers)};
    };
    return node;
}

} // namespace walletauth::signin::tests
