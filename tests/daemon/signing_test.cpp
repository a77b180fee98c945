// SPDX-License-Identifier: Apache-2.0
// Access tokens that are signed (RFC 9068), and the keys that sign them (RFC 8037).
#include "daemon/signing.hpp"
#include "sessions.hpp"

#include <walletauth/text/base64.hpp>

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace walletauth::daemon {
namespace {

// RFC 8037, A.1 to A.3: the key, its public key and its thumbprint, which is the id here.
constexpr std::string_view rfc8037_pem =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
    "-----END PRIVATE KEY-----\n";

std::string payload_of(const std::string &token) {
    const auto from = token.find('.') + 1;
    const auto bytes = decode_base64(token.substr(from, token.rfind('.') - from),
                                     Base64Alphabet::url, Padding::none);
    return bytes ? std::string{bytes->begin(), bytes->end()} : "";
}

/// The claims of RFC 9068, 2.2.
TEST_F(Sessions, SignedAccessTokens) {
    EXPECT_EQ(service.ask("GET", "/jwks.json").status, 404);
    const auto directory =
        std::filesystem::temp_directory_path() / ("walletauthd-keys." + std::to_string(::getpid()));
    std::filesystem::create_directory(directory);
    std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
    const auto file = directory / "ed25519.pem";
    std::ofstream(file) << rfc8037_pem;
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    const auto settings =
        std::string{settings_text} + "[keys]\nsigning = [\"" + file.string() + "\"]\n";
    auto parts = make_parts(*read_settings(settings), service.app->lasting(), plugins());
    std::filesystem::permissions(file, std::filesystem::perms::all);
    EXPECT_FALSE(make_parts(*read_settings(settings), service.app->lasting(), plugins()))
        << "others may read it";
    std::filesystem::remove_all(directory);
    ASSERT_TRUE(parts) << parts.error();
    service.app->replace(*parts);
    EXPECT_NE(service.ask("GET", "/jwks.json").body.find("11qYAYKxCrfVS"), std::string::npos);
    const auto refresh_token = sign_in(users().front());
    const auto claims = payload_of(access);
    EXPECT_EQ(member(claims, "iss"), "https://login.example");
    EXPECT_EQ(member(claims, "aud"), "app");
    EXPECT_EQ(member(claims, "client_id"), "app");
    EXPECT_EQ(member(claims, "iat"), std::to_string(now.time_since_epoch().count()));
    EXPECT_EQ(member(claims, "exp"), std::to_string(now.time_since_epoch().count() + 600));
    for (const auto *name : {"sub", "jti", "sid", "auth_time"})
        EXPECT_FALSE(member(claims, name).empty()) << name;
    EXPECT_EQ(session(access), 200);
    EXPECT_EQ(
        service
            .ask("GET", "/v1/session?client_id=other", "", {{"authorization", "Bearer " + access}})
            .status,
        401);
    EXPECT_EQ(sign_out(refresh_token).status, 200);
    EXPECT_EQ(session(access), 401);
    // A store that has begun anew has forgotten who signed out: these tokens are void, too. What
    // tells the daemon of it is whatever request comes first.
    const auto other = sign_in(users()[1]);
    EXPECT_EQ(session(access), 200);
    service.store->name = "after a failover";
    service.time += seconds{2};
    EXPECT_EQ(refresh(other).status, 401);
    EXPECT_EQ(session(access), 401);
    service.time += minutes{10};
    EXPECT_EQ(session(access), 401);
}

TEST(SigningKeys, AreThoseOfRfc8037) {
    SigningKeys keys;
    ASSERT_TRUE(keys.add(rfc8037_pem));
    EXPECT_EQ(keys.jwks(), R"({"keys":[{"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA",)"
                           R"("kid":"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",)"
                           R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]})");
    EXPECT_FALSE(keys.add(rfc8037_pem)) << "twice";
    for (const auto *text :
         {"", "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
          "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----"})
        EXPECT_FALSE(keys.add(text)) << text;
}

TEST(SigningKeys, TokenSaysNothingOfHowItIsVerified) {
    SigningKeys keys;
    ASSERT_TRUE(keys.add(rfc8037_pem));
    const auto token = keys.sign(R"({"sub":"a"})");
    EXPECT_EQ(keys.open(token), R"({"sub":"a"})");
    for (std::size_t i = 0; i < token.size(); ++i) {
        auto changed = token;
        changed[i] = changed[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(keys.open(changed)) << i;
    }
    for (const auto *text : {"", ".", "..", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0."})
        EXPECT_FALSE(keys.open(text)) << text;
    EXPECT_FALSE(keys.open(token + '.'));
    EXPECT_FALSE(keys.open(token.substr(0, token.rfind('.'))));
    EXPECT_FALSE(SigningKeys{}.open(token));
}

} // namespace
} // namespace walletauth::daemon
