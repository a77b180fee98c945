// SPDX-License-Identifier: Apache-2.0
// The notations in which wallets and SDKs hand out felts, keys and signatures, and what is said of
// a text that is in none. Keys and signatures are of one account of starknet.js 10.8.0.
#include "plugins/starknet/felt_text.hpp"
#include "plugins/starknet/signature_text.hpp"
#include "plugins/starknet/snip12.hpp"
#include "plugins/starknet/stark_key.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace walletauth;
using namespace walletauth::starknet;

const std::string r_hex = "0x61de07557d751c96f03209b80b5d59878c2b52a99d2b48dc2a627a1079e2f02";
const std::string s_hex = "0x6c2b58d6a70bb664df6f697d67900d05f2c755b6a1926db6b6784fbe552d0ad";
const std::string r_decimal =
    "2766664811124359290232637431817136772231840897690010276944977551976560471810";
const std::string s_decimal =
    "3057898450717332234527239301653933162132650630778325611758971774644486590637";
const std::string key_hex = "0344d09ce093ee366c1a78491a4c2177f4ff8e93797a15f37a17f63c4a0950a6";
const std::string key_y = "004f04e8e304c9bbf429827a588ad5bd6a6f44491e44d7e28287029be3f0aa2f";

Felt felt(std::string_view hex) { return Felt::from_hex(hex).value(); }

std::string quoted(const std::string &text) { return '"' + text + '"'; }
std::string array_of(const std::string &r, const std::string &s) {
    return '[' + quoted(r) + ',' + quoted(s) + ']';
}

// starknet.js signMessage gives {r, s, recovery}; #183 tells of decimal texts; Paradex puts an
// array of decimal texts into a header; influenceth's AuthService joins with commas.
// starknet.js, json.stringify writes BigInts as bare digits.
TEST(StarknetNotations, SignaturesInEveryForm) {
    const std::vector expected{felt(r_hex), felt(s_hex)};
    for (const auto &text :
         {array_of(r_hex, s_hex), array_of(r_decimal, s_decimal), array_of(r_hex, s_decimal),
          "[ " + quoted(r_hex) + " ,\n" + quoted(s_hex) + "]", r_hex + ',' + s_hex,
          r_decimal + ',' + s_decimal,
          R"({"r":)" + quoted(r_decimal) + R"(,"s":)" + quoted(s_decimal) + R"(,"recovery":0})",
          R"({"r":)" + r_decimal + R"(,"s":)" + s_decimal + R"(,"recovery":1})",
          '[' + r_decimal + ',' + s_decimal + ']', '[' + r_decimal + ',' + quoted(s_hex) + ']',
          R"({"s":)" + quoted(s_hex) + R"(, "r":)" + quoted(r_hex) + '}',
          R"({"r":)" + quoted(r_hex) + R"(,"s":)" + quoted(s_hex) + R"(,"recovery":"1"})"}) {
        const auto felts = parse_signature_text(text);
        ASSERT_TRUE(felts.has_value()) << text << ": " << felts.error().detail.view();
        EXPECT_EQ(*felts, expected) << text;
    }
    const auto bytes = snip12_verifier.parse_signature("", "", array_of(r_hex, s_hex));
    EXPECT_EQ(bytes->size(), 64U);
    EXPECT_EQ(parse_signature_text("[]")->size(), 0U);
    EXPECT_EQ(parse_signature_text(R"(["7"])")->size(), 1U);
}

std::string refusal(const std::string &signature) {
    const auto felts = parse_signature_text(signature);
    if (felts) return "read";
    EXPECT_EQ(felts.error().status, std::uint32_t{WA_MALFORMED_SIGNATURE});
    return std::string{felts.error().detail.view()};
}

TEST(StarknetNotations, RefusalsNameTheCharacter) {
    const std::pair<std::string, std::string> cases[]{
        {r_hex + ", " + s_hex, "signature[1] has a blank at 0"},
        {' ' + array_of(r_hex, s_hex), "signature[0] has a blank at 0"},
        {r_hex + ',' + s_hex + '\n', "signature[1] has a line feed at 65"},
        {array_of(r_hex + ' ', s_hex), "signature[0] has a blank at 65"},
        {r_hex + ",0x12 ", "signature[1] has a blank at 4: \"0x12 \""},
        {array_of(" 7", "1"), "signature[0] has a blank at 0: \" 7\""},
        {array_of("0x0x1", "1"), "signature[0] begins with 0x twice: \"0x0x1\""},
        {R"({"r":"1","s":"0x0x2"})", "signature.s begins with 0x twice: \"0x0x2\""},
        {array_of("0X1", "1"), "signature[0] begins with 0X, expected 0x"},
        {array_of("1", "12+4"), "signature[1] has '+' at 2"},
        {array_of("1", "2_3"), "signature[1] has '_' at 1"},
        {array_of("1", "\\u0000"), "signature[1] has \\x00 at 0"},
        {array_of("abc", "1"), "signature[0] is hex without 0x"},
        {array_of("01", "1"), "signature[0] has a leading zero and no 0x"},
        {array_of("", "1"), "signature[0] is empty"},
        {array_of("0x", "1"), "signature[0] has no digit behind 0x"},
        {array_of("0x" + std::string(65, '0'), "1"),
         "signature[0] has 65 hex digits, the limit is"},
        {"1,,2", "signature[1] is empty"},
        {"[1,-2]", "signature[1]: found number -2, expected a text or an integer of at most 78"},
        {"[1e3,2]", "signature[0]: found number 1e3, expected a text or an integer"},
        {"[1.0,2]", "signature[0]: found number 1.0, expected a text or an integer"},
        {'[' + std::string(79, '1') + ']', "signature[0]: found number 11111"},
        {'[' + std::string(78, '1') + ']', "signature[0] is not below the prime"},
        {"[01,2]", "signature is no JSON"},
        {"[null]", "signature[0]: found null null, expected a text or an integer"},
        {R"({"r":1.5e76,"s":"2"})", "signature.r: found number 1.5e76, expected a text or"},
        {R"({"r":1,"s":true})", "signature.s: found boolean true, expected a text or"},
        {R"({"r":"1"})", "signature.s is missing"},
        {R"({"r":"1","s":"2","v":27})",
         "signature.v: found 27, expected r, s and perhaps recovery"},
        {R"({"r":"1","s":"2","recovery":4})", "signature.recovery: found 4, expected r, s"},
        {R"(["1"] x)", "signature ends with 'x', expected ']'"},
        {array_of("1", "2") + '\n', "signature ends with a line feed, expected ']'"},
        {R"({"r":"1","s":"2"} )", "signature ends with a blank, expected '}'"},
        {R"(["1"] ["2"])", "signature is no JSON: more data after the document at byte"},
        {"aGVsbG8/", "signature has 'G' at 1, expected an array of felts"},
        {"0x" + std::string(130, '1'), "signature has 65 bytes, as one of secp256k1"},
        {"0x" + std::string(128, '1'), R"(signature is r and s together: give ["0x...", "0x..."])"},
        {std::string(128, 'a'), R"(signature is r and s together: give ["0x...", "0x..."])"},
        {"0x7", "signature is one felt, r or s alone, expected an array of felts"},
        {"", "signature is empty, expected an array of felts"}};
    for (const auto &[signature, beginning] : cases) {
        EXPECT_TRUE(refusal(signature).starts_with(beginning)) << refusal(signature);
    }
}

TEST(StarknetNotations, FeltsAreBelowThePrime) {
    // p - 1 and p, of cairo-lang's FIELD_PRIME.
    constexpr auto below =
        "3618502788666131213697322783095070105623107215331596699973092056135872020480";
    constexpr auto prime =
        "3618502788666131213697322783095070105623107215331596699973092056135872020481";
    EXPECT_EQ(read_felt_text(below).value() + Felt{1}, Felt{});
    EXPECT_EQ(read_felt_text(prime).error().view(), "is not below the prime");
    EXPECT_EQ(read_felt_text(std::string(80, '9')).error().view(), "is not below the prime");
    EXPECT_EQ(refusal(array_of(prime, "1")).substr(0, 35), "signature[0] is not below the prime");
}

TEST(StarknetNotations, MoreFeltsThanASignatureMayHave) {
    std::string list = "1";
    for (std::size_t i = 1; i < max_signature_felts; ++i)
        list += ",1";
    EXPECT_EQ(parse_signature_text(list)->size(), max_signature_felts);
    EXPECT_EQ(refusal(list + ",1"), "signature has 1025 felts, the limit is 1024");
}

// starknet.js #1198: getFullPublicKey() is 04, x and y.
TEST(StarknetNotations, KeysAreFeltsOrPoints) {
    const Felt key = felt("0x" + key_hex);
    for (const auto &text : {"0x" + key_hex, "0x" + key_hex.substr(1), "0x02" + key_hex,
                             "0x03" + key_hex, "0x04" + key_hex + key_y,
                             std::string{"147852393879735023140631020488417350763"
                                         "2857324280049513675799970550775369894"}}) {
        const auto read = parse_stark_key(text);
        ASSERT_TRUE(read.has_value()) << text << ": " << read.error().detail.view();
        EXPECT_EQ(*read, key) << text;
    }
    for (const auto &[text, beginning] : std::initializer_list<std::pair<std::string, std::string>>{
             {"key", "public key has 'k' at 0"},
             {"", "public key is empty"},
             {key_hex.substr(1), "public key is hex without 0x"},
             {"0x" + key_hex + ' ', "public key has a blank at 66"},
             {"0x12 ", "public key has a blank at 4: \"0x12 \""},
             {"0x0x12", "public key begins with 0x twice"},
             {"secp256k1:0x" + key_hex, "public key has 's' at 0"},
             {"0x05" + key_hex, "public key of 33 bytes begins with 05, expected 02 or 03"},
             {"0x02" + key_hex + key_y, "public key of 65 bytes begins with 02, expected 04"},
             {"0x04" + key_y + key_hex, "public key of 65 bytes is no point of the Stark curve"},
             {"0x02" + std::string(64, 'f'), "public key has a coordinate that is not below"}}) {
        const auto read = parse_stark_key(text);
        ASSERT_FALSE(read.has_value()) << text;
        EXPECT_EQ(read.error().status, std::uint32_t{WA_MALFORMED_PUBLIC_KEY});
        EXPECT_TRUE(read.error().detail.view().starts_with(beginning))
            << read.error().detail.view();
    }
}

} // namespace
