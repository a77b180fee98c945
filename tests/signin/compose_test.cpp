// SPDX-License-Identifier: Apache-2.0
// What forms refuse to write, and how they say so: whoever gave a claim has never seen the text.
#include "tests/support/every_plugin.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/sign_in.h>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace walletauth::signin {
namespace {

using Fields = std::map<std::string, std::string>; // sorted by name, as canonical JSON is

struct FormName {
    std::string_view chain, scheme, form, account;
};
constexpr FormName eip4361{"eip155:1", "eip191", "eip4361",
                           "0x9d8A62f656a8d1615C1294fd71e9CFb3E4855A4F"};
// Accounts of plugins/<chain>/tests/sign_in.json, which the chains' own libraries made.
constexpr FormName siws{"solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp", "solana-message", "siws",
                        "7VWmSp4tNbdxvgBRoMf1drTk5kT9fzUtAYxL8ez2Vj9E"};
constexpr FormName siws_envelope{siws.chain, "solana-offchain", "siws", siws.account};
constexpr FormName nep413{"near:mainnet", "nep413", "nep413", "alice.near"};
constexpr FormName snip12{"starknet:SN_MAIN", "snip12", "snip12",
                          "0x051ce1ce20cf6f78dddaa59a1227d9e1c04b0cb0c7aae073fe85a6b64726e518"};

const wa_sign_in_table *table_of(std::string_view scheme) {
    for (const auto entry : every_plugin()) {
        const auto *plugin = entry();
        for (const auto *each : std::span{plugin->schemes, plugin->scheme_count}) {
            if (view(each->id) != scheme) continue;
            return static_cast<const wa_sign_in_table *>(
                plugin->extension(text_of(WA_SIGN_IN_EXTENSION)));
        }
    }
    return nullptr;
}

/// As a service asks for them; a value of "-" leaves the field out.
Fields fields_of(const FormName &of, const Fields &change = {}) {
    Fields fields{{"account", std::string{of.account}},
                  {"domain", "app.example"},
                  {"nonce", "q7mZ2k9xB4vT1nR8wE5yU3hJ6cL0pA2d"},
                  {"statement", "Sign in to Example"}};
    if (of.form != "nep413") {
        fields["uri"] = "https://app.example/login";
        fields["issued_at"] = "2026-01-15T11:59:00Z";
    }
    for (const auto &[name, value] : change)
        fields[name] = value;
    std::erase_if(fields, [](const auto &field) { return field.second == "-"; });
    return fields;
}

std::string json_of(const Fields &fields) {
    std::string out = "{";
    for (const auto &[name, value] : fields) {
        out.append(out.size() == 1 ? "" : ",").append(json::quote(name)).append(":");
        out += name == "resources" ? '[' + json::quote(value) + ']' : json::quote(value);
    }
    return out + '}';
}

struct Reply {
    std::uint32_t status = 0;
    std::string text, why;
};

Reply compose(const FormName &of, const Fields &fields) {
    std::vector<std::uint8_t> bytes(std::size_t{64} << 10);
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> room{};
    wa_buffer out{bytes.data(), bytes.size(), 0};
    wa_buffer detail{room.data(), room.size(), 0};
    const auto json = json_of(fields);
    Reply reply;
    reply.status =
        table_of(of.scheme)->compose(text_of(of.chain), text_of(of.scheme), text_of(of.form),
                                     bytes_of(as_bytes(json)), &out, &detail);
    if (reply.status == WA_OK) reply.text.assign(bytes.data(), bytes.data() + out.size);
    if (reply.status != WA_OK) reply.why.assign(room.data(), room.data() + detail.size);
    return reply;
}

/// What a form says to these fields; "written" if it writes them.
std::string why(const FormName &of, const Fields &change) {
    const auto reply = compose(of, fields_of(of, change));
    if (reply.status == WA_OK) return "written";
    EXPECT_EQ(reply.status, static_cast<std::uint32_t>(WA_MALFORMED_MESSAGE)) << reply.why;
    return reply.why;
}

/// The text that a wallet writes of solana:signIn's input: createSignInMessageText of
/// @solana/wallet-standard-util 1.1.2, where an empty text is as good as none.
std::string wallet_text(const json::Value &input) {
    const auto text = [&](std::string_view name) {
        const auto value = input.find(name);
        return value ? std::string{value->text()} : std::string{};
    };
    std::string out = text("domain") + " wants you to sign in with your Solana account:\n";
    out += text("address");
    if (!text("statement").empty()) out += "\n\n" + text("statement");
    std::string fields;
    constexpr std::array<std::array<std::string_view, 2>, 8> names{
        {{"URI: ", "uri"},
         {"Version: ", "version"},
         {"Chain ID: ", "chainId"},
         {"Nonce: ", "nonce"},
         {"Issued At: ", "issuedAt"},
         {"Expiration Time: ", "expirationTime"},
         {"Not Before: ", "notBefore"},
         {"Request ID: ", "requestId"}}};
    for (const auto &[label, name] : names) {
        if (!text(name).empty()) fields.append("\n").append(label).append(text(name));
    }
    if (const auto resources = input.find("resources")) {
        fields += "\nResources:";
        for (std::size_t i = 0; i < resources->size(); ++i)
            fields.append("\n- ").append(resources->at(i).text());
    }
    return fields.empty() ? out : out + '\n' + fields;
}

TEST(SignInCompose, WalletOfSolanaWritesTheTextOrItIsRefused) {
    const std::vector<Fields> all{
        {},
        {{"statement", "-"}},
        {{"statement", ""}},
        {{"request_id", "req-1"}},
        {{"request_id", ""}},
        {{"uri", "-"}, {"issued_at", "-"}},
        {{"uri", ""}},
        {{"resources", "https://app.example/terms"}},
        {{"resources", ""}},
        {{"expiration_time", "2026-01-15T12:09:00Z"}, {"not_before", "2026-01-15T11:59:00Z"}}};
    int written = 0;
    for (const auto &change : all) {
        const auto reply = compose(siws, fields_of(siws, change));
        if (reply.status != WA_OK) continue;
        ++written;
        const auto document = json::Document::parse(reply.text);
        const auto input = document->root().find("wallet")->find("params")->at(0);
        EXPECT_EQ(document->root().find("message")->find("text")->text(), wallet_text(input));
    }
    EXPECT_EQ(written, 6);
    EXPECT_EQ(why(siws, {{"request_id", ""}}),
              "request_id: it is empty, and wallets write no line of an empty one: give it "
              "characters, or leave it out");
    // Where the wallet gets the text, an empty id stands in it (EIP-4361: *pchar).
    EXPECT_EQ(why(siws_envelope, {{"request_id", ""}}), "written");
    EXPECT_EQ(why(eip4361, {{"request_id", ""}}), "written");
}

/// What `read` says to a composed challenge's message; the account is the request's.
std::string read_again(const FormName &of, const Reply &reply, std::string_view account,
                       std::string_view nonce) {
    const auto document = json::Document::parse(reply.text);
    const auto given = document->root().find("message")->at(0);
    const std::string message{given.kind() == json::Kind::string ? given.text() : given.source()};
    const std::string_view recipient = "app.example";
    const std::array parameters{
        wa_parameter{text_of("nonce"), bytes_of(as_bytes(nonce)), WA_PARAMETER_BYTES, 0},
        wa_parameter{text_of("recipient"), bytes_of(as_bytes(recipient)), WA_PARAMETER_TEXT, 0}};
    wa_request request{};
    request.struct_size = sizeof request;
    request.chain = text_of(of.chain);
    request.scheme = text_of(of.scheme);
    request.account = text_of(account);
    request.message = bytes_of(as_bytes(message));
    request.parameters = parameters.data();
    request.parameter_count = of.form == "nep413" ? parameters.size() : 0;
    request.accept = WA_ACCEPT_DERIVED;
    std::array<std::uint8_t, WA_CLAIMS_CAPACITY> bytes{};
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> room{};
    wa_buffer out{bytes.data(), bytes.size(), 0};
    wa_buffer detail{room.data(), room.size(), 0};
    const auto status = table_of(of.scheme)->read(&request, text_of(of.form), &out, &detail);
    return status == WA_OK ? "read" : std::string{room.data(), room.data() + detail.size};
}

// Rule 2 of docs/sign-in-forms.md. A request adds its account to the claims; 64 bytes are the
// longest of NEAR (nomicon, DataStructures/Account). A quote has two bytes in JSON (RFC 8259).
TEST(SignInCompose, WhatNep413WritesCanBeReadWithAnyAccount) {
    const std::string account(64, 'a');
    std::size_t longest = 0;
    for (std::size_t size = 3900; size <= 4096; ++size) {
        const auto fields =
            fields_of(nep413, {{"account", "-"}, {"statement", std::string(size, '"')}});
        const auto reply = compose(nep413, fields);
        if (reply.status != WA_OK) {
            EXPECT_TRUE(reply.why.starts_with("size: ")) << reply.why;
            EXPECT_TRUE(reply.why.ends_with(": shorten the claim statement")) << reply.why;
            continue;
        }
        longest = size;
        ASSERT_EQ(read_again(nep413, reply, account, fields.at("nonce")), "read") << size;
    }
    EXPECT_GT(longest, 4000U);
    EXPECT_LT(longest, 4025U); // with which a sign-in had 8,209 bytes of claims
}

// The claims of a document have more bytes than its fields: times have their seconds beside.
TEST(SignInCompose, WhatSnip12WritesCanBeRead) {
    std::size_t written = 0, refused = 0;
    for (std::size_t size = 3800; size <= 4000; ++size) {
        const auto fields =
            fields_of(snip12, {{"uri", "https://app.example/" + std::string(3900, 'a')},
                               {"statement", std::string(size, 'a')},
                               {"expiration_time", "2026-01-15T12:09:00Z"}});
        const auto reply = compose(snip12, fields);
        if (json_of(fields).size() > WA_CLAIMS_CAPACITY) break;
        if (reply.status == WA_OK) {
            ++written;
            ASSERT_EQ(read_again(snip12, reply, snip12.account, ""), "read") << size;
        } else {
            ++refused;
            EXPECT_TRUE(reply.why.starts_with("size: the claims have ")) << reply.why;
            EXPECT_TRUE(reply.why.contains(": shorten the claim ")) << reply.why;
        }
    }
    EXPECT_GT(written, 0U);
    EXPECT_GT(refused, 0U);
}

TEST(SignInCompose, RefusalNamesTheStatement) {
    for (const auto &of : {eip4361, siws, nep413, snip12}) {
        const auto said = [&of](std::string_view statement) {
            return why(of, {{"statement", std::string{statement}}});
        };
        EXPECT_EQ(said("Sign \xc3\xa4"),
                  "statement: byte 5 is a character outside ASCII: write it in printable ASCII");
        EXPECT_EQ(said("a\tb"), "statement: byte 1 is a tab: write it in printable ASCII");
        EXPECT_EQ(said(std::string(9000, 'a')).substr(0, 22), "size: the fields have ");
        for (const std::size_t size : {4500, 9000}) {
            const auto wrong = said(std::string(size, 'a'));
            EXPECT_TRUE(wrong.ends_with(": shorten the claim statement")) << wrong;
        }
    }
    for (const auto &of : {siws, nep413, snip12}) {
        EXPECT_EQ(why(of, {{"statement", ""}}),
                  "statement: it is empty, which this form can't say: give it words, or leave it "
                  "out");
    }
    EXPECT_EQ(why(nep413, {{"statement", "a\nb"}}), "written");
}

// Of lines: EIP-4361's statement is one line, of the characters of RFC 3986 and blanks.
TEST(SignInCompose, RefusalOfALineNamesTheStatement) {
    for (const auto &of : {eip4361, siws}) {
        const auto said = [&of](std::string_view statement) {
            return why(of, {{"statement", std::string{statement}}});
        };
        EXPECT_EQ(said("URI: mine"),
                  "statement: it reads like the field \"URI: \": begin it with other words");
        EXPECT_EQ(said("Resources:"),
                  "statement: it reads like the field \"Resources:\": begin it with other words");
        EXPECT_EQ(said("a\nb"), "statement: byte 1 is a line feed: write it in one line");
        EXPECT_EQ(said("a\n\nURI: b"), "statement: byte 1 is a line feed: write it in one line");
        EXPECT_EQ(said("say \"yes\""), "statement: byte 4 is a quotation mark, which EIP-4361 does "
                                       "not allow there: leave it out");
        EXPECT_EQ(said("Resources: some"), "written");
    }
    EXPECT_EQ(why(eip4361, {{"statement", ""}}), "written");
}

TEST(SignInCompose, RefusalNamesAnyOtherClaim) {
    EXPECT_EQ(why(eip4361, {{"request_id", "a\nb"}}),
              "request_id: byte 1 is a line feed: write it in one line");
    EXPECT_EQ(why(eip4361, {{"uri", "https://app.example/\xc3\xa4"}}),
              "uri: byte 20 is a character outside ASCII: write it in printable ASCII");
    EXPECT_EQ(why(eip4361, {{"resources", ""}}),
              "resources: item 0 is no URI of RFC 3986: write a whole one");
    for (const auto &of : {eip4361, siws, snip12}) {
        EXPECT_EQ(why(of, {{"account", "-"}}),
                  "account: none is given, and this form's text names it: give the one that signs");
    }
}

} // namespace
} // namespace walletauth::signin
