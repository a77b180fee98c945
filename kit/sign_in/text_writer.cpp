// SPDX-License-Identifier: Apache-2.0
#include "field_labels.hpp"

#include <walletauth/sign_in/text_form.hpp>

namespace walletauth::sign_in {
namespace {

constexpr std::size_t usual_size = 512; // bytes of a text
constexpr std::string_view usual_version = "1";

/// What stands behind a field's label; nothing if it is not claimed. `chain`: as the form writes
/// it.
std::optional<std::string_view> value_of(Field field, const Claims &claims,
                                         std::string_view chain) {
    const auto text_of = [](const std::optional<Time> &time) {
        return time ? std::optional<std::string_view>{time->text} : std::nullopt;
    };
    switch (field) {
    case Field::uri:
        return claims.uri;
    case Field::version:
        return claims.version ? std::string_view{*claims.version} : usual_version;
    case Field::chain:
        return chain;
    case Field::nonce:
        return claims.nonce;
    case Field::issued_at:
        return text_of(claims.issued_at);
    case Field::expiration_time:
        return text_of(claims.expiration_time);
    case Field::not_before:
        return text_of(claims.not_before);
    case Field::request_id:
        return claims.request_id;
    case Field::resources:
        return claims.resources ? std::optional<std::string_view>{""} : std::nullopt;
    }
    return std::nullopt;
}

void append_fields(std::string &text, const TextForm &form, const Claims &claims,
                   std::string_view chain) {
    for (const Field field : form.order) {
        const auto value = value_of(field, claims, chain);
        if (!value) continue;
        text.append("\n").append(label_of(field)).append(*value);
        if (field != Field::resources) continue;
        for (const auto &resource : *claims.resources)
            text.append("\n").append(resource_mark).append(resource);
    }
}

} // namespace

Result<std::string> compose_text(const TextForm &form, std::string_view chain,
                                 const Claims &claims) {
    if (claims.chain && *claims.chain != chain) {
        return refuse_check("chain", "the fields name another chain");
    }
    const auto chain_text = form.text_of(chain);
    if (!chain_text) {
        return refuse(WA_UNSUPPORTED_CHAIN, "chain: this form has no spelling of ", chain);
    }
    if (!claims.domain) return refuse_check("domain", "the fields have none");
    if (!claims.account) return refuse_without_account();
    std::string text;
    text.reserve(usual_size);
    if (claims.scheme) text.append(*claims.scheme).append("://");
    text += *claims.domain;
    text += before_name;
    text += form.wallet_name.empty() ? form.written_name : form.wallet_name;
    text += behind_name;
    text.append("\n").append(*claims.account);
    text += '\n';
    if (claims.statement) text.append("\n").append(*claims.statement).append("\n");
    if (!claims.statement && form.blank == Blank::two) text += '\n';
    append_fields(text, form, claims, *chain_text);
    const auto rule = form.blank == Blank::two ? StatementRule::line_or_empty : StatementRule::line;
    auto read = view_text(form, chain, text);
    if (!read) return refuse_unwritten(claims, rule, read.error());
    // What was written though nobody claimed it.
    if (!claims.version && read->version == usual_version) read->version.reset();
    if (!claims.chain && read->chain == chain) read->chain.reset();
    if (!are_same(*read, claims)) {
        return refuse_unwritten(
            claims, rule, refuse_check("grammar", "the text would say something else").error());
    }
    return text;
}

} // namespace walletauth::sign_in
