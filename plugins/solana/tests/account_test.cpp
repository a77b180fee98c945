// SPDX-License-Identifier: Apache-2.0
#include "plugin_under_test.hpp"

#include "plugins/solana/signature.hpp"

#include <walletauth/text/base58.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

namespace walletauth::solana::testing {
namespace {

// RFC 8032, section 7.1, test 1; the address by Python's integers.
const char *const rfc_key = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
const char *const rfc_account = "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z";
// A program derived address: @solana/web3.js' PublicKey.isOnCurve says that it is off the curve.
const char *const off_curve = "ChJVY3QmbV9ocLT2KQePRVtnyE7CXPSxYMkh827hXoHk";
const char *const system_program = "11111111111111111111111111111111";

// The eight points of small order in their canonical spelling ("Taming the many EdDSAs", table 5).
const char *const small_order[] = {
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
};
// Spellings that no encoder writes (the same table).
const char *const not_canonical[] = {
    "0100000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
};

// R = the neutral element, S = 0: what a lax verifier accepts for a key of small order and every
// eighth message at the latest.
Octets forged() {
    Octets signature(64);
    signature[0] = 1;
    return signature;
}

TEST(SolanaAccount, IsBase58OfTheKey) {
    EXPECT_EQ(derive_account(unhex(rfc_key)).text(), rfc_account);
    EXPECT_EQ(normalize_account(rfc_account).text(), rfc_account);
    EXPECT_EQ(format_public_key(unhex(rfc_key)).text(), rfc_account);
}

TEST(SolanaAccount, OfAnyOtherSizeOrAlphabetIsMalformed) {
    for (const auto *text : {"", "1", "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS9",
                             "1FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z",
                             "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS960",
                             " FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z",
                             "FVen3X669xLzsi6N2V91DoiyzHzg1uAgqiT8jZ9nS96Z ",
                             "1111111111111111111111111111111", "111111111111111111111111111111111",
                             "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", rfc_key}) {
        EXPECT_EQ(normalize_account(text).status, WA_MALFORMED_ACCOUNT) << text;
    }
    EXPECT_EQ(derive_account(Octets(31)).status, WA_MALFORMED_PUBLIC_KEY);
    EXPECT_EQ(derive_account(Octets(33)).status, WA_MALFORMED_PUBLIC_KEY);
    EXPECT_EQ(derive_account({}).status, WA_MALFORMED_PUBLIC_KEY);
}

// The limit of 44 characters hid what these are.
TEST(SolanaAccount, OfAnotherNotationIsToldWhy) {
    EXPECT_EQ(normalize_account("0x" + std::string(64, 'a')).detail,
              "account has '0' at 0, which is no base58 digit");
    EXPECT_EQ(normalize_account(std::string(64, 'a')).detail,
              "account of 64 characters is not base58 of 32 bytes");
    const std::string account{rfc_account};
    EXPECT_EQ(normalize_account(account + '\n').detail, "account has a line feed at " +
                                                            std::to_string(account.size()) +
                                                            ", which is no base58 digit");
}

TEST(SolanaAccount, OffTheCurveIsAnAddressThatCannotSign) {
    EXPECT_EQ(normalize_account(off_curve).text(), off_curve);
    Octets key(32);
    ASSERT_TRUE(decode_base58_into(off_curve, key));
    EXPECT_EQ(derive_account(key).status, WA_REJECTED_SIGNER);
    EXPECT_EQ(status_of({.account = off_curve, .message = octets("hi"), .signature = forged()}),
              WA_REJECTED_SIGNER);
}

TEST(SolanaAccount, TheEightSmallOrderKeysSignNothing) {
    for (const auto *hex : small_order) {
        const auto key = unhex(hex);
        EXPECT_EQ(derive_account(key).status, WA_REJECTED_SIGNER) << hex;
        const auto account = encode_base58(key);
        EXPECT_EQ(normalize_account(account).text(), account) << "they are addresses";
        for (int nonce = 0; nonce < 64; ++nonce) {
            Ask ask{.account = account,
                    .message = octets("Sign in, nonce " + std::to_string(nonce)),
                    .signature = forged()};
            EXPECT_EQ(status_of(ask), WA_REJECTED_SIGNER) << hex;
            ask.account.clear();
            ask.public_key = key;
            EXPECT_EQ(status_of(ask), WA_REJECTED_SIGNER) << hex;
        }
    }
}

TEST(SolanaAccount, TheSystemProgramsAddressSignsNothing) {
    for (const auto *scheme : {"solana-message", "solana-offchain"}) {
        EXPECT_EQ(status_of({.scheme = scheme,
                             .account = system_program,
                             .message = octets("hi"),
                             .signature = Octets(64)}),
                  WA_REJECTED_SIGNER);
    }
}

TEST(SolanaAccount, NonCanonicalKeysSignNothing) {
    for (const auto *hex : not_canonical) {
        EXPECT_EQ(derive_account(unhex(hex)).status, WA_REJECTED_SIGNER) << hex;
        EXPECT_EQ(status_of({.account = encode_base58(unhex(hex)),
                             .message = octets("hi"),
                             .signature = forged()}),
                  WA_REJECTED_SIGNER)
            << hex;
    }
}

TEST(SolanaAccount, SPlusLIsRefused) {
    const Wallet wallet(7);
    Ask ask{.account = wallet.account(),
            .message = octets("hi"),
            .signature = wallet.sign(octets("hi"))};
    ASSERT_EQ(status_of(ask), WA_OK);
    // L, little-endian (RFC 8032, section 5.1).
    const auto order = unhex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        carry += ask.signature[32 + i] + order[i];
        ask.signature[32 + i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
    }
    ASSERT_EQ(carry, 0u);
    EXPECT_EQ(status_of(ask), WA_REJECTED_SIGNATURE);
}

// ed25519-speccheck cases 0 to 11 as the chain's own verify_strict answers them: only 3 is good.
struct Speccheck {
    const char *key;
    const char *message;
    const char *signature;
    int status;
};
const Speccheck speccheck[] = {
    {"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
     "8c93255d71dcab10e8f379c26200f3c7bd5f09d9bc3068d3ef4edeb4853022b6",
     "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"
     "0000000000000000000000000000000000000000000000000000000000000000",
     WA_REJECTED_SIGNER},
    {"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
     "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
     "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43"
     "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04",
     WA_REJECTED_SIGNER},
    {"f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
     "aebf3f2601a0c8c5d39cc7d8911642f740b78168218da8471772b35f9d35b9ab",
     "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
     "8c4bd45aecaca5b24fb97bc10ac27ac8751a7dfe1baff8b953ec9f5833ca260e",
     WA_REJECTED_SIGNATURE},
    {"cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
     "9bd9f44f4dcc75bd531b56b2cd280b0bb38fc1cd6d1230e14861d861de092e79",
     "9046a64750444938de19f227bb80485e92b83fdb4b6506c160484c016cc1852f"
     "87909e14428a7a1d62e9f22f3d3ad7802db02eb2e688b6c52fcd6648a98bd009",
     WA_OK},
    {"cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
     "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
     "160a1cb0dc9c0258cd0a7d23e94d8fa878bcb1925f2c64246b2dee1796bed512"
     "5ec6bc982a269b723e0668e540911a9a6a58921d6925e434ab10aa7940551a09",
     WA_REJECTED_SIGNATURE},
    {"cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
     "e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec4011eaccd55b53f56c",
     "21122a84e0b5fca4052f5b1235c80a537878b38f3142356b2c2384ebad4668b7"
     "e40bc836dac0f71076f9abe3a53f9c03c1ceeeddb658d0030494ace586687405",
     WA_REJECTED_SIGNATURE},
    {"442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623",
     "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40",
     "e96f66be976d82e60150baecff9906684aebb1ef181f67a7189ac78ea23b6c0e"
     "547f7690a0e2ddcd04d87dbc3490dc19b3b3052f7ff0538cb68afb369ba3a514",
     WA_REJECTED_SIGNATURE},
    {"442aad9f089ad9e14647b1ef9099a1ff4798d78589e66f28eca69c11f582a623",
     "85e241a07d148b41e47d62c63f830dc7a6851a0b1f33ae4bb2f507fb6cffec40",
     "8ce5b96c8f26d0ab6c47958c9e68b937104cd36e13c33566acd2fe8d38aa1942"
     "7e71f98a473474f2f13f06f97c20d58cc3f54b8bd0d272f42b695dd7e89a8c22",
     WA_REJECTED_SIGNATURE},
    {"f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
     "9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41",
     "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
     "03be9678ac102edcd92b0210bb34d7428d12ffc5df5f37e359941266a4e35f0f",
     WA_REJECTED_SIGNATURE},
    {"f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
     "9bedc267423725d473888631ebf45988bad3db83851ee85c85e241a07d148b41",
     "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
     "ca8c5b64cd208982aa38d4936621a4775aa233aa0505711d8fdcfdaa943d4908",
     WA_REJECTED_SIGNATURE},
    {"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
     "e96b7021eb39c1a163b6da4e3093dcd3f21387da4cc4572be588fafae23c155b",
     "a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dc"
     "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04",
     WA_REJECTED_SIGNER},
    {"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
     "39a591f5321bbe07fd5a23dc2f39d025d74526615746727ceefd6e82ae65c06f",
     "a9d55260f765261eb9b84e106f665e00b867287a761990d7135963ee0a7d59dc"
     "a5bb704786be79fc476f91d3f3f89b03984d8068dcf1bb7dfc6637b45450ac04",
     WA_REJECTED_SIGNER},
};

// Their messages are no text, and some begin as transactions do, so they run against what every
// scheme ends with.
TEST(SolanaAccount, SpeccheckCases) {
    for (std::size_t i = 0; i < std::size(speccheck); ++i) {
        const auto key = unhex(speccheck[i].key);
        const auto signature = unhex(speccheck[i].signature);
        const auto fixed_key = std::span{key}.first<32>();
        Claim claim{{}, format_account(fixed_key), true};
        std::ranges::copy(key, claim.key.begin());
        const auto proof =
            verify_signature(claim, std::span{signature}.first<64>(), unhex(speccheck[i].message));
        const auto status = proof ? WA_OK : static_cast<int>(proof.error().status);
        EXPECT_EQ(status, speccheck[i].status) << i;
    }
}

TEST(SolanaChain, ANameInUseIsToldItsId) {
    const auto told = [](std::string_view chain) {
        return normalize_account("11111111111111111111111111111111", chain).detail;
    };
    EXPECT_EQ(told("solana:mainnet"),
              "chain solana:mainnet: its id is solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp");
    EXPECT_EQ(told("solana:mainnet-beta"),
              "chain solana:mainnet-beta: its id is solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp");
    EXPECT_EQ(told("solana:devnet"),
              "chain solana:devnet: its id is solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1");
    EXPECT_EQ(told("solana:102"),
              "chain solana:102: its id is solana:4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z");
}

TEST(SolanaChain, HasOneSpelling) {
    const Wallet wallet(7);
    for (const auto *chain :
         {"solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "solana:EtWTRABZaYq6iMfeYKouRu166VU2xqa1",
          "solana:4uhcVJyU9pJkvQyS88uRDiswHXSCkY3z"}) { // mainnet, devnet, testnet of CAIP-30
        EXPECT_EQ(derive_account(wallet.key(), chain).status, WA_OK) << chain;
    }
    for (const auto *chain :
         {"solana:mainnet", "solana:", "solana", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvd",
          "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdpQ", "solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvd0",
          "eip155:1", "Solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"}) {
        EXPECT_EQ(derive_account(wallet.key(), chain).status, WA_UNSUPPORTED_CHAIN) << chain;
        EXPECT_EQ(normalize_account(wallet.account(), chain).status, WA_UNSUPPORTED_CHAIN) << chain;
        EXPECT_EQ(parse_signature("solana-memo", "x", chain).status, WA_UNSUPPORTED_CHAIN) << chain;
        EXPECT_EQ(status_of({.account = "bad", .signature = Octets(3), .chain = chain}),
                  WA_UNSUPPORTED_CHAIN)
            << chain;
    }
}

} // namespace
} // namespace walletauth::solana::testing
