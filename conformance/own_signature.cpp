// SPDX-License-Identifier: Apache-2.0
#include "own_signature.hpp"

#include "answer.hpp"
#include "imported_functions.hpp"
#include "sanitized.hpp"

#include <sodium.h>

#include <algorithm>

namespace walletauth::conformance {
namespace {

using Verify = int (*)(const unsigned char *signature, const unsigned char *message,
                       unsigned long long size, const unsigned char *key);

// A check's process has one thread and one module.
Verify real = nullptr;
Bytes heard_signature;
Bytes heard_message;

int listen(const unsigned char *signature, const unsigned char *message, unsigned long long size,
           const unsigned char *key) {
    heard_signature.assign(signature, signature + crypto_sign_ed25519_BYTES);
    heard_message.assign(message, message + size);
    return real(signature, message, size, key);
}

} // namespace

OwnSigner::OwnSigner(const wa_plugin &plugin) : plugin_(plugin) {
    if (WALLETAUTH_SANITIZED != 0) return; // it watches the table of functions
    for (const auto &each : imported_functions(reinterpret_cast<const void *>(plugin.verify))) {
        if (each.name != "crypto_sign_ed25519_verify_detached" &&
            each.name != "crypto_sign_verify_detached") {
            continue;
        }
        auto *const before = *each.slot;
        real = reinterpret_cast<Verify>(before);
        hears_ = replace(each, reinterpret_cast<const void *>(&listen)) || hears_;
    }
}

std::optional<Substitute> OwnSigner::sign_as(const Question &question) const {
    if (!hears_) return std::nullopt;
    heard_signature.clear();
    (void)ask(plugin_, question);
    const auto place = std::ranges::search(question.signature, heard_signature);
    if (heard_signature.empty() || place.empty()) return std::nullopt;
    constexpr std::array<unsigned char, crypto_sign_ed25519_SEEDBYTES> seed{'o', 'w', 'n'};
    Bytes key(crypto_sign_ed25519_PUBLICKEYBYTES);
    std::array<unsigned char, crypto_sign_ed25519_SECRETKEYBYTES> secret{};
    (void)crypto_sign_ed25519_seed_keypair(key.data(), secret.data(), seed.data());
    Bytes own(crypto_sign_ed25519_BYTES);
    (void)crypto_sign_ed25519_detached(own.data(), nullptr, heard_message.data(),
                                       heard_message.size(), secret.data());
    Bytes signature = question.signature;
    std::ranges::copy(own, signature.begin() + (place.begin() - question.signature.begin()));
    return Substitute{"a key of the tool's own and its signature of the same bytes", std::move(key),
                      std::move(signature)};
}

} // namespace walletauth::conformance
