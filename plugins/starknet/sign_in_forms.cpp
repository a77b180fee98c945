// SPDX-License-Identifier: Apache-2.0
#include "sign_in_forms.hpp"

#include "address.hpp"
#include "schemes.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace walletauth::starknet {
namespace {

using json::Kind;
using sign_in::Claims;
using sign_in::refuse_check;

/// The only types that are read, as canonical JSON: what is not declared is not signed.
constexpr std::string_view types =
    R"({"SignIn":[{"name":"domain","type":"string"},{"name":"address","type":"ContractAddress"},)"
    R"({"name":"statement","type":"string"},{"name":"uri","type":"string"},)"
    R"({"name":"nonce","type":"string"},{"name":"issuedAt","type":"string"},)"
    R"({"name":"expirationTime","type":"string"}],)"
    R"("StarknetDomain":[{"name":"name","type":"shortstring"},)"
    R"({"name":"version","type":"shortstring"},{"name":"chainId","type":"shortstring"},)"
    R"({"name":"revision","type":"shortstring"}]})";
constexpr std::array<std::string_view, 7> message_members{
    "domain", "address", "statement", "uri", "nonce", "issuedAt", "expirationTime"};
/// Where they stand in canonical JSON: by name.
constexpr auto canonical_order = [] {
    std::array<std::size_t, message_members.size()> order{0, 1, 2, 3, 4, 5, 6};
    std::ranges::sort(order, {}, [](std::size_t i) { return message_members[i]; });
    return order;
}();
constexpr std::string_view chain_prefix = "starknet:";

std::unexpected<Refusal> grammar(std::string_view why) noexcept {
    return refuse_check("grammar", why);
}

/// The text of a member; nothing unless it is a string.
std::optional<std::string_view> text_of(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value && value->kind() == Kind::string ? std::optional{value->text()} : std::nullopt;
}

Result<void> read_domain(const json::Value &domain, Claims &claims) {
    const bool is_ours = domain.kind() == Kind::object && domain.size() == 4 &&
                         text_of(domain, "name") == "Sign in" &&
                         text_of(domain, "version") == "1" && text_of(domain, "revision") == "1";
    const auto chain = text_of(domain, "chainId");
    if (!is_ours || !chain) {
        return grammar(
            "domain is not {name: \"Sign in\", version: \"1\", chainId, revision: \"1\"}");
    }
    claims.chain = std::string{chain_prefix} + std::string{*chain};
    if (check_chain(*claims.chain)) return {};
    return refuse_check("chain", "chainId is no short string of Starknet");
}

Result<void> read_time_of(std::string_view check, std::string_view text,
                          std::optional<sign_in::Time> &time) {
    time = sign_in::read_time(text);
    return time ? Result<void>{} : refuse_check(check, "no time as 2026-01-15T12:00:00Z");
}

/// An empty statement and an empty expirationTime are absent ones: their members are declared.
Result<void> read_message(const json::Value &message, Claims &claims) {
    if (message.kind() != Kind::object || message.size() != message_members.size()) {
        return grammar("message does not have the seven members of SignIn");
    }
    std::array<std::string_view, message_members.size()> texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const auto text = text_of(message, message_members[i]);
        if (!text) return refuse_check("grammar", "message.", message_members[i], " is no string");
        if (auto good = sign_in::check_characters(*text); !good) return good;
        texts[i] = *text;
    }
    const auto &[domain, address, statement, uri, nonce, issued, expires] = texts;
    if (!sign_in::is_domain(domain)) return refuse_check("domain", "no lower-case host[:port]");
    if (!parse_address(address)) return refuse_check("account", "no address");
    if (!sign_in::is_uri(uri)) return refuse_check("uri", "no URI of RFC 3986");
    if (!sign_in::is_nonce(nonce)) return refuse_check("nonce", "not 8 or more letters and digits");
    claims.domain = domain;
    claims.account = address;
    claims.uri = uri;
    claims.nonce = nonce;
    if (!statement.empty()) claims.statement = statement;
    if (auto good = read_time_of("issued_at", issued, claims.issued_at); !good) return good;
    if (expires.empty()) return {};
    return read_time_of("expiration_time", expires, claims.expiration_time);
}

/// As they are written by `compose`, or in another order of members.
bool are_ours(const json::Value &given) {
    if (given.source() == types) return true;
    const auto canonical = json::canonical(given);
    return canonical && *canonical == types;
}

Result<Claims> read_document(std::string_view text) {
    constexpr std::size_t max_size = 16384; // the types, and texts whose characters may be escaped
    const auto document = json::Document::parse(text, {.max_size = max_size, .max_depth = 8});
    if (!document || document->root().kind() != Kind::object) return grammar("no JSON object");
    const auto root = document->root();
    const auto given = root.find("types");
    if (root.size() != 4 || !given || !are_ours(*given) ||
        text_of(root, "primaryType") != "SignIn") {
        return grammar("types, primaryType, domain and message are not those of SignIn");
    }
    const auto domain = root.find("domain");
    const auto message = root.find("message");
    if (!domain || !message) return grammar("domain or message is missing");
    Claims claims;
    if (auto good = read_domain(*domain, claims); !good) return std::unexpected(good.error());
    if (auto good = read_message(*message, claims); !good) return std::unexpected(good.error());
    return claims;
}

Result<Claims> read(const wa_request &request) {
    return read_document(as_text(view(request.message)));
}

Result<sign_in::Composed> compose(std::string_view chain, const Claims &given) {
    Claims claims = given;
    if (!claims.chain) claims.chain = chain;
    if (*claims.chain != chain) return refuse_check("chain", "the fields name another chain");
    const auto time_text = [](const std::optional<sign_in::Time> &time) {
        return time ? time->text : std::string{};
    };
    const std::array<std::string, message_members.size()> values{
        claims.domain.value_or(""),       claims.account.value_or(""),
        claims.statement.value_or(""),    claims.uri.value_or(""),
        claims.nonce.value_or(""),        time_text(claims.issued_at),
        time_text(claims.expiration_time)};
    std::string message;
    for (const auto i : canonical_order) {
        message.append(message.empty() ? "{" : ",").append(json::quote(message_members[i]));
        message.append(":").append(json::quote(values[i]));
    }
    const auto reference = chain.substr(std::min(chain_prefix.size(), chain.size()));
    const auto document = "{\"domain\":{\"chainId\":" + json::quote(reference) +
                          ",\"name\":\"Sign in\",\"revision\":\"1\",\"version\":\"1\"}"
                          ",\"message\":" +
                          message + "},\"primaryType\":\"SignIn\",\"types\":" + std::string{types} +
                          '}';
    const auto read = read_document(document);
    if (!read) return std::unexpected(read.error());
    if (*read != claims) {
        return refuse_check("grammar",
                            "snip12 says account, domain, uri, nonce, issued_at, and if ",
                            "there are such a statement and an expiration_time; nothing else");
    }
    return sign_in::Composed{
        .message = "{\"json\":" + document + '}',
        .wallet = "{\"method\":\"wallet_signTypedData\",\"params\":" + document + '}'};
}

} // namespace

constexpr sign_in::FormEntry sign_in_forms[1]{
    {sign_in::descriptor("snip12", "snip12",
                         WA_CLAIM_ACCOUNT | WA_CLAIM_CHAIN | WA_CLAIM_DOMAIN | WA_CLAIM_URI |
                             WA_CLAIM_NONCE | WA_CLAIM_STATEMENT | WA_CLAIM_ISSUED_AT |
                             WA_CLAIM_EXPIRATION_TIME),
     &scheme_snip12, &read, &compose}};

} // namespace walletauth::starknet
