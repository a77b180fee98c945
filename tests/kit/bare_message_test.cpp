// SPDX-License-Identifier: Apache-2.0
// What bare schemes take as a message. The documents are cosmjs' and cosmos-sdk's amino sign
// documents, and a transaction of MultiversX ("Signing transactions"); which members tell them is
// the rule of plugins/kwil/kwil-db.md.
#include <walletauth/request/bare_message.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace walletauth;

bool is_amino(std::string_view text) { return is_amino_document(as_bytes(text)); }

const std::vector<std::string> members{
    R"("account_number":"7")",
    R"("chain_id":"cosmoshub-4")",
    R"("fee":{"amount":[{"amount":"1","denom":"uatom"}],"gas":"2"})",
    R"("memo":"a } \" ] memo")",
    R"("msgs":[{"type":"cosmos-sdk/MsgSend","value":{}},[],"x"])",
    R"("sequence":"3")"};

std::string object(const std::vector<std::string> &of, std::string_view comma = ",") {
    std::string text = "{";
    for (const auto &member : of) {
        if (text.size() > 1) text += comma;
        text += member;
    }
    return text + "}";
}

TEST(BareMessage, AminoDocumentsInAnyOrderAndSpacing) {
    auto turned = members;
    for (std::size_t i = 0; i < members.size(); ++i) {
        EXPECT_TRUE(is_amino(object(turned))) << object(turned);
        std::rotate(turned.begin(), turned.begin() + 1, turned.end());
    }
    EXPECT_TRUE(is_amino(" \r\n\t" + object(members, " ,\n ") + "\n"));
    for (const auto *extra :
         {R"("timeout_height":"9")", R"("tip":{"amount":[],"tipper":"x"})",
          R"("unordered":true,"timeout_timestamp":"2026-01-01T00:00:00Z")", R"("nonce":"1")"}) {
        auto more = members;
        more.emplace_back(extra);
        EXPECT_TRUE(is_amino(object(more))) << extra;
    }
}

// StdSignMsg of BNB Beacon Chain has no fee.
TEST(BareMessage, ADocumentOfBnbBeaconChain) {
    EXPECT_TRUE(is_amino(R"({"account_number":"1","chain_id":"bnbchain-1000","data":null,)"
                         R"("memo":"","msgs":[{"id":"x"}],"sequence":"23","source":"1"})"));
}

TEST(BareMessage, OtherTextsAreNoAminoDocuments) {
    for (std::size_t i = 0; i < members.size(); ++i) {
        const bool matters = !members[i].starts_with("\"fee") && !members[i].starts_with("\"memo");
        auto fewer = members;
        fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
        EXPECT_EQ(is_amino(object(fewer)), !matters) << i;
        fewer.emplace_back(R"("other":"1")");
        EXPECT_EQ(is_amino(object(fewer)), !matters) << i;
    }
    const auto document = object(members);
    for (const auto &text :
         {std::string{}, std::string{"{}"}, std::string{"{"}, std::string{"Sign in"},
          "[" + document + "]", "Sign in " + document, document + " at example.org",
          document + document, "{\"document\":" + document + "}"}) {
        EXPECT_FALSE(is_amino(text)) << text;
    }
    for (std::size_t size = 0; size < document.size(); ++size)
        EXPECT_FALSE(is_amino(document.substr(0, size))) << size;
}

TEST(BareMessage, TransactionsOfMultiversX) {
    const std::vector<std::string> fields{
        R"("nonce":7)",    R"("value":"1")",      R"("receiver":"erd1a")", R"("sender":"erd1b")",
        R"("gasPrice":1)", R"("gasLimit":70000)", R"("chainID":"1")",      R"("version":1)"};
    const auto is_one = [](std::string_view text) {
        return is_multiversx_transaction(as_bytes(text));
    };
    auto turned = fields;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        EXPECT_TRUE(is_one(object(turned, ", "))) << object(turned);
        auto fewer = turned;
        fewer.back() = R"("data":"Zm9v")";
        EXPECT_FALSE(is_one(object(fewer))) << object(fewer);
        std::rotate(turned.begin(), turned.begin() + 1, turned.end());
    }
    turned.emplace_back(R"("data":"Zm9v","options":2,"guardian":"erd1c")");
    EXPECT_TRUE(is_one(object(turned)));
    EXPECT_FALSE(is_one("[" + object(turned) + "]"));
    EXPECT_FALSE(is_one(object(turned) + "."));
    EXPECT_FALSE(is_one(object(members)));
    EXPECT_FALSE(is_amino(object(turned)));
}

TEST(BareMessage, TextIsTheDefault) {
    wa_request request{};
    request.struct_size = sizeof request;
    EXPECT_EQ(read_message_kind(request).value(), MessageKind::text);
    const auto with = [&](std::string_view value) {
        const wa_parameter parameters[]{
            {text_of("other"), bytes_of(as_bytes("bytes")), WA_PARAMETER_TEXT, 0},
            {text_of("message_kind"), bytes_of(as_bytes(value)), WA_PARAMETER_TEXT, 0}};
        request.parameters = parameters;
        request.parameter_count = 2;
        return read_message_kind(request);
    };
    EXPECT_EQ(with("text").value(), MessageKind::text);
    EXPECT_EQ(with("bytes").value(), MessageKind::bytes);
    for (const auto *bad : {"", "Text", "byte", "bytes\n", "text,bytes"}) {
        ASSERT_FALSE(with(bad)) << bad;
        EXPECT_EQ(with(bad).error().status, static_cast<std::uint32_t>(WA_MALFORMED_PARAMS));
    }
    EXPECT_EQ(message_kind_info.role, static_cast<std::uint32_t>(WA_ROLE_SERVICE));
}

TEST(BareMessage, WhatIsNoTextIsToldWhere) {
    const auto detail = [](std::string_view message) {
        const auto checked = check_bare_message(as_bytes(message), MessageKind::text);
        if (checked) return std::string{};
        EXPECT_EQ(checked.error().status, static_cast<std::uint32_t>(WA_REJECTED_POLICY));
        return std::string{checked.error().detail.view()};
    };
    using std::string_literals::operator""s;
    EXPECT_EQ(detail("Gr\u00fc\u00dfe\t\U0001f44b\r\n"), "");
    EXPECT_EQ(detail(""), "");
    const std::string and_kind = "), and message_kind is not bytes";
    EXPECT_EQ(detail("ab\0c"s), "message of 4 bytes is no text (byte 0 at 2" + and_kind);
    EXPECT_EQ(detail("\u00fc\xff"), "message of 3 bytes is no text (byte 255 at 2" + and_kind);
    EXPECT_EQ(detail("\u00fc\u0085"), "message of 4 bytes is no text (byte 194 at 2" + and_kind);
    EXPECT_EQ(detail("a\xe2\x82"), "message of 3 bytes is no text (byte 226 at 1" + and_kind);
    EXPECT_TRUE(check_bare_message(as_bytes("ab\0c"s), MessageKind::bytes));
}

} // namespace
