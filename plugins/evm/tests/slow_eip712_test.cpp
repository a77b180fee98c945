// SPDX-License-Identifier: Apache-2.0
// The plugin and the slow encoder accept the same documents of the vectors, and hash them alike.
// The slow encoder itself: the digest that the EIP publishes.
#include "slow_eip712.hpp"

#include "plugins/evm/eip712.hpp"
#include "tests/support/vector_documents.hpp"

#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using namespace walletauth::evm;

std::string hex(const std::optional<std::string> &bytes) {
    return bytes ? encode_hex(as_bytes(*bytes)) : "refused";
}

std::string plugin_digest(const std::string &document, Rule rule, const std::string &chain) {
    const auto hash = hash_typed_data(document, rule, chain);
    return hash ? encode_hex(hash->digest) : "refused";
}

TEST(SlowEip712, AgreesOnAllDocumentsOfTheVectors) {
    std::size_t accepted = 0;
    std::size_t refused = 0;
    bool has_mail = false;
    for (const auto &document : vector_documents(WALLETAUTH_VECTORS "/evm/eip712.json")) {
        std::string strict;
        for (const std::string chain : {"eip155:31", "eip155:30", "eip155:1"}) {
            strict = hex(slow_eip712::digest(document, slow_eip712::Extra::refused, chain));
            const auto compat =
                hex(slow_eip712::digest(document, slow_eip712::Extra::unsigned_in_domain, chain));
            EXPECT_EQ(plugin_digest(document, Rule::strict, chain), strict) << document;
            EXPECT_EQ(plugin_digest(document, Rule::compat, chain), compat) << document;
        }
        ++(strict == "refused" ? refused : accepted);
        // EIP-712, Example.js: the Mail document's signHash().
        has_mail = has_mail ||
                   strict == "be609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2";
    }
    EXPECT_GT(accepted, 100U);
    EXPECT_GT(refused, 100U);
    EXPECT_TRUE(has_mail);
}

} // namespace
