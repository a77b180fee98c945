// SPDX-License-Identifier: Apache-2.0
// Addresses that are published: xrpl.org ("Accounts", special addresses; "Base58 Encodings"), and
// the X-addresses of XLS-5's own examples.
#include "plugins/xrpl/account.hpp"

#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <array>

namespace {

using namespace walletauth;
using namespace walletauth::xrpl;

std::string normalized(std::string_view account, std::string_view chain = "xrpl:0") {
    const auto found = Accounts{}.normalize_account(chain, account);
    return found ? *found : std::string{found.error().detail.view()};
}

TEST(XrplAccount, SpecialAddresses) {
    AccountId id{};
    EXPECT_EQ(classic_address(id), "rrrrrrrrrrrrrrrrrrrrrhoLvTp"); // ACCOUNT_ZERO
    id.back() = 1;
    EXPECT_EQ(classic_address(id), "rrrrrrrrrrrrrrrrrrrrBZbvji"); // ACCOUNT_ONE
    for (const std::string address : {"rrrrrrrrrrrrrrrrrrrrrhoLvTp", "rrrrrrrrrrrrrrrrrrrrBZbvji",
                                      "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",
                                      "rrrrrrrrrrrrrrrrrNAMEtxvNvQ", "rrrrrrrrrrrrrrrrrrrn5RM1rHd"})
        EXPECT_EQ(normalized(address), address);
}

// XLS-5's page of conversions: r9cZA1mLK5R5Am25ArfXFmqgNwjZgnfk59.
TEST(XrplAccount, XAddressWithoutTagIsTheClassicOne) {
    const std::string classic = "r9cZA1mLK5R5Am25ArfXFmqgNwjZgnfk59";
    const std::string main = "X7AcgcsBL6XDcUb289X4mJ8djcdyKaB5hJDWMArnXr61cqZ";
    const std::string test = "T719a5UwUCnEs54UsxG9CJYYDhwmFCqkr7wxCcNcfZ6p5GZ";
    EXPECT_EQ(normalized(main), classic);
    EXPECT_EQ(normalized(test, "xrpl:1"), classic);
    EXPECT_EQ(normalized(test, "xrpl:21337"), classic);
    EXPECT_TRUE(normalized(test).contains("test network"));
    EXPECT_TRUE(normalized(main, "xrpl:1").contains("main network"));
    EXPECT_TRUE(
        normalized("X7AcgcsBL6XDcUb289X4mJ8djcdyKaGZMhc9YTE92ehJ2Fu").contains("tag")); // tag 1
}

TEST(XrplAccount, RefusalsSayWhy) {
    EXPECT_TRUE(normalized("").contains("empty"));
    EXPECT_TRUE(normalized("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh-1").contains("destination tag"));
    EXPECT_TRUE(normalized("rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTH").contains("checksum"));
    EXPECT_TRUE(normalized("0xb5f762798a53d543a014caf8b297cff8f2f937e8").contains("alphabet"));
    EXPECT_TRUE(normalized("snoPBrXtMeMyMHUVTgbuqAfg1SUTb").contains("seed"));
}

TEST(XrplAccount, NetworksAreNumbersOf32Bits) {
    EXPECT_EQ(*network_of("xrpl:0"), 0U);
    EXPECT_EQ(*network_of("xrpl:4294967295"), 4294967295U);
    for (const char *chain : {"xrpl:", "xrpl:00", "xrpl:4294967296", "xrpl:-1", "xrpl:main",
                              "xrpl: 0", "XRPL:0", "xrpl:0:"})
        EXPECT_FALSE(network_of(chain)) << chain;
}

} // namespace
