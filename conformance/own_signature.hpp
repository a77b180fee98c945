// SPDX-License-Identifier: Apache-2.0
// Signatures by a key of the tool's own: it listens to what the plugin gives to libsodium, and
// signs just that. Internal.
#pragma once

#include "case.hpp"
#include "substitution.hpp"

#include <optional>

namespace walletauth::conformance {

/// From its making on, this process hears what the module gives to libsodium's Ed25519.
class OwnSigner {
  public:
    explicit OwnSigner(const wa_plugin &plugin);
    OwnSigner(const OwnSigner &) = delete;
    OwnSigner &operator=(const OwnSigner &) = delete;

    /// Whether the module takes libsodium's verification from elsewhere.
    [[nodiscard]] bool hears() const noexcept { return hears_; }

    /// The key of its own, and the request's signature with its own signature of the same bytes in
    /// the place of the one that was verified; nothing if none was, or if it is not in there as it
    /// was given to libsodium.
    [[nodiscard]] std::optional<Substitute> sign_as(const Question &question) const;

  private:
    const wa_plugin &plugin_;
    bool hears_ = false;
};

} // namespace walletauth::conformance
