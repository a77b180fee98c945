// SPDX-License-Identifier: Apache-2.0
#include "field_labels.hpp"

#include <walletauth/sign_in/text_form.hpp>

namespace walletauth::sign_in {
namespace {

/// What stands behind a field's label; nothing if it is not claimed.
std::optional<std::string> value_of(const TextForm &form, Field field, const Claims &claims) {
    const auto text_of = [](const std::optional<Time> &time) {
        return time ? std::optional{time->text} : std::nullopt;
    };
    switch (field) {
    case Field::uri:
        return claims.uri;
    case Field::version:
        return claims.version;
    case Field::chain:
        return claims.chain ? form.text_of(*claims.chain) : std::nullopt;
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
        return claims.resources ? std::optional<std::string>{""} : std::nullopt;
    }
    return std::nullopt;
}

std::vector<std::string> field_lines(const TextForm &form, const Claims &claims) {
    std::vector<std::string> lines;
    for (const Field field : form.order) {
        const auto value = value_of(form, field, claims);
        if (!value) continue;
        lines.push_back(std::string{label_of(field)} + *value);
        if (field != Field::resources) continue;
        for (const auto &resource : *claims.resources)
            lines.push_back(std::string{resource_mark} + resource);
    }
    return lines;
}

} // namespace

Result<std::string> compose_text(const TextForm &form, std::string_view chain,
                                 const Claims &given) {
    Claims claims = given;
    if (!claims.version) claims.version = "1";
    if (!claims.chain) claims.chain = chain;
    if (*claims.chain != chain) return refuse_check("chain", "the fields name another chain");
    if (!form.text_of(chain)) {
        return refuse(WA_UNSUPPORTED_CHAIN, "chain: this form has no spelling of ", chain);
    }
    if (!claims.domain) return refuse_check("domain", "the fields have none");
    if (!claims.account) return refuse_check("account", "the fields have none");
    std::string text = claims.scheme ? *claims.scheme + "://" : "";
    text += *claims.domain;
    text += before_name;
    text += form.wallet_name.empty() ? form.written_name : form.wallet_name;
    text += behind_name;
    text += '\n' + *claims.account;
    const auto fields = field_lines(form, claims);
    text += "\n";
    if (claims.statement) text += '\n' + *claims.statement + '\n';
    if (!claims.statement && form.blank == Blank::two) text += '\n';
    for (const auto &line : fields)
        text += '\n' + line;
    const auto read = read_text(form, chain, text);
    if (!read) return std::unexpected(read.error());
    if (*read != claims) return refuse_check("grammar", "the text would say something else");
    return text;
}

} // namespace walletauth::sign_in
