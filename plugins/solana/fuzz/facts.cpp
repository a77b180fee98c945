// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/chain_facts.hpp"

#include <vector>

namespace {

using namespace walletauth;

class Facts final : public fuzz::ChainFacts {
  public:
    std::string_view chain() const override { return "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"; }
    bool is_account_case_sensitive() const override { return true; } // base58

    /// Version 1 of the envelopes has no domain, and passes whichever one is expected
    /// (solana-offchain.md): such a request is valid without it, too.
    bool is_same_parameter(const fuzz::ParameterChange &change) const override {
        if (view(change.parameter.name) != "application_domain") return false;
        std::vector<wa_parameter> others;
        for (const auto &other : change.question.parameters) {
            if (view(other.name) != "application_domain") others.push_back(other);
        }
        fuzz::Question without = change.question;
        without.parameters = others;
        return change.verify(without).valid();
    }
};

} // namespace

WALLETAUTH_CHAIN_FACTS(solana, Facts);
