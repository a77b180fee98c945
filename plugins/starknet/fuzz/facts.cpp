// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/chain_facts.hpp"

#include "plugins/starknet/class_table.hpp"
#include "plugins/starknet/felt_text.hpp"
#include "plugins/starknet/tests/plugin_hashes.hpp"

#include <algorithm>
#include <array>

namespace {

using namespace walletauth;
using fuzz::Bytes;
using fuzz::Question;

/// OpenZeppelin's EthAccount, which reads four felts and nothing beyond (snip12.md).
bool is_eth_account(const Question &question) {
    for (const auto &parameters : {question.parameters, question.service.parameters}) {
        for (const auto &parameter : parameters) {
            if (view(parameter.name) != "class_hash") continue;
            const auto hash = starknet::read_felt_text(fuzz::as_text(view(parameter.value)));
            return hash && starknet::kind_of(*hash) == starknet::AccountKind::eth_account;
        }
    }
    return false;
}

std::uint8_t lower(std::uint8_t c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<std::uint8_t>(c - 'A' + 'a') : c;
}

class Facts final : public fuzz::ChainFacts {
  public:
    std::string_view chain() const override { return "starknet:SN_MAIN"; }
    std::span<const std::string_view> other_chains() const override {
        static constexpr std::array<std::string_view, 1> others{"starknet:SN_SEPOLIA"};
        return others;
    }
    bool is_account_case_sensitive() const override { return false; }

    /// Typed data is text that is hashed by what it means. The slow encoder judges.
    bool is_same_message(const Question &question, std::string_view address,
                         Bytes other) const override {
        const auto account = starknet::Felt::from_hex(address);
        if (!account) return false;
        const auto hash = [&](Bytes text) {
            return slow_snip12::hash(fuzz::as_text(text), slow_stark::to_int(*account),
                                     Rule::compat, slow_snip12::plugin_hashes());
        };
        const auto before = hash(question.message);
        const auto after = hash(other);
        return before && after && before->message_hash == after->message_hash;
    }

    bool is_signature_byte_read(const Question &question, std::size_t index) const override {
        return index < 4 * std::size_t{32} || !is_eth_account(question);
    }

    /// The address is derived from them, unless the chain's state speaks for the account. They are
    /// hex, of which the case means nothing.
    bool is_same_parameter(const fuzz::ParameterChange &change) const override {
        return change.verdict.link != WA_LINK_DERIVED ||
               std::ranges::equal(view(change.parameter.value), change.value, {}, lower, lower);
    }
};

} // namespace

WALLETAUTH_CHAIN_FACTS(starknet, Facts);
