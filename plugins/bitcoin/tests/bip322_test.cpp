// SPDX-License-Identifier: Apache-2.0
// bip322 beside its vectors: every change of the BIP's own signatures, and what refusals say.
#include "plugin_under_test.hpp"

#include <walletauth/text/base64.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace walletauth::bitcoin::testing {
namespace {

// bip-0322/generated-test-vectors.json (bitcoin/bips 7fe0b03).
const Ask p2pkh{.account = "13vU5PUSuArDXJdCWZvUFEbgJ2wcmtSJWn",
                .message = "MOISC5NCQ42ADH2SUXLELUJOWH",
                .signature =
                    "fulAgAAAAGn3Z6t/gsHNyHdgZTOVro0Hej+qbd/ilU1ACalKoHX3gAAAABqRzBEAiB+8t/tm8Jm6zY"
                    "v9JGZZVlAUjmqg7ZglIA39U+bim8EKQIgDv3E5cHOagN+xYgN3ZQjTYlAJp/WyslwJWuFP1TmM3IB"
                    "IQJcPK2h9SY+Ki1oussvHnMdFAhJgsYBFPl+rNcMv9P1ROAHAAABAAAAAAAAAAABauAHAAA="};
const Ask nested{.account = "32Utb7Seg6EXq7UesMNJXhQ1gdohYNyzQ9",
                 .message = "EMYGZHEY3LIANYKCR7XJF3NMFQ",
                 .signature =
                     "fulAgAAAAABAe5xLNMlYQH4OGjJ3h4lqQaVp0Cic7mwxkvyWswqFMXeAAAAABcWABSy/hpDH/KLAi"
                     "4x25Tmb2UaO1xtWeAHAAABAAAAAAAAAAABagJHMEQCIDEleqb0n1R5c21TGkWRXNFae98wbwI0QOy"
                     "h/YmRuQX1AiAcv1MhyTzPOVgZ1VIwuu0tDxrVJUHK8lhOUOXpsZnGwwEhAsjeDEoWX8hvEC8A/692"
                     "yGQsPh6JBO8Zf4aITEQsKAcJ4AcAAA=="};
const Ask p2wpkh{.account = "bc1q9vza2e8x573nczrlzms0wvx3gsqjx7vavgkx0l",
                 .message = "Hello World",
                 .signature = "smpAkcwRAIgZRfIY3p7/DoVTty6YZbWS71bc5Vct9p9Fia83eRmw2QCICK/ENGfwLtpt"
                              "FluMGs2KsqoNSk89pO7F29zJLUx9a/sASECx/EgAxlkQpQ9hYjgGu6EBCPMVPwVIVJq"
                              "O4XCsMvViHI="};
const Ask p2tr{.account = "bc1pss0zhytly75awhm6x2hhvd5lnzv3vssgrf9axfheq8ldyzn88ges79fler",
               .message = "No prefix fallback",
               .signature = "AUCJYOwOjxYAvatTAGYaVlNXBVyFuc4MwNQkOuK2tl8xhfKDONd0NjfYyNSYcRqeCp8hs"
                            "AnCEPHAVEkO9h6vbQ/R"};

/// Its prefix and its bytes.
std::pair<std::string, Octets> parts_of(const Ask &ask) {
    const bool has_prefix = ask.signature.starts_with("smp") || ask.signature.starts_with("ful");
    const auto prefix = ask.signature.substr(0, has_prefix ? 3 : 0);
    return {prefix, decode_base64(ask.signature.substr(prefix.size())).value()};
}

TEST(Bip322, NoBitOfASignatureMayChange) {
    for (const auto &good : {p2pkh, nested, p2wpkh, p2tr}) {
        ASSERT_EQ(status_of(good), WA_OK);
        auto [prefix, bytes] = parts_of(good);
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            auto changed = good;
            changed.signature = prefix + encode_base64(bytes);
            EXPECT_NE(status_of(changed), WA_OK) << good.account << ' ' << bit;
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        }
    }
}

TEST(Bip322, NoByteMayBeCutOrAdded) {
    for (const auto &good : {p2pkh, nested, p2wpkh, p2tr}) {
        const auto [prefix, bytes] = parts_of(good);
        for (std::size_t at = 0; at <= bytes.size(); ++at) {
            auto changed = good;
            changed.signature = prefix + encode_base64(std::span{bytes}.first(at));
            if (at < bytes.size()) {
                EXPECT_NE(status_of(changed), WA_OK) << at;
            }
            auto longer = bytes;
            longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(at), 0);
            changed.signature = prefix + encode_base64(longer);
            EXPECT_NE(status_of(changed), WA_OK) << at;
        }
    }
}

TEST(Bip322, PrefixesDoNotStandForEachOther) {
    for (const auto &good : {p2pkh, nested}) {
        auto changed = good;
        changed.signature.replace(0, 3, "smp");
        EXPECT_EQ(status_of(changed), WA_MALFORMED_SIGNATURE);
        changed.signature.erase(0, 3);
        EXPECT_EQ(status_of(changed), WA_MALFORMED_SIGNATURE);
        EXPECT_TRUE(answer(changed).detail.contains("these begin with ful"))
            << answer(changed).detail;
        changed.signature = "pof" + changed.signature;
        EXPECT_EQ(status_of(changed), WA_UNSUPPORTED_OPERATION);
    }
    auto bare = p2wpkh;
    bare.signature.erase(0, 3);
    EXPECT_EQ(status_of(bare), WA_OK);
    auto named = p2tr;
    named.signature.insert(0, "smp");
    EXPECT_EQ(status_of(named), WA_OK);
    named.signature.insert(0, "smp");
    EXPECT_EQ(status_of(named), WA_MALFORMED_SIGNATURE);
}

TEST(Bip322, NamesTheKeyThatSigned) {
    EXPECT_EQ(answer(p2wpkh).public_key,
              unhex("02c7f12003196442943d8588e01aee840423cc54fc1521526a3b85c2b0cbd58872"));
    EXPECT_EQ(answer(p2pkh).public_key,
              unhex("025c3cada1f5263e2a2d68bacb2f1e731d14084982c60114f97eacd70cbfd3f544"));
    // Of Taproot the output key, which is the address.
    EXPECT_EQ(answer(p2tr).public_key.size(), 32U);
    EXPECT_EQ(derive(answer(p2tr).public_key).text, p2tr.account);
}

TEST(Bip322, SaysWhatToDo) {
    auto hex = p2wpkh;
    hex.signature = "02483045022100e25069";
    EXPECT_TRUE(answer(hex).detail.contains("hex, as WalletConnect")) << answer(hex).detail;
    auto compact = p2wpkh; // Bitcoin Core, util_tests.cpp
    compact.signature =
        "IPojfrX2dfPnH26UegfbGQQLrdK844DlHq5157/P6h57WyuS/Qsl+h/WSVGDF4MUi4rWSswW38oim"
        "DYfNNUBUOk=";
    EXPECT_TRUE(answer(compact).detail.contains("scheme bip137")) << answer(compact).detail;
    auto key = p2tr;
    key.public_key = "02" + std::string(64, '1');
    EXPECT_TRUE(answer(key).detail.contains("33 bytes, or 32 of x")) << answer(key).detail;
}

// First bytes of keys: SEC 1, 2.3.3; 06 and 07 are the hybrid form of X9.62.
TEST(Bip322, SaysWhatIsWrongAndWhere) {
    const auto said = [](Ask ask, std::string_view words) {
        const auto detail = answer(ask).detail;
        EXPECT_TRUE(detail.contains(words)) << detail;
    };
    auto key = p2wpkh;
    key.public_key = "05" + std::string(64, '1');
    said(key, "33 bytes begins with 05, expected 02 or 03");
    key.public_key = "07" + std::string(128, '1');
    said(key, "65 bytes begins with 07, expected 04");
    auto place = p2wpkh;
    place.signature[3 + 5] = '!'; // behind smp
    said(place, "signature behind smp has '!' at 5");
    place.signature.erase(0, 3);
    said(place, "signature has '!' at 5");
    auto items = p2wpkh;
    items.signature = "smpAQEB"; // one item of one byte
    said(items, "the witness has 1 item, expected 2: signature and key");
    items.signature = "smpAA==";
    said(items, "the witness has 0 items");
    auto regtest = p2wpkh; // its prefix is of Bitcoin Core's chainparams.cpp
    regtest.account = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
    said(regtest, "regtest, which is not served");
}

} // namespace
} // namespace walletauth::bitcoin::testing
