// SPDX-License-Identifier: Apache-2.0
/// What JavaScript hands in, as bytes.
#pragma once

#include <napi.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace walletauth::node {

/// The UTF-8 of a string, or the bytes of a Uint8Array; empty for undefined. Bytes of an array are
/// seen, not copied: they are good until JavaScript runs again.
class Bytes {
  public:
    Bytes(Napi::Env env, napi_value value);
    Bytes(const Bytes &) = delete;
    Bytes &operator=(const Bytes &) = delete;
    Bytes(Bytes &&) = delete;
    Bytes &operator=(Bytes &&) = delete;
    ~Bytes() = default;

    [[nodiscard]] const char *text() const noexcept { return view_.data(); }
    [[nodiscard]] const std::uint8_t *bytes() const noexcept {
        return reinterpret_cast<const std::uint8_t *>(view_.data());
    }
    [[nodiscard]] std::size_t size() const noexcept { return view_.size(); }
    operator std::string_view() const noexcept { return view_; }
    [[nodiscard]] std::string copy() const { return std::string{view_}; }

  private:
    void read_string(Napi::Env env, napi_value value);

    // Most texts fit: a chain, an account, a message. Then one call to the engine is enough.
    std::array<char, 512> small_;
    std::string large_;
    std::string_view view_;
};

} // namespace walletauth::node
