// SPDX-License-Identifier: Apache-2.0
// bip137 beside its vectors: every header and every bit, of signatures that others printed.
#include "plugin_under_test.hpp"

#include <walletauth/text/base64.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace walletauth::bitcoin::testing {
namespace {

// Bitcoin Core, src/test/util_tests.cpp, message_verify. Header 32: the compressed key.
const Ask core{.scheme = "bip137",
               .account = "15CRxFdyRpGZLW9w8HnHvVduizdL5jKNbs",
               .message = "Trust no one",
               .signature = "IPojfrX2dfPnH26UegfbGQQLrdK844DlHq5157/P6h57WyuS/Qsl+h/"
                            "WSVGDF4MUi4rWSswW38oimDYfNNUBUOk="};
// Sparrow, issue 39: header 35, P2SH-P2WPKH.
const Ask sparrow{.scheme = "bip137",
                  .account = "36TcRXxXDgwv5J78EL8QnTTyh5owFAXpb9",
                  .message = "Test",
                  .signature =
                      "I21pjaclbCUb+agjKkFTJSHdKYPACzDjsrHdimpuXIEBSDb1kicauaWHZzo+he397Isug"
                      "//jNNUdF22wf2QQQeY="};

TEST(Bip137, NoBitOfASignatureMayChange) {
    for (const auto &good : {core, sparrow}) {
        ASSERT_EQ(status_of(good), WA_OK);
        auto bytes = decode_base64(good.signature).value();
        for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            auto changed = good;
            changed.signature = encode_base64(bytes);
            // 35 is 39 with a bit turned and 31 with two, but the two stand for other addresses
            // or, as Electrum's dialect, for this one with another bit of the recovery id.
            EXPECT_NE(status_of(changed), WA_OK) << good.account << ' ' << bit;
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        }
    }
}

// The recovery id of the good signature under each meaning of the header.
TEST(Bip137, HeadersOfOneSignature) {
    auto bytes = decode_base64(sparrow.signature).value();
    const int id = (bytes[0] - 27) & 3;
    for (int header = 0; header < 256; ++header) {
        bytes[0] = static_cast<std::uint8_t>(header);
        auto changed = sparrow;
        changed.signature = encode_base64(bytes);
        const auto status = status_of(changed);
        changed.compat = true;
        const auto compat = status_of(changed);
        if (header < 27 || header > 42) {
            EXPECT_EQ(status, WA_MALFORMED_SIGNATURE) << header;
            EXPECT_EQ(compat, WA_MALFORMED_SIGNATURE) << header;
        } else if (((header - 27) & 3) != id) {
            EXPECT_EQ(status & 0xff00, WA_REJECTED) << header;
            EXPECT_EQ(compat & 0xff00, WA_REJECTED) << header;
        } else {
            const bool is_strict = header == 31 + id || header == 35 + id;
            EXPECT_EQ(status, is_strict ? WA_OK : WA_REJECTED_SIGNATURE) << header;
            EXPECT_EQ(compat, WA_OK) << header;
        }
    }
}

TEST(Bip137, NamesTheKeyThatSigned) {
    const auto key = answer(core).public_key;
    EXPECT_EQ(key.size(), 33U);
    EXPECT_EQ(derive(key, "p2pkh").text, core.account);
    EXPECT_EQ(derive(answer(sparrow).public_key, "p2sh-p2wpkh").text, sparrow.account);
}

TEST(Bip137, SaysWhatToDo) {
    auto wrong = core;
    wrong.signature =
        "AUCJYOwOjxYAvatTAGYaVlNXBVyFuc4MwNQkOuK2tl8xhfKDONd0NjfYyNSYcRqeCp8hsAnCEPHAVEkO9"
        "h6vbQ/R";
    EXPECT_TRUE(answer(wrong).detail.contains("of bip322")) << answer(wrong).detail;
    wrong.signature.insert(0, "smp");
    EXPECT_TRUE(answer(wrong).detail.contains("scheme bip322")) << answer(wrong).detail;
    auto header = sparrow; // header 39, of native segwit
    auto bytes = decode_base64(sparrow.signature).value();
    bytes[0] = static_cast<std::uint8_t>(bytes[0] + 4);
    header.signature = encode_base64(bytes);
    EXPECT_TRUE(answer(header).detail.contains("header 39 is of P2WPKH")) << answer(header).detail;
}

} // namespace
} // namespace walletauth::bitcoin::testing
