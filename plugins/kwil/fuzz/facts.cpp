// SPDX-License-Identifier: Apache-2.0
#include "tests/fuzz/chain_facts.hpp"

namespace {

using namespace walletauth;
using fuzz::Question;

class Facts final : public fuzz::ChainFacts {
  public:
    std::string_view chain() const override { return "kwil:any"; }
    bool is_account_case_sensitive() const override { return false; }

    /// kwil-db does not look at the v of such a signature (kwil-db.md).
    bool is_signature_byte_read(const Question &question, std::size_t index) const override {
        return index != 64 || question.scheme != "secp256k1";
    }

    /// 06 and 07 say of the y behind them what it is: the hybrid form, which compat reads.
    bool is_key_byte_read(const Question &question, std::size_t index) const override {
        return index != 0 || question.scheme != "secp256k1" || !question.is_compat();
    }
};

} // namespace

WALLETAUTH_CHAIN_FACTS(kwil, Facts);
