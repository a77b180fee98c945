// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/chain_facts.hpp"

#include "plugins/evm/erc6492.hpp"
#include "plugins/evm/tests/slow_eip712.hpp"

#include <algorithm>
#include <array>

namespace {

using namespace walletauth;
using fuzz::Bytes;
using fuzz::Question;

bool calls_factory(const Question &question) {
    if ((question.service.accept & WA_ACCEPT_COUNTERFACTUAL) == 0) return false;
    return std::ranges::none_of(question.service.parameters, [](const wa_parameter &parameter) {
        return view(parameter.name) == "counterfactual" &&
               fuzz::as_text(view(parameter.value)) == "none";
    });
}

class Facts final : public fuzz::ChainFacts {
  public:
    std::string_view chain() const override { return "eip155:1"; }
    std::span<const std::string_view> other_chains() const override {
        static constexpr std::array<std::string_view, 1> others{"eip155:424242"};
        return others;
    }
    bool is_account_case_sensitive() const override { return false; }

    /// Typed data is text that is hashed by what it means: white space, the case of hex and the
    /// like. The slow encoder judges.
    bool is_same_message(const Question &question, std::string_view, Bytes other) const override {
        if (question.scheme != "eip712") return false;
        const auto digest = [&](Bytes text) {
            return slow_eip712::digest(fuzz::as_text(text), slow_eip712::Extra::unsigned_in_domain,
                                       question.chain);
        };
        const auto before = digest(question.message);
        return before && before == digest(other);
    }

    /// kwil-db reads v modulo 4 (eip191.md): several spell the same. What a wrapper says of a
    /// factory that is not called is not read either (contract-accounts.md).
    bool is_signature_byte_read(const Question &question, std::size_t index) const override {
        if (question.scheme == "eip191-kwil") return index != 64;
        return !evm::is_erc6492(question.signature) || calls_factory(question);
    }

    bool is_signature_without_last_byte(const Question &question) const override {
        const bool is_long = question.scheme == "eip191" || question.scheme == "eip712";
        // r, s, v with v 0 or 27 is EIP-2098's short form behind which a byte stands.
        if (is_long && question.signature.size() == 65) {
            return question.signature[64] == 0 || question.signature[64] == 27;
        }
        return ChainFacts::is_signature_without_last_byte(question);
    }

    /// The same prefix and hash; the two differ by which spellings they take.
    bool is_same_scheme(const Question &question, std::string_view other) const override {
        return question.scheme.starts_with("eip191") && other.starts_with("eip191");
    }
};

} // namespace

WALLETAUTH_CHAIN_FACTS(evm, Facts);
