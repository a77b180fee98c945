// SPDX-License-Identifier: Apache-2.0
// Sealed texts: nobody but the holder of a key can read or make one. Internal.
#pragma once

#include <walletauth/signin/key_ring.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::daemon {

/// What a sealed text is good for. It is opened for exactly this, and for nothing else.
struct SealedFor {
    std::string_view type; ///< such as "access"
    std::string_view issuer;
    std::string_view client;
    std::string_view generation; ///< of the store: what it may have forgotten is void
};

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) by libsodium. The text is base64url of key id (1
/// byte), nonce (24), and the sealed bytes; `of` is covered, each part with its length. Any thread.
class Sealer {
  public:
    explicit Sealer(std::shared_ptr<const signin::KeyRing> keys);
    Sealer(const Sealer &) = delete;
    Sealer &operator=(const Sealer &) = delete;
    ~Sealer(); ///< wipes what it made of the key

    [[nodiscard]] std::string seal(const SealedFor &of, std::string_view text) const;
    /// The same text gives the same sealed text, while the same key signs: its nonce is a keyed
    /// hash of all that is sealed. Who sees two can tell that they are equal, and nothing else.
    [[nodiscard]] std::string seal_alike(const SealedFor &of, std::string_view text) const;
    /// Nothing for what is not ours, or was made for something else.
    [[nodiscard]] std::optional<std::string> open(const SealedFor &of,
                                                  std::string_view sealed) const;

  private:
    /// `associated`: what it is good for, as bytes.
    [[nodiscard]] std::string seal_with(std::string_view associated, std::string_view text,
                                        const std::uint8_t *nonce) const;

    std::shared_ptr<const signin::KeyRing> keys_;
    std::array<std::uint8_t, 32> nonce_key_{}; ///< of the key that signs
};

} // namespace walletauth::daemon
