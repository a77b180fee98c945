// SPDX-License-Identifier: Apache-2.0
// Addresses of the four networks, and those of keys: BIP-49, 84 and 86 and the genesis block print
// what is expected here.
#include "plugin_under_test.hpp"

#include <gtest/gtest.h>

namespace walletauth::bitcoin::testing {
namespace {

constexpr std::string_view testnet3 = "bip122:000000000933ea01ad0ee984209779ba";
constexpr std::string_view testnet4 = "bip122:00000000da84f2bafbbc53dee25a72ae";
constexpr std::string_view signet = "bip122:00000008819873e925422c1ff0f99f7c";

// BIP-84, account 0, first receiving address.
const Octets key = unhex("0330d54fd0dd420a6e5f8d3624f5f3482cae350f79d5f0753bf5beef9c2d91af3c");

TEST(BitcoinAddress, OfKeys) {
    EXPECT_EQ(derive(key, "p2wpkh").text, "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu");
    const auto bip49 = unhex("03a1af804ac108a8a51782198c2d034b28bf90c8803f5a53f76276fa69a4eae77f");
    for (const auto chain : {testnet3, testnet4, signet}) {
        EXPECT_EQ(derive(bip49, "p2sh-p2wpkh", chain).text, "2Mww8dCYPUpKHofjgcXcBCEGmniw9CoaiD2");
    }
    const auto bip86 = unhex("02cc8a4bc64d897bddc5fbc2f670f7a8ba0b386779106cf1223c6fc5d7cd6fc115");
    EXPECT_EQ(derive(bip86, "p2tr").text,
              "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr");
    const auto output = unhex("a60869f0dbcf1dc659c9cecbaf8050135ea9e8cdc487053f1dc6880949dc684c");
    EXPECT_EQ(derive(output).text,
              "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr");
    // The key in the first output of the genesis block.
    const auto genesis =
        unhex("04678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649f6"
              "bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5f");
    EXPECT_EQ(derive(genesis).text, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
    EXPECT_EQ(derive(genesis, "p2pkh").text, "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa");
}

TEST(BitcoinAddress, KeysThatHaveNone) {
    EXPECT_EQ(derive(key).status, WA_MALFORMED_PARAMS);
    EXPECT_EQ(derive(key, "P2PKH").status, WA_MALFORMED_PARAMS);
    const Octets output(key.begin() + 1, key.end());
    EXPECT_EQ(derive(output, "p2wpkh").status, WA_MALFORMED_PARAMS);
    Octets off_curve(32);
    off_curve.back() = 5;
    EXPECT_EQ(derive(off_curve).status, WA_REJECTED_SIGNER);
    off_curve.insert(off_curve.begin(), 2);
    EXPECT_EQ(derive(off_curve, "p2pkh").status, WA_REJECTED_SIGNER);
    EXPECT_EQ(derive(key, "p2wpkh", "bip122:12a765e31ffd4059bada1e25190f6e98").status,
              WA_UNSUPPORTED_CHAIN);
}

TEST(BitcoinAddress, NamesOfNetworks) {
    const std::string main = "bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu";
    const std::string test = "2Mww8dCYPUpKHofjgcXcBCEGmniw9CoaiD2";
    EXPECT_EQ(normalize(main).text, main);
    EXPECT_EQ(normalize(test).status, WA_MALFORMED_ACCOUNT);
    for (const auto chain : {testnet3, testnet4, signet}) {
        EXPECT_EQ(normalize(test, chain).text, test);
        EXPECT_EQ(normalize(main, chain).status, WA_MALFORMED_ACCOUNT);
    }
    for (const auto *chain :
         {"bip122:000000000019d6689c085ae165831e9", "bip122:000000000019D6689C085AE165831E93",
          "bip122:000000000019d6689c085ae165831e934", "bip122:", "bip122", "", "bitcoin:mainnet",
          "bip122:0f9188f13cb7b2c71f2a335e3a4fc328"}) { // the last one is regtest
        EXPECT_EQ(normalize(main, chain).status, WA_UNSUPPORTED_CHAIN) << chain;
    }
}

// One letter of each kind of address, in turn every other character of the alphabet.
TEST(BitcoinAddress, NoAddressWithOneWrongCharacter) {
    for (const std::string good :
         {"bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
          "3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
          "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr"}) {
        ASSERT_EQ(normalize(good).text, good);
        for (std::size_t at = 0; at < good.size(); ++at) {
            for (const char other : std::string_view{"023456789acdefghjklmnpqrstuvwxyzAZ"}) {
                auto changed = good;
                changed[at] = other;
                if (changed == good) continue;
                EXPECT_EQ(normalize(changed).status, WA_MALFORMED_ACCOUNT) << changed;
            }
        }
        for (const auto &other :
             {good + " ", " " + good, good + "\n", good.substr(1), good + "q"}) {
            EXPECT_EQ(normalize(other).status, WA_MALFORMED_ACCOUNT) << other;
        }
    }
}

} // namespace
} // namespace walletauth::bitcoin::testing
