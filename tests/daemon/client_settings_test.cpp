// SPDX-License-Identifier: Apache-2.0
// Whose page a client's users sign for.
#include "service.hpp"

#include <walletauth/text/base64.hpp>

#include <sodium.h>

#include <array>
#include <span>

namespace walletauth::daemon {
namespace {

using namespace std::string_literals;

std::string with_client(const std::string &lines) {
    return "issuer = \"https://login.example\"\nplugins = \""s + WALLETAUTH_PLUGINS +
           "\"\n[sign_in]\nchains = [\"eip155:1\", \"near:mainnet\"]\n"
           "forms = [\"eip4361\", \"nep413\"]\n[[client]]\nnative = true\n" +
           lines;
}

/// The text that a user of Ethereum is asked to sign.
std::string text_of(const std::string &client) {
    Service service{with_client(client)};
    const auto made = service.ask("POST", "/v1/challenge",
                                  R"({"chain":"eip155:1","scheme":"eip191",)"
                                  R"("account":"0x9E026AC3A6E53A66f6fD14e9BFAf93882A958B14"})");
    EXPECT_EQ(made.status, 200) << made.body;
    return member(member(made.body, "message"), "text");
}

/// EIP-4361, "Verifying message": a wallet must see that the domain is the page's, and wallets call
/// another one phishing.
TEST(ClientSettings, TextIsForTheClientsPage) {
    for (const auto &[client, host, uri] : std::vector<std::array<std::string, 3>>{
             {"origins = [\"https://shop.example\"]", "shop.example", "https://shop.example"},
             {"origins = [\"http://localhost:3000\"]", "localhost:3000", "http://localhost:3000"},
             {"domain = \"www.shop.example\"\norigins = [\"https://shop.example\", "
              "\"http://www.shop.example\"]",
              "www.shop.example", "http://www.shop.example"},
             {"", "login.example", "https://login.example"}}) { // a program has no page
        const auto text = text_of(client);
        const auto first = host + " wants you to sign in with your Ethereum account:\n";
        const auto begin = text.find(first);
        EXPECT_TRUE(begin == 0 || text.starts_with("http://" + first)) << text;
        EXPECT_NE(text.find("\nURI: " + uri + '\n'), std::string::npos) << text;
    }
}

TEST(ClientSettings, SayWhichPageIsMeant) {
    for (const auto &[client, name, what] : std::vector<std::array<std::string, 3>>{
             {"origins = [\"https://a.example\", \"https://b.example\"]", "client.domain",
              "say which of them"},
             {"origins = [\"https://a.example\", \"http://a.example\"]", "client.origins",
              "line 8: a.example stands there with http and with https"},
             {"callback_origins = [\"https://a.example/\"]", "client.callback_origins",
              "line 8: \"https://a.example/\" is no origin"},
             {"callback_origins = [\"shop://a/b\"]", "client.callback_origins", "is no origin"},
             {"callback_origins = [\"shop\"]", "client.callback_origins", "is no origin"}}) {
        const auto settings = read_settings(with_client(client));
        ASSERT_FALSE(settings) << client;
        EXPECT_EQ(settings.error().member, name) << client;
        EXPECT_NE(settings.error().message().find(what), std::string::npos)
            << settings.error().message();
    }
}

/// EIP-4361: the statement stands between two empty lines. NEP-413: it is the message.
TEST(ClientSettings, StatementIsTheOperatorsUnlessThePageHasItsOwn) {
    const std::string ours = "statement = \"Sign in to Shop\"\n";
    EXPECT_NE(text_of(ours).find("\n\nSign in to Shop\n\nURI: "), std::string::npos);
    Service service{with_client(ours)};
    const auto message = [&](const std::string &more) {
        const auto made = service.ask(
            "POST", "/v1/challenge",
            R"({"chain":"near:mainnet","scheme":"nep413","account":"alice.near")" + more + '}');
        EXPECT_EQ(made.status, 200) << made.body;
        return member(member(made.body, "message"), "text");
    };
    EXPECT_EQ(message(""), "Sign in to Shop");
    EXPECT_EQ(message(R"(,"statement":"Buy a hat")"), "Buy a hat");
}

/// One that a wallet's form can't carry would let nobody in.
TEST(ClientSettings, StatementIsOneThatEachFormCanCarry) {
    for (const auto &[statement, what] : std::vector<std::pair<std::string, std::string>>{
             {"", "it is no text, empty"},
             {"URI: https://a.example", "statement: it reads like the field \"URI: \""},
             {"50 %", "statement: byte 3 is"},
             {std::string(1'001, 'a'), "statement: it has 1001 bytes: write at most 1000"}}) {
        const auto settings = read_settings(with_client("statement = \"" + statement + "\""));
        ASSERT_FALSE(settings) << statement;
        EXPECT_EQ(settings.error().member, "client.statement");
        EXPECT_NE(settings.error().message().find(what), std::string::npos)
            << settings.error().message();
    }
}

using Key = std::array<unsigned char, crypto_sign_SECRETKEYBYTES>;

std::string hex(std::span<const unsigned char> bytes) {
    std::string out(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
    out.pop_back();
    return out;
}

/// Borsh (borsh.io): a length of four bytes, least first, and the bytes.
void append(std::string &out, std::string_view text) {
    for (int i = 0; i < 4; ++i)
        out += static_cast<char>(text.size() >> (8 * i) & 0xff);
    out += text;
}

/// What a wallet with `key` sends for a nonce, as NEP-413 says.
std::string signed_by(const Key &key, const std::string &nonce, const std::string &recipient,
                      const std::string &callback) {
    std::string payload{"\x9d\x01\x00\x80", 4}; // 2^31 + 413
    append(payload, "Sign in");
    payload += nonce;
    append(payload, recipient);
    payload += '\x01';
    append(payload, callback);
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char *>(payload.data()),
                       payload.size());
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, hash.data(), hash.size(), key.data());
    const auto account = hex(std::span{key}.last<crypto_sign_PUBLICKEYBYTES>());
    return R"({"chain":"near:mainnet","scheme":"nep413","form":"nep413","account":")" + account +
           R"(","message":{"text":"Sign in"},"public_key":{"hex":")" + account +
           R"("},"signature":{"hex":")" + hex(signature) + R"("},"params":{"nonce":{"base64":")" +
           encode_base64(
               std::span{reinterpret_cast<const std::uint8_t *>(nonce.data()), nonce.size()}) +
           R"("},"recipient":")" + recipient + R"(","callback_url":")" + callback + "\"}}";
}

/// MyNearWallet signs the address of the page that asks, by itself: near-connect's
/// near-wallets/src/mnw.ts.
TEST(ClientSettings, EachPageOfTheClientMayBeTheWayBack) {
    Service service{with_client("domain = \"shop.example\"\norigins = [\"https://shop.example\", "
                                "\"https://www.shop.example\"]\ncallback_origins = "
                                "[\"shop://signed-in\"]")};
    Key key{};
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> account{};
    crypto_sign_keypair(account.data(), key.data());
    for (const auto &[callback, status] :
         std::vector<std::pair<std::string, int>>{{"https://shop.example/", 200},
                                                  {"https://www.shop.example/cart?item=1", 200},
                                                  {"shop://signed-in/near", 200},
                                                  {"http://shop.example/", 401},
                                                  {"https://www.shop.example.evil.example/", 401},
                                                  {"https://login.example/", 401}}) {
        const auto made = service.ask(
            "POST", "/v1/challenge",
            R"({"chain":"near:mainnet","scheme":"nep413","statement":"Sign in","account":")" +
                hex(account) + "\"}");
        ASSERT_EQ(made.status, 200) << made.body;
        const auto answer =
            service.ask("POST", "/v1/sign-in",
                        signed_by(key, member(made.body, "nonce"), "shop.example", callback));
        EXPECT_EQ(answer.status, status) << callback << ": " << answer.body;
        EXPECT_EQ(member(answer.body, "check"), status == 200 ? "" : "callback_url") << answer.body;
    }
}

} // namespace
} // namespace walletauth::daemon
