// SPDX-License-Identifier: Apache-2.0
// A document that is written as `compose` writes it is read without its types being parsed. It says
// the same as to the reader of any JSON.
#include "plugins/starknet/sign_in_forms.hpp"

#include <gtest/gtest.h>

#include <string>

namespace walletauth::starknet {
namespace {

constexpr std::string_view chain = "starknet:SN_MAIN";

std::string document() {
    sign_in::Claims claims;
    claims.account = "0x051ce1ce20cf6f78dddaa59a1227d9e1c04b0cb0c7aae073fe85a6b64726e518";
    claims.domain = "app.example";
    claims.statement = "Sign in";
    claims.uri = "https://app.example";
    claims.nonce = "gb6riua2ljnfuws2viciyjcxfk7s6wj3";
    claims.issued_at = sign_in::read_time("2026-01-15T12:00:00Z");
    claims.expiration_time = sign_in::read_time("2026-01-15T12:10:00Z");
    const auto composed = sign_in_forms[0].compose(chain, claims);
    EXPECT_TRUE(composed) << composed.error().detail.view();
    const std::string_view message = composed->message; // {"json":...}
    return std::string{message.substr(8, message.size() - 9)};
}

/// The claims, or the refusal.
std::string read(std::string_view text) {
    wa_request request{};
    request.struct_size = sizeof request;
    request.message = bytes_of(as_bytes(text));
    const auto claims = sign_in_forms[0].read(request);
    return claims ? *claims : std::string{claims.error().detail.view()};
}

/// The same document with a blank in it, which is not how `compose` writes.
std::string read_generally(const std::string &text) { return read("{ " + text.substr(1)); }

TEST(StarknetSignIn, ComposedDocumentsSayTheSameToBothReaders) {
    const auto text = document();
    EXPECT_TRUE(read(text).starts_with(R"({"account":"0x051ce1ce)")) << read(text);
    EXPECT_EQ(read(text), read_generally(text));
}

TEST(StarknetSignIn, ChangedDocumentsSayTheSameToBothReaders) {
    const auto good = document();
    constexpr std::string_view bytes = "\"\\{}[]:, 1aZ\n\x7f";
    std::size_t read_well = 0;
    for (std::size_t at = 1; at < good.size(); ++at) {
        for (const char byte : bytes) {
            auto text = good;
            text[at] = byte;
            ASSERT_EQ(read(text), read_generally(text)) << text;
            read_well += read(text).starts_with('{');
            text = good;
            text.insert(at, 1, byte);
            ASSERT_EQ(read(text), read_generally(text)) << text;
        }
        auto text = good;
        text.erase(at, 1);
        ASSERT_EQ(read(text), read_generally(text)) << text;
    }
    EXPECT_GT(read_well, 100U); // a changed letter of a statement is another statement
}

// A member more, before or behind those that are read, and a document behind the document.
TEST(StarknetSignIn, NothingStandsBesideTheDocument) {
    const auto text = document();
    const auto inside = text.substr(1, text.size() - 2);
    for (const auto &more :
         {text + "x", text + text, "{" + inside + R"(,"x":1})", R"({"a":1,)" + inside + "}",
          "{" + inside + "," + inside + "}", "{" + inside, inside}) {
        EXPECT_TRUE(read(more).starts_with("grammar: ")) << read(more);
    }
}

} // namespace
} // namespace walletauth::starknet
