// SPDX-License-Identifier: Apache-2.0
// A text that is wiped when it is done with: a URL or a header with a key in it. Internal.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::resolver {

/// Moved, never copied: a move hands on the one buffer. Nothing here prints it.
class SecretText {
  public:
    SecretText() = default;
    explicit SecretText(std::string_view text) : bytes_(text.size() + 1) {
        text.copy(bytes_.data(), text.size());
    }
    SecretText(SecretText &&other) noexcept = default;
    SecretText &operator=(SecretText &&other) noexcept {
        bytes_.swap(other.bytes_);
        return *this;
    }
    SecretText(const SecretText &) = delete;
    SecretText &operator=(const SecretText &) = delete;
    ~SecretText() {
        if (!bytes_.empty()) ::explicit_bzero(bytes_.data(), bytes_.size());
    }

    [[nodiscard]] const char *c_str() const noexcept { return bytes_.empty() ? "" : bytes_.data(); }
    [[nodiscard]] std::string_view view() const noexcept {
        return bytes_.empty() ? std::string_view{}
                              : std::string_view{bytes_.data(), bytes_.size() - 1};
    }
    [[nodiscard]] bool empty() const noexcept { return bytes_.size() <= 1; }

  private:
    std::vector<char> bytes_; // ends with a NUL
};

/// Wipes a text of the standard library: all that it has room for.
inline void wipe(std::string &text) noexcept {
    text.resize(text.capacity());
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

} // namespace walletauth::resolver
