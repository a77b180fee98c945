// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/chain_facts.hpp"

namespace {

using namespace walletauth;

class Facts final : public fuzz::ChainFacts {
  public:
    std::string_view chain() const override { return "stellar:pubnet"; }
    bool is_account_case_sensitive() const override { return false; } // there is no lower case
};

} // namespace

WALLETAUTH_CHAIN_FACTS(stellar, Facts);
