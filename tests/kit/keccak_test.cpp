// SPDX-License-Identifier: Apache-2.0
#include <walletauth/hash/keccak.hpp>
#include <walletauth/text/hex.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth {
namespace {

using Bytes = std::vector<std::uint8_t>;

struct Vector {
    std::string_view message; // hex
    std::string_view hash;
};

// "Keccak: known-answer and Monte Carlo test results", version 3.0: ShortMsgKAT_256 (Len 0, 8, 16,
// 752, 1952) and, as PyCrypto's test_SHA3_256.py publishes them, 33 and 136 bytes.
constexpr Vector known_answers[] = {
    {"", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"},
    {"cc", "eead6dbfc7340a56caedc044696a168870549a6a7f6f56961e84a54bd9970b8a"},
    {"41fb", "a8eaceda4d47b3281a795ad9e1ea2122b407baf9aabcb9e18b5717b7873537d2"},
    {"de8f1b3faa4b7040ed4563c3b8e598253178e87e4d0df75e4ff2f2dedd5a0be046",
     "e78c421e6213aff8de1f025759a4f2c943db62bbde359c8737e19b3776ed2dd2"},
    {"7adc0b6693e61c269f278e6944a5a2d8300981e40022f839ac644387bfac9086650085c2cdc585fe"
     "a47b9d2e52d65a2b29a7dc370401ef5d60dd0d21f9e2b90fae919319b14b8c5565b0423cefb827d5"
     "f1203302a9d01523498a4db10374",
     "4cc2aff141987f4c2e683fa2de30042bacdcd06087d7a7b014996e9cfeaa58ce"},
    {"b32d95b0b9aad2a8816de6d06d1f86008505bd8c14124f6e9a163b5a2ade55f835d0ec3880ef5070"
     "0d3b25e42cc0af050ccd1be5e555b23087e04d7bf9813622780c7313a1954f8740b6ee2d3f71f768"
     "dd417f520482bd3a08d4f222b4ee9dbd015447b33507dd50f3ab4247c5de9a8abd62a8decea01e3b"
     "87c8b927f5b08beb37674c6f8e380c04",
     "e717a7769448abbe5fef8187954a88ac56ded1d22e63940ab80d029585a21921"},
    {"2edc282ffb90b97118dd03aaa03b145f363905e3cbd2d50ecd692b37bf000185c651d3e9726c690d"
     "3773ec1e48510e42b17742b0b0377e7de6b8f55e00a8a4db4740cee6db0830529dd19617501dc1e9"
     "359aa3bcf147e0a76b3ab70c4984c13e339e6806bb35e683af8527093670859f3d8a0fc7d493bcba"
     "6bb12b5f65e71e705ca5d6c948d66ed3d730b26db395b3447737c26fad089aa0ad0e306cb28bf0ac"
     "f106f89af3745f0ec72d534968cca543cd2ca50c94b1456743254e358c1317c07a07bf2b0eca438a"
     "709367fafc89a57239028fc5fecfd53b8ef958ef10ee0608b7f5cb9923ad97058ec067700cc746c1"
     "27a61ee3",
     "dd1d2a92b3f3f3902f064365838e1f5f3468730c343e2974e7a9ecfcd84aa6db"},
};

struct Text {
    std::string_view text;
    std::string_view hash;
};

// The first three: di-mgt.com.au/sha_testvectors.html. The others everyone on Ethereum knows:
// ERC-20's Transfer topic, and the selector in the ABI specification's first example ("cdcd77c0").
constexpr Text known_texts[] = {
    {"abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "45d3b367a6904e6e8d502ee04999a7c27647f91fa845d456525fd352ae3d7371"},
    {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnop"
     "qrs"
     "mnopqrstnopqrstu",
     "f519747ed599024f3882238e5ab43960132572b7345fbeb9a90769dafd21ad67"},
    {"Transfer(address,address,uint256)",
     "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"},
    {"baz(uint32,bool)", "cdcd77c0992ec5bbfc459984220f8c45084cc24d9b6efed1fae540db8de801d2"},
};

struct Length {
    std::size_t size;
    std::string_view hash;
};

// Of pattern(size), around the lane, the rate of 136 bytes and its multiples. Two independent
// implementations agree on each: js-sha3 0.9.3 and @noble/hashes 1.8.0.
constexpr Length lengths[] = {
    {0, "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"},
    {1, "5fe7f977e71dba2ea1a68e21057beebb9be2ac30c6410aa38d4f3fbe41dcffd2"},
    {7, "1ceda151e21262ae35aed0f8e3ad898e7ccd45ff03d25508e25e5701bc31c989"},
    {8, "66d6ac686bbe637cb6cf3e4deb8a1bb6aec0163cbbbd2c22747069455e660457"},
    {9, "c53f0080e65849581b3d6565207057d911e42e70134a6aefa8270a86ba8f0a38"},
    {31, "f2edf8e57f5f8acb78dac9a80285ed8d829840361fdc4d99698e7ab6685d82ea"},
    {32, "75ddc22689ac5cfab91ff4f11af7f47658c89f63dcb005c00824017d8081c7e8"},
    {33, "c6054684b0825b997510f120321a58f8488803992923926fcda6db5405ec35c9"},
    {55, "546a7fe6ccfdaf2fb18c8725219ad2041f386774722f4f2dcb3b2793bfa58b7e"},
    {64, "d432c602ee561dfffe10aa1a7df28751b7990fcb5ba7a66055452fd680beb44c"},
    {65, "d14beec624675ed9c45cd3291bfe6c7117ead23dda513937c78e4d9703ff88a0"},
    {127, "360624fdc6aaf93c47d59120537140e83f396adf69a00f1f5a2d0be944be6ad0"},
    {128, "341903dfc532312b44e06a38076b6339ff973201b69d4ba6bbde1158906e8413"},
    {133, "0825ee929770ab708c4024e028e2e88e88a64d22f47767b01711306d3d51b2ad"},
    {134, "8884d266ac61dea6a59234e679bb56fd1bf116a05634f2e8de1b7224302bc122"},
    {135, "8ab570337c9a3a773c3605160ca58e3f0546d92d217c908669cc4f35a31933bc"},
    {136, "16b30a6be318a7acbcba7a2194789f628abf68dfbbf55a4d840f22f6a4d29efd"},
    {137, "6a7e8293441d51be41bf4994995b35981f90c07866c7fd0465f405e2b7a8f8dd"},
    {138, "30f0d8366a3b76471b5276b364f6f74cd5718e98625c6cdbdde882eb0bbbe3b8"},
    {200, "5df43bf0d784fc93408fa76ffebdf2b45f60884dbbae8b0f1e47ab05f37f8508"},
    {255, "2b0c9d63d25618605523776b67bd156ea19e3eac256665caa6b9604e6a06c099"},
    {256, "2fc9996ec6a3e6c722c0df79aadcad32da963f1f2b38a151d7825363b2ff4ae7"},
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
    {4096, "6e8e59a43f8d57c8c233464330056609579a3cfeb41fc1b5d83e58ad787c8246"},
};

Bytes pattern(std::size_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::uint8_t>(i * 7 + size);
    }
    return bytes;
}

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

TEST(Keccak, KnownAnswers) {
    for (const auto &[message, hash] : known_answers) {
        const auto bytes = decode_hex(message);
        ASSERT_TRUE(bytes);
        EXPECT_EQ(encode_hex(keccak256(*bytes)), hash) << message;
    }
    for (const auto &[text, hash] : known_texts) {
        EXPECT_EQ(encode_hex(keccak256(bytes_of(text))), hash) << text;
    }
}

TEST(Keccak, EveryLengthAroundTheRate) {
    for (const auto &[size, hash] : lengths) {
        EXPECT_EQ(encode_hex(keccak256(pattern(size))), hash) << size;
    }
}

// The hash of the hashes of pattern(0) to pattern(600), by the same two implementations.
TEST(Keccak, AllLengthsTo600) {
    Keccak256 all;
    for (std::size_t size = 0; size <= 600; ++size) {
        all.update(keccak256(pattern(size)));
    }
    EXPECT_EQ(encode_hex(all.finish()),
              "8aa8d0cc2b8e30992939c2d55dec61f750a885c044f2b2648578fbafd7c6e3c3");
}

TEST(Keccak, MillionTimesA) // di-mgt.com.au/sha_testvectors.html
{
    EXPECT_EQ(encode_hex(keccak256(Bytes(1'000'000, 'a'))),
              "fadae6b49f129bbb812be8407b7b2894f34aecf6dbd1f9b0f0c7e9853098fc96");
}

// With arrays the braces must not mean the range from one to the other.
TEST(Keccak, BracesArePieces) {
    const std::uint8_t prefix[]{'a', 'b'};
    const std::uint8_t message[]{'c'};
    const std::uint8_t other[]{'d'};
    const std::uint8_t whole[]{'a', 'b', 'c'};
    EXPECT_EQ(keccak256({prefix, message}), keccak256(std::span{whole}));
    EXPECT_NE(keccak256({prefix, message}), keccak256({prefix, other}));
}

TEST(Keccak, PiecesGiveTheSameAsTheWhole) {
    for (const std::size_t size : {1, 135, 136, 137, 272, 300, 409}) {
        const Bytes bytes = pattern(size);
        const Hash256 whole = keccak256(bytes);
        for (std::size_t cut = 0; cut <= size; ++cut) {
            Keccak256 hasher;
            hasher.update(std::span(bytes).first(cut));
            hasher.update(std::span(bytes).subspan(cut));
            EXPECT_EQ(hasher.finish(), whole) << size << " cut at " << cut;
        }
    }
}

TEST(Keccak, ManyPiecesOfOneSize) {
    const Bytes bytes = pattern(1000);
    const Hash256 whole = keccak256(bytes);
    for (std::size_t step = 1; step <= 280; ++step) {
        Keccak256 hasher;
        for (std::span<const std::uint8_t> rest = bytes; !rest.empty();) {
            const std::size_t size = std::min(step, rest.size());
            hasher.update(rest.first(size));
            hasher.update({});
            rest = rest.subspan(size);
        }
        EXPECT_EQ(hasher.finish(), whole) << step;
    }
}

TEST(Keccak, FinishStartsAnew) {
    Keccak256 hasher;
    hasher.update(pattern(200));
    EXPECT_NE(hasher.finish(), keccak256({}));
    EXPECT_EQ(hasher.finish(), keccak256({}));
    hasher.update(pattern(33));
    EXPECT_EQ(hasher.finish(), keccak256(pattern(33)));
}

TEST(Keccak, IgnoresAlignment) {
    Bytes bytes = pattern(300);
    const Hash256 expected = keccak256(std::span(bytes).first(290));
    for (std::size_t shift = 1; shift < 9; ++shift) {
        Bytes moved(shift);
        moved.insert(moved.end(), bytes.begin(), bytes.begin() + 290);
        EXPECT_EQ(keccak256(std::span(moved).subspan(shift)), expected) << shift;
    }
}

} // namespace
} // namespace walletauth
