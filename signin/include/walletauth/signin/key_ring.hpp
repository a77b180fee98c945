// SPDX-License-Identifier: Apache-2.0
/// KeyRing: the secret keys that make and check nonces.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/signin/nonce.hpp>

#include <array>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace walletauth::signin {

/// Fills `out` with bytes that nobody can foretell. It must not fail; any thread.
using Random = std::function<void(std::span<std::uint8_t> out)>;
/// That of the operating system, by libsodium. Ends the process if there is none, as libsodium
/// does.
[[nodiscard]] Random system_random();

/// Up to 16 keys, of which one signs and all verify. Immutable: any thread.
///
/// How to rotate where several processes share a file:
/// 1. Add the new key as the last line, everywhere. It verifies.
/// 2. Move it to the first line, everywhere. It signs.
/// 3. After the longest lifetime of a challenge, and 15 minutes at least, remove the old one.
class KeyRing {
  public:
    /// One new key, which lives as long as this object's copies: for a service of one process.
    [[nodiscard]] static KeyRing generate(const Random &random);
    /// The text of a key file: one line a key, `ID HEX`: the id 0 to 15, the key 64 hex digits. The
    /// first line's key signs. The error says which line is wrong, and never shows a key.
    [[nodiscard]] static std::expected<KeyRing, std::string> parse(std::string_view text);
    /// The text of a file with one new key.
    [[nodiscard]] static std::string new_file(const Random &random);

    KeyRing(const KeyRing &) = default;
    KeyRing &operator=(const KeyRing &) = default;
    ~KeyRing(); ///< wipes the keys

    [[nodiscard]] std::uint8_t signer_id() const noexcept { return signer_; }
    /// The key of an id; NULL if the ring has none.
    [[nodiscard]] const NonceKey *find(std::uint8_t id) const noexcept;
    /// Whether the keys come from a text, so that they outlive this process. With a store that does
    /// not, SignIn refuses them.
    [[nodiscard]] bool outlives_process() const noexcept { return outlives_process_; }

  private:
    KeyRing() = default;

    std::array<std::optional<NonceKey>, max_key_id + 1> keys_;
    std::uint8_t signer_ = 0;
    bool outlives_process_ = false;
};

} // namespace walletauth::signin
