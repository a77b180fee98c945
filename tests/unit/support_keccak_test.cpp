// SPDX-License-Identifier: Apache-2.0
#include "support/hex.hpp"
#include "support/keccak.hpp"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace walletauth {
namespace {

struct Vector {
    std::size_t size; // the message is the bytes (7 * i + size) mod 256 for i below size
    std::string_view hash;
};

// Expected values: js-sha3 0.9.3, confirmed by @noble/hashes 1.8.0; the rate is 136 bytes.
constexpr Vector vectors[] = {
    {0, "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"},
    {1, "5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2"},
    {2, "c54cd71652b121030dbcce3a502b03e4fbf512ffb11250e2d93d25d7de2e103b"},
    {31, "f2edf8e57f5f8acb78dac9a80285ed8d829840361fdc4d99698e7ab6685d82ea"},
    {32, "75ddc22689ac5cfab91ff4f11af7f47658c89f63dcb005c00824017d8081c7e8"},
    {55, "546a7fe6ccfdaf2fb18c8725219ad2041f386774722f4f2dcb3b2793bfa58b7e"},
    {56, "0cdb8fcd4763c8d9f8b6c398744ab4424b90653a7f12c33ee1c2d1a07537b799"},
    {64, "d432c602ee561dfffe10aa1a7df28751b7990fcb5ba7a66055452fd680beb44c"},
    {100, "7f8daefeee640cd8a1b7c8c8cc6bbe055733cce4fe41867ec8dba7d48fa1b93a"},
    {127, "360624fdc6aaf93c47d59120537140e83f396adf69a00f1f5a2d0be944be6ad0"},
    {128, "341903dfc532312b44e06a38076b6339ff973201b69d4ba6bbde1158906e8413"},
    {132, "bea02bb6ff92ad3f2b4d5ea09f40c431308d33ba98af68b42645ac134023ad76"},
    {133, "0825ee929770ab708c4024e028e2e88e88a64d22f47767b01711306d3d51b2ad"},
    {134, "8884d266ac61dea6a59234e679bb56fd1bf116a05634f2e8de1b7224302bc122"},
    {135, "8ab570337c9a3a773c3605160ca58e3f0546d92d217c908669cc4f35a31933bc"},
    {136, "16b30a6be318a7acbcba7a2194789f628abf68dfbbf55a4d840f22f6a4d29efd"},
    {137, "6a7e8293441d51be41bf4994995b35981f90c07866c7fd0465f405e2b7a8f8dd"},
    {138, "30f0d8366a3b76471b5276b364f6f74cd5718e98625c6cdbdde882eb0bbbe3b8"},
    {139, "9b24cf17bd1ddcf849bf1a39710bea3fbf275f193a76746cd709a1dcb3ca9a69"},
    {140, "7fc65dcfcdccfb8069e1959b8d4ae7513a29e1a9a18aecf19175296be749632b"},
    {270, "40fe01c056c1ec728706db212a17820bf207c88c5ed4a8c19029f6087e035d58"},
    {271, "bb02bca6be57f42d131406260c6f1a81fd9922af8bd1c96d78f454b19ae10add"},
    {272, "443464c0c3ac8036d14a6f8647fc93b592d514adefbe88683cbbda3b4b2c4553"},
    {273, "73d5960773e36742ead7c872d84d535f35e75b9517ccb1023491276013f88890"},
    {274, "fa0877062f854369e34aa023d55a86d76decd2add035e6dabfd86f4e50770b70"},
    {407, "8d761ff83dde45e5088e430b4f011a7453de7a7b38036650ea43cf3620d9b294"},
    {408, "199ffed10ac2e6d847e422e9f64113fd5384a21320d7c6be84f82defd3863007"},
    {409, "75f85e42c02aa11926f03992928953060a37a8c5fc0f0370ab0dc8047752703b"},
    {543, "c08921c8686320b160eb7353e2e0535c0bedac7238c670ea5c14859e6fc9f669"},
    {544, "4efb209b06e4e099a629a9c0f6272750615569aaf0c90fc19814218272f3d0aa"},
    {545, "8e6de1903b5a1c81f88175d92e496c49561414b4995cce624770c0009fa43982"},
    {1000, "5cab097db1a529f5b1a15428cc494df950671bc3824340aad89941fa68e151bc"},
    {1088, "5876f6178197fdbd73b23fba2271f59f2beb7d3eb3166bedc53619af41e9978a"},
};

std::vector<std::uint8_t> message_of(std::size_t size) {
    std::vector<std::uint8_t> bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(7 * i + size);
    return bytes;
}
std::vector<std::uint8_t> bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

TEST(Keccak256, MatchesOtherImplementationsAtEveryLengthAroundTheRate) {
    for (const auto &[size, hash] : vectors) {
        EXPECT_EQ(encode_hex(keccak256(message_of(size))), hash) << size << " bytes";
    }
}

TEST(Keccak256, MatchesPublishedValues) {
    // Ethereum yellow paper, appendix F notation: KEC(()), the hash of empty code and of RLP("").
    EXPECT_EQ(encode_hex(keccak256(bytes_of(""))),
              "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
    // EIP-712: typeHash of the domain type with its four usual members.
    EXPECT_EQ(encode_hex(keccak256(bytes_of("EIP712Domain(string name,string version,uint256 "
                                            "chainId,address verifyingContract)"))),
              "8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f");
}

TEST(Keccak256, DoesNotDependOnWhereThePiecesAreCut) {
    const auto message = message_of(280);
    const Hash256 whole = keccak256(message);
    for (std::size_t cut = 0; cut <= message.size(); ++cut) {
        Keccak256 hasher;
        hasher.update(std::span{message}.first(cut));
        hasher.update(std::span{message}.subspan(cut));
        ASSERT_EQ(hasher.finish(), whole) << "cut at " << cut;
    }
}

TEST(Keccak256, StartsAnewAfterFinish) {
    Keccak256 hasher;
    hasher.update(message_of(50));
    (void)hasher.finish();
    hasher.update(bytes_of("abc"));
    EXPECT_EQ(hasher.finish(), keccak256(bytes_of("abc")));
}

} // namespace
} // namespace walletauth
