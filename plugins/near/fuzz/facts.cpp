// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/chain_facts.hpp"

namespace {

using namespace walletauth;
using fuzz::Question;

class Facts final : public fuzz::ChainFacts {
  public:
    std::string_view chain() const override { return "near:mainnet"; }
    bool is_account_case_sensitive() const override { return false; }

    bool is_signature_byte_read(const Question &question, std::size_t index) const override {
        if (!question.is_compat()) return true;
        // nearcore has the key beside the signature and does not recover it.
        if (question.scheme == "nep413") return index != 64;
        // kwil-db puts its own tag and message into the payload, and what stands behind it falls
        // out.
        if (question.scheme == "nep413-kwil") return index + 64 >= question.signature.size();
        return true;
    }
};

} // namespace

WALLETAUTH_CHAIN_FACTS(near, Facts);
