// SPDX-License-Identifier: Apache-2.0
/// A plugin's sign-in texts as the extension `walletauth.sign-in/1` (sign_in.h). The plugin writes
/// a table of its forms; the kit checks requests, catches exceptions and writes the C table:
///
///     constexpr sign_in::FormEntry forms[]{
///         {sign_in::descriptor("example", "example-message", claims), &example_scheme, &read,
///          &compose}};
///     constexpr ExtensionEntry extensions[]{sign_in::extension<forms>()};
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/plugin.hpp>
#include <walletauth/sign_in.h>
#include <walletauth/sign_in/claims.hpp>
#include <walletauth/sign_in/text_form.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace walletauth::sign_in {

/// What a challenge needs: JSON sources.
struct Composed {
    std::string message; ///< as the wire format has it: {"text": ...} or {"json": ...}
    std::string params = "{}";
    std::string wallet; ///< {"method":...,"params":...}
};

/// One form of one scheme; a constant.
struct FormEntry {
    wa_sign_in_form form;
    const wa_scheme *scheme; ///< the descriptor that requests are held against
    /// What the message of a request of the scheme claims, as `to_json` writes it. Sizes of
    /// parameters are not checked yet.
    Result<std::string> (*read)(const wa_request &request);
    /// Writes a text; what read would not give back is refused (docs/sign-in-forms.md).
    Result<Composed> (*compose)(std::string_view chain, const Claims &claims);
};

[[nodiscard]] constexpr wa_sign_in_form descriptor(std::string_view id, std::string_view scheme,
                                                   std::uint64_t claims) noexcept {
    return {sizeof(wa_sign_in_form), 0, text_of(id), text_of(scheme), claims};
}

/// WA_CLAIM_* of a form of lines.
[[nodiscard]] constexpr std::uint64_t claims_of(const TextForm &form) noexcept {
    return WA_CLAIM_ACCOUNT | WA_CLAIM_CHAIN | WA_CLAIM_DOMAIN | WA_CLAIM_URI | WA_CLAIM_VERSION |
           WA_CLAIM_NONCE | WA_CLAIM_STATEMENT | WA_CLAIM_ISSUED_AT | WA_CLAIM_EXPIRATION_TIME |
           WA_CLAIM_NOT_BEFORE | WA_CLAIM_REQUEST_ID | WA_CLAIM_RESOURCES |
           (form.has_scheme ? WA_CLAIM_SCHEME : 0);
}

/// {"text":...} of a message.
[[nodiscard]] std::string text_message(std::string_view text);

/// `read` and `compose` of the extension over a plugin's forms. Any thread.
[[nodiscard]] std::uint32_t read_form(std::span<const FormEntry> forms, const wa_request *request,
                                      wa_text form, wa_buffer *out, wa_buffer *detail) noexcept;
[[nodiscard]] std::uint32_t compose_form(std::span<const FormEntry> forms, wa_text chain,
                                         wa_text scheme, wa_text form, wa_bytes fields,
                                         wa_buffer *out, wa_buffer *detail) noexcept;

/// The C table of an array of FormEntry of static storage.
template <const auto &entries>
struct Table {
    static constexpr auto forms = [] {
        std::array<const wa_sign_in_form *, std::size(entries)> pointers{};
        for (std::size_t i = 0; i < pointers.size(); ++i)
            pointers[i] = &entries[i].form;
        return pointers;
    }();
    static std::uint32_t read(const wa_request *request, wa_text form, wa_buffer *out,
                              wa_buffer *detail) noexcept {
        return read_form(entries, request, form, out, detail);
    }
    static std::uint32_t compose(wa_text chain, wa_text scheme, wa_text form, wa_bytes fields,
                                 wa_buffer *out, wa_buffer *detail) noexcept {
        return compose_form(entries, chain, scheme, form, fields, out, detail);
    }
    static constexpr wa_sign_in_table table{
        sizeof(wa_sign_in_table), 0, forms.data(), forms.size(), &read, &compose};
};

template <const auto &entries>
[[nodiscard]] constexpr ExtensionEntry extension() noexcept {
    return {WA_SIGN_IN_EXTENSION, &Table<entries>::table};
}

} // namespace walletauth::sign_in
