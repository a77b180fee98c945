// SPDX-License-Identifier: Apache-2.0
// An evidence source that a test writes as two functions.
#pragma once

#include <walletauth/evidence_source.hpp>

#include <functional>
#include <string>
#include <vector>

namespace walletauth::tests {

struct ScriptedSource final : EvidenceSource {
    using Pinned = std::expected<std::string, std::string>;
    using Answers = std::expected<std::vector<EvidenceAnswer>, std::string>;

    std::function<Pinned()> pins = [] { return Pinned{""}; };
    std::function<Answers(std::span<const std::string>)> answers;
    std::vector<std::string> asked; ///< "pin CHAIN", and each query

    Pinned pin(std::string_view chain, Deadline) override {
        asked.push_back("pin " + std::string{chain});
        return pins();
    }
    Answers fetch(std::string_view, std::span<const std::string> queries, Deadline) override {
        asked.insert(asked.end(), queries.begin(), queries.end());
        return answers(queries);
    }
};

} // namespace walletauth::tests
