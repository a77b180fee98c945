// SPDX-License-Identifier: Apache-2.0
/// What the parameters of a request say. Host and kit have held their names, kinds and sizes
/// against the scheme's descriptor (checks.hpp), so a name is there once or not at all.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace walletauth {

/// The parameters of one request. Every function takes a name and answers nothing if there is no
/// parameter of that name; an empty value is a value. Two words, cheap to copy; what is answered
/// points into the request. Looking for a name is linear in the number of parameters.
class Parameters {
  public:
    explicit Parameters(const wa_request &request) noexcept
        : Parameters(std::span{request.parameters, request.parameter_count}) {}
    /// As AddressDeriver::derive_account gets them.
    explicit Parameters(std::span<const wa_parameter> parameters) noexcept
        : parameters_(parameters) {}

    [[nodiscard]] std::optional<std::span<const std::uint8_t>> bytes(
        std::string_view name) const noexcept;

    /// Of kind WA_PARAMETER_TEXT the text; of kind WA_PARAMETER_JSON the JSON.
    [[nodiscard]] std::optional<std::string_view> text(std::string_view name) const noexcept;

    /// A decimal number of 64 bits without sign and leading zeros, as text or as JSON;
    /// WA_MALFORMED_PARAMS for another value.
    [[nodiscard]] Result<std::optional<std::uint64_t>> number(std::string_view name) const noexcept;

    /// The one of `words` that the value is; WA_MALFORMED_PARAMS, which lists them, for another.
    [[nodiscard]] Result<std::optional<std::string_view>> word(
        std::string_view name, std::initializer_list<std::string_view> words) const noexcept;

  private:
    std::span<const wa_parameter> parameters_;
};

} // namespace walletauth
