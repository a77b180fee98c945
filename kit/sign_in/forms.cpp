// SPDX-License-Identifier: Apache-2.0
#include <walletauth/sign_in/forms.hpp>

#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::sign_in {
namespace {

Result<const FormEntry *> find(std::span<const FormEntry> forms, std::string_view scheme,
                               std::string_view id) noexcept {
    for (const auto &entry : forms) {
        if (view(entry.form.scheme) == scheme && view(entry.form.id) == id) return &entry;
    }
    return refuse(WA_UNSUPPORTED_OPERATION, "form: scheme ", scheme, " has no form \"", id, "\"");
}

Result<std::string> read_one(std::span<const FormEntry> forms, const wa_request *request,
                             wa_text form) {
    if (request == nullptr) return refuse(WA_ERROR_ARGUMENT, "request is NULL");
    const auto known = read_request(*request);
    if (!known) return std::unexpected(known.error());
    const auto entry = find(forms, view(known->scheme), view(form));
    if (!entry) return std::unexpected(entry.error());
    if (!covers_chain(*(*entry)->scheme, view(known->chain))) {
        return refuse(WA_UNSUPPORTED_CHAIN, "chain: the form does not serve ", view(known->chain));
    }
    // The reader names its own checks; what it does not look at is the scheme's matter.
    auto claims = (*entry)->read(*known);
    if (!claims) return std::unexpected(claims.error());
    if (auto good = check_request(*(*entry)->scheme, *known); !good) {
        return std::unexpected(good.error());
    }
    return claims;
}

Result<std::string> compose_one(std::span<const FormEntry> forms, std::string_view chain,
                                std::string_view scheme, std::string_view form, wa_bytes fields) {
    const auto entry = find(forms, scheme, form);
    if (!entry) return std::unexpected(entry.error());
    if (!covers_chain(*(*entry)->scheme, chain)) {
        return refuse(WA_UNSUPPORTED_CHAIN, "chain: the form does not serve ", chain);
    }
    const auto claims = read_fields(as_text(view(fields)));
    if (!claims) return std::unexpected(claims.error());
    const auto composed = (*entry)->compose(chain, *claims);
    if (!composed) return std::unexpected(composed.error());
    std::string out;
    out.reserve(composed->message.size() + composed->params.size() + composed->wallet.size() + 64);
    out.append("{\"message\":").append(composed->message);
    out.append(",\"params\":").append(composed->params);
    out.append(",\"wallet\":").append(composed->wallet).append("}");
    return out;
}

} // namespace

std::string text_message(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 64); // room for some escapes
    out += "{\"text\":";
    json::append_quoted(out, text);
    return out + '}';
}

std::uint32_t read_form(std::span<const FormEntry> forms, const wa_request *request, wa_text form,
                        wa_buffer *out, wa_buffer *detail) noexcept {
    return kit::write_output(kit::guarded([&] { return read_one(forms, request, form); }), out,
                             detail);
}

std::uint32_t compose_form(std::span<const FormEntry> forms, wa_text chain, wa_text scheme,
                           wa_text form, wa_bytes fields, wa_buffer *out,
                           wa_buffer *detail) noexcept {
    return kit::write_output(kit::guarded([&] {
                                 return compose_one(forms, view(chain), view(scheme), view(form),
                                                    fields);
                             }),
                             out, detail);
}

} // namespace walletauth::sign_in
