// SPDX-License-Identifier: Apache-2.0
// The plugin and the slow encoder accept the same documents of the vectors, and hash them alike.
// The slow hashes themselves: published values.
#include "plugin_hashes.hpp"
#include "slow_hashes.hpp"
#include "slow_snip12.hpp"

#include "plugins/starknet/snip12_hash.hpp"
#include "tests/support/vector_documents.hpp"

#include <gtest/gtest.h>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;
using slow_stark::Int;
using slow_stark::to_int;

// scure-starknet, test/basic.test.ts.
TEST(SlowHashes, PedersenAsPublished) {
    EXPECT_EQ(slow_stark::pedersen(1, 2),
              Int{"0x5bb9440e27889a364bcb678b1f679ecd1347acdedcbf36e83494f857cc58026"});
    EXPECT_EQ(slow_stark::pedersen(2, 3),
              Int{"0x5774fa77b3d843ae9167abd61cf80365a9b2b02218fc2f628494b5bdc9b33b8"});
}

// starknet-rs, starknet-crypto/src/poseidon_hash.rs.
TEST(SlowHashes, PoseidonAsPublished) {
    EXPECT_EQ(slow_stark::poseidon(
                  Int{"0xb662f9017fa7956fd70e26129b1833e10ad000fd37b4d9f4e0ce6884b7bbe"},
                  Int{"0x1fe356bf76102cdae1bfbdc173602ead228b12904c00dad9cf16e035468bea"}),
              Int{"0x75540825a6ecc5dc7d7c2f5f868164182742227f1367d66c43ee51ec7937a81"});
}

// cairo-lang, hash_state.py: with 0 before and the count behind.
TEST(SlowHashes, PedersenOfManyAsThePluginsIs) {
    const std::vector<Int> elements{7, slow_stark::p - 1, 0};
    EXPECT_EQ(slow_snip12::slow_hashes().legacy.many(elements),
              slow_snip12::plugin_hashes().legacy.many(elements));
}

TEST(SlowSnip12, AgreesOnAllDocumentsOfTheVectors) {
    const Felt account{0x1234};
    std::size_t accepted = 0;
    std::size_t refused = 0;
    for (const auto &document : vector_documents(WALLETAUTH_VECTORS "/starknet/snip12.json")) {
        for (const auto rule : {Rule::strict, Rule::compat}) {
            const auto fast = hash_typed_data(document, account, rule);
            const auto slow =
                slow_snip12::hash(document, to_int(account), rule, slow_snip12::plugin_hashes());
            ASSERT_EQ(fast.has_value(), slow.has_value()) << document;
            ++(fast ? accepted : refused);
            if (!fast) continue;
            EXPECT_EQ(to_int(fast->message_hash), slow->message_hash) << document;
            EXPECT_EQ(to_int(fast->domain_hash), slow->domain_hash) << document;
            EXPECT_EQ(to_int(fast->struct_hash), slow->struct_hash) << document;
            ASSERT_EQ(fast->chain_id.has_value(), slow->chain_id.has_value()) << document;
            if (fast->chain_id) {
                EXPECT_EQ(to_int(*fast->chain_id), *slow->chain_id) << document;
            }
            EXPECT_EQ(fast->revision, slow->revision) << document;
        }
    }
    EXPECT_GT(accepted, 100U);
    EXPECT_GT(refused, 100U);
}

} // namespace
