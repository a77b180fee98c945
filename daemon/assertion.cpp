// SPDX-License-Identifier: Apache-2.0
#include "assertion.hpp"

#include "browser.hpp"

#include <walletauth/text/json.hpp>

#include <sodium.h>

#include <array>

namespace walletauth::daemon {
namespace {

constexpr std::chrono::seconds life{60};

std::string base64url(const std::uint8_t *bytes, std::size_t size) {
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string text(sodium_base64_encoded_len(size, variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, variant);
    text.pop_back(); // the NUL that libsodium writes
    return text;
}
std::string base64url(std::string_view text) {
    return base64url(reinterpret_cast<const std::uint8_t *>(text.data()), text.size());
}

struct KeyPair {
    std::array<std::uint8_t, crypto_sign_PUBLICKEYBYTES> open{};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};

    explicit KeyPair(const signin::NonceKey &key) {
        static constexpr std::string_view purpose = "walletauth assertion key 1";
        std::array<std::uint8_t, crypto_sign_SEEDBYTES> seed{};
        crypto_generichash(seed.data(), seed.size(),
                           reinterpret_cast<const std::uint8_t *>(purpose.data()), purpose.size(),
                           key.data(), key.size());
        crypto_sign_seed_keypair(open.data(), secret.data(), seed.data());
        sodium_memzero(seed.data(), seed.size());
    }
    KeyPair(const KeyPair &) = delete;
    KeyPair &operator=(const KeyPair &) = delete;
    ~KeyPair() { sodium_memzero(secret.data(), secret.size()); }

    [[nodiscard]] std::string x() const { return base64url(open.data(), open.size()); }
    /// RFC 7638: the members that a key of this type must have, in the order of their names.
    [[nodiscard]] std::string id() const {
        return hash_of(R"({"crv":"Ed25519","kty":"OKP","x":")" + x() + "\"}");
    }
};

std::string_view word_of(std::uint32_t link) noexcept {
    switch (link) {
    case WA_LINK_DERIVED:
        return "derived";
    case WA_LINK_CHAIN_STATE:
        return "chain_state";
    default:
        return "counterfactual";
    }
}

} // namespace

std::string Assertions::make(std::string_view issuer, std::string_view audience,
                             const Visitor &visitor, signin::Time now) const {
    const KeyPair pair{*keys_->find(keys_->signer_id())};
    std::string claims = R"({"iss":)" + json::quote(issuer) + R"(,"aud":)" + json::quote(audience);
    const auto add = [&](std::string_view name, std::string_view value) {
        claims.append(",\"").append(name).append("\":").append(json::quote(value));
    };
    add("sub", visitor.subject);
    add("sid", visitor.session);
    add("wallet_account", visitor.account);
    add("wallet_chain", visitor.chain);
    add("wallet_scheme", visitor.scheme);
    add("wallet_link", word_of(visitor.link));
    const auto seconds = [](signin::Time time) {
        return std::to_string(time.time_since_epoch().count());
    };
    claims += R"(,"auth_time":)" + seconds(visitor.auth_time) + R"(,"iat":)" + seconds(now) +
              R"(,"exp":)" + seconds(now + life) + '}';
    auto out = base64url(R"({"alg":"EdDSA","typ":"JWT","kid":")" + pair.id() + "\"}");
    out += '.' + base64url(claims);
    std::array<std::uint8_t, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr,
                         reinterpret_cast<const std::uint8_t *>(out.data()), out.size(),
                         pair.secret.data());
    return out + '.' + base64url(signature.data(), signature.size());
}

std::string Assertions::jwks() const {
    std::string out = R"({"keys":[)";
    for (std::uint8_t id = 0; id <= signin::max_key_id; ++id) {
        const auto *key = keys_->find(id);
        if (key == nullptr) continue;
        const KeyPair pair{*key};
        out += out.back() == '[' ? "" : ",";
        out += R"({"kty":"OKP","crv":"Ed25519","use":"sig","alg":"EdDSA","kid":")" + pair.id() +
               R"(","x":")" + pair.x() + "\"}";
    }
    return out + "]}";
}

} // namespace walletauth::daemon
