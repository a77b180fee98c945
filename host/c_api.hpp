// SPDX-License-Identifier: Apache-2.0
// What the files of the C API share. Internal.
#pragma once

#include <walletauth/c_bridge.hpp>
#include <walletauth/verifier.hpp>
#include <walletauth/walletauth.h>

#include <span>
#include <string_view>

struct wa_host {
    walletauth::Verifier verifier;
};

namespace walletauth::c_api {

[[nodiscard]] inline std::uint32_t give(std::uint32_t status, std::string_view text, char **answer,
                                        std::size_t *size) noexcept {
    *answer = copy_text(text);
    if (*answer == nullptr) return WA_ERROR_MEMORY;
    if (size != nullptr) *size = text.size();
    return status;
}

[[nodiscard]] inline std::string_view text(const char *data, std::size_t size) noexcept {
    return size == 0 ? std::string_view{} : std::string_view{data, size};
}
[[nodiscard]] inline std::span<const std::uint8_t> bytes(const std::uint8_t *data,
                                                         std::size_t size) noexcept {
    return size == 0 ? std::span<const std::uint8_t>{} : std::span{data, size};
}
/// NULL stands for nothing, and for nothing else.
[[nodiscard]] inline bool is_readable(const void *data, std::size_t size) noexcept {
    return data != nullptr || size == 0;
}

} // namespace walletauth::c_api
