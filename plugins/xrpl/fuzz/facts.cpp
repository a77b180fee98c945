// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/chain_facts.hpp"

namespace {

class Facts final : public walletauth::fuzz::ChainFacts {
  public:
    std::string_view chain() const override { return "xrpl:0"; }
    bool is_account_case_sensitive() const override { return true; } // base58
};

} // namespace

WALLETAUTH_CHAIN_FACTS(xrpl, Facts);
