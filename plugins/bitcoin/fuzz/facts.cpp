// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/chain_facts.hpp"

#include <array>

namespace {

using namespace walletauth;

class Facts final : public fuzz::ChainFacts {
  public:
    std::string_view chain() const override { return "bip122:000000000019d6689c085ae165831e93"; }
    std::span<const std::string_view> other_chains() const override {
        static constexpr std::array<std::string_view, 2> others{
            "bip122:000000000933ea01ad0ee984209779ba", "bip122:00000008819873e925422c1ff0f99f7c"};
        return others;
    }
    bool is_account_case_sensitive() const override { return true; } // base58

    /// BIP-322 lets the 65 bytes of signmessage stand for a P2PKH address: bip137 takes the same.
    bool is_same_scheme(const fuzz::Question &question, std::string_view other) const override {
        return question.signature.size() == 65 && (other == "bip322" || other == "bip137");
    }
};

} // namespace

WALLETAUTH_CHAIN_FACTS(bitcoin, Facts);
