// SPDX-License-Identifier: Apache-2.0
// An account entry that has everything, written by @stellar/stellar-base 15.0.0 and read by
// @stellar/stellar-sdk 17.2.0 (interop/ledger.mjs).
#include "plugins/stellar/account_entry.hpp"

#include <walletauth/text/base64.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace {

using namespace walletauth;
using namespace walletauth::stellar;

const std::vector<std::uint8_t> full = *decode_base64(
    "AAAAAAAAAADHDMLRLAGIYakmex9NBaWTxwDBXm63PC9wIvbDGlw7MgAAAAAAmJaAAAAAAAAAACoAAAAEAAAAAQAAAADG+"
    "oX4"
    "UKcCunVk05z/"
    "e+wheKYoKe9wUxNAzGg9g5QCaAAAAAAAAAALZXhhbXBsZS5vcmcAAQAAAAAAAAQAAAAAxvqF+FCnArp1ZNOc"
    "/3vsIXimKCnvcFMTQMxoPYOUAmgAAAABAAAAAcb6hfhQpwK6dWTTnP977CF4pigp73BTE0DMaD2DlAJoAAAAAQAAAALG+"
    "oX4"
    "UKcCunVk05z/e+wheKYoKe9wUxNAzGg9g5QCaAAAAAEAAAADxvqF+FCnArp1ZNOc/"
    "3vsIXimKCnvcFMTQMxoPYOUAmgAAAAT"
    "cGF5bG9hZCBvZiBubyBmb3VycwAAAAABAAAAAQAAAAAAAAAFAAAAAAAAAAYAAAACAAAAAQAAAAIAAAAEAAAAAQAAAADHDM"
    "LR"
    "LAGIYakmex9NBaWTxwDBXm63PC9wIvbDGlw7MgAAAAAAAAABAAAAAMcMwtEsAYhhqSZ7H00FpZPHAMFebrc8L3Ai9sMaXD"
    "sy"
    "AAAAAAAAAAMAAAAAAyi3QAAAAABo53gA");

TEST(AccountEntry, HasItsSignersAndThresholds) {
    const auto entry = read_account_entry(full);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->master_weight, 1);
    EXPECT_EQ(entry->thresholds, (std::array<std::uint8_t, 3>{0, 0, 0}));
    ASSERT_EQ(entry->signer_count, 1U); // of four, the one that is an Ed25519 key
    EXPECT_EQ(entry->weight_of(entry->signers[0].key), 1U);
    EXPECT_EQ(entry->weight_of(Key{}), 0U);
    EXPECT_TRUE(std::ranges::equal(
        account_ledger_key(entry->master),
        *decode_base64("AAAAAAAAAADHDMLRLAGIYakmex9NBaWTxwDBXm63PC9wIvbDGlw7Mg==")));
}

TEST(AccountEntry, IsReadWholeOrNotAtAll) {
    for (std::size_t size = 0; size < full.size(); ++size)
        EXPECT_FALSE(read_account_entry(std::span{full}.first(size))) << size;
    auto longer = full;
    longer.push_back(0);
    EXPECT_FALSE(read_account_entry(longer));
}

} // namespace
