// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/chain_facts.hpp"

#include <algorithm>
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

    /// Of a Taproot account's internal key x alone counts, where the signature does not say more.
    bool is_key_byte_read(const fuzz::Question &question, std::size_t index) const override {
        if (index != 0 || question.public_key.size() != 33) return true;
        return question.scheme != "bip322" || !is_of_taproot(question);
    }

  private:
    static bool is_of_taproot(const fuzz::Question &question) {
        static constexpr std::array<std::string_view, 4> beginnings{"bc1p", "tb1p", "BC1P", "TB1P"};
        return std::ranges::any_of(beginnings,
                                   [&](std::string_view each) {
                                       return question.account.contains(each); // it may be CAIP-10
                                   }) ||
               std::ranges::any_of(question.parameters, [](const wa_parameter &parameter) {
                   return fuzz::as_text(view(parameter.value)) == "p2tr";
               });
    }
};

} // namespace

WALLETAUTH_CHAIN_FACTS(bitcoin, Facts);
