// SPDX-License-Identifier: Apache-2.0
#include "sign_in_forms.hpp"

#include "address.hpp"
#include "schemes.hpp"

#include <walletauth/text/json_text.hpp>
#include <walletauth/text/plain_json.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace walletauth::starknet {
namespace {

using json::Kind;
using sign_in::Claims;
using sign_in::ClaimsView;
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
constexpr std::size_t usual_size = 1536; // bytes of a document

std::unexpected<Refusal> grammar(std::string_view why) noexcept {
    return refuse_check("grammar", why);
}

Result<void> read_chain(std::string_view chain_id, ClaimsView &claims) {
    claims.chain = std::string{chain_prefix} + std::string{chain_id};
    if (check_chain(*claims.chain)) return {};
    return refuse_check("chain", "chainId is no short string of Starknet");
}

Result<void> read_time_of(std::string_view check, std::string_view text,
                          std::optional<sign_in::BasicTime<std::string_view>> &time) {
    const auto seconds = sign_in::seconds_of(text);
    if (!seconds) return refuse_check(check, "no time as 2026-01-15T12:00:00Z");
    time = {text, *seconds};
    return {};
}

/// The texts that a document says; the rest of it is fixed.
struct Said {
    std::string_view chain_id;
    std::array<std::string_view, message_members.size()> message; ///< as message_members
};

/// An empty statement and an empty expirationTime are absent ones: their members are declared.
Result<ClaimsView> read_said(const Said &said) {
    ClaimsView claims;
    if (auto good = read_chain(said.chain_id, claims); !good) return std::unexpected(good.error());
    for (const auto text : said.message) {
        if (auto good = sign_in::check_characters(text); !good) {
            return std::unexpected(good.error());
        }
    }
    const auto &[domain, address, statement, uri, nonce, issued, expires] = said.message;
    if (!sign_in::is_domain(domain)) return refuse_check("domain", "no lower-case host[:port]");
    if (!is_address(address)) return refuse_check("account", "no address");
    if (!sign_in::is_uri(uri)) return refuse_check("uri", "no URI of RFC 3986");
    if (!sign_in::is_nonce(nonce)) return refuse_check("nonce", "not 8 or more letters and digits");
    claims.domain = domain;
    claims.account = address;
    claims.uri = uri;
    claims.nonce = nonce;
    if (!statement.empty()) claims.statement = statement;
    if (auto good = read_time_of("issued_at", issued, claims.issued_at); !good) {
        return std::unexpected(good.error());
    }
    if (expires.empty()) return claims;
    if (auto good = read_time_of("expiration_time", expires, claims.expiration_time); !good) {
        return std::unexpected(good.error());
    }
    return claims;
}

/// As they are written by `compose`, or in another order of members.
bool are_ours(const json::Value &given) {
    if (given.source() == types) return true;
    const auto canonical = json::canonical(given);
    return canonical && *canonical == types;
}

/// What any document says, whatever the order of its members.
Result<Said> said_by(const json::Value &root) {
    const auto given = root.find("types");
    if (root.size() != 4 || !given || !are_ours(*given) ||
        json::text_member(root, "primaryType") != "SignIn") {
        return grammar("types, primaryType, domain and message are not those of SignIn");
    }
    const auto domain = root.find("domain");
    const auto message = root.find("message");
    if (!domain || !message) return grammar("domain or message is missing");
    const auto chain_id = json::text_member(*domain, "chainId");
    const bool is_ours = domain->kind() == Kind::object && domain->size() == 4 && chain_id &&
                         json::text_member(*domain, "name") == "Sign in" &&
                         json::text_member(*domain, "version") == "1" &&
                         json::text_member(*domain, "revision") == "1";
    if (!is_ours) {
        return grammar(
            "domain is not {name: \"Sign in\", version: \"1\", chainId, revision: \"1\"}");
    }
    if (message->kind() != Kind::object || message->size() != message_members.size()) {
        return grammar("message does not have the seven members of SignIn");
    }
    Said said{*chain_id, {}};
    for (std::size_t i = 0; i < message_members.size(); ++i) {
        const auto text = json::text_member(*message, message_members[i]);
        if (!text) return refuse_check("grammar", "message.", message_members[i], " is no string");
        said.message[i] = *text;
    }
    return said;
}

/// What stands before, between and behind the texts where a document is written as `compose` does:
/// as canonical JSON, which has one spelling.
constexpr std::string_view before_chain_id = R"({"domain":{"chainId":)";
constexpr std::string_view before_message =
    R"(,"name":"Sign in","revision":"1","version":"1"},"message":{)";
constexpr std::string_view before_types = R"(},"primaryType":"SignIn","types":)";

std::optional<Said> said_plainly(std::string_view document) noexcept {
    json::PlainReader reader{document};
    const auto take = [&reader](std::string_view &text) {
        const auto taken = reader.take_string();
        text = taken.value_or("");
        return taken.has_value();
    };
    Said said;
    if (!reader.take(before_chain_id) || !take(said.chain_id) || !reader.take(before_message)) {
        return std::nullopt;
    }
    for (const auto i : canonical_order) {
        const bool is_here = (i == canonical_order.front() || reader.take(",")) &&
                             reader.take_string() == message_members[i] && reader.take(":");
        if (!is_here || !take(said.message[i])) return std::nullopt;
    }
    const bool is_whole = reader.take(before_types) && reader.take(types) && reader.take("}");
    return is_whole && reader.is_done() ? std::optional{said} : std::nullopt;
}

/// What is made of a document's claims while it is there.
template <class Use>
auto read_document(std::string_view text, const Use &use)
    -> decltype(use(std::declval<const ClaimsView &>())) {
    const auto used =
        [&use](const Said &said) -> decltype(use(std::declval<const ClaimsView &>())) {
        const auto claims = read_said(said);
        if (!claims) return std::unexpected(claims.error());
        return use(*claims);
    };
    if (const auto said = said_plainly(text)) return used(*said);
    constexpr std::size_t max_size = 16384; // the types, and texts whose characters may be escaped
    const auto document = json::Document::parse(text, {.max_size = max_size, .max_depth = 8});
    if (!document || document->root().kind() != Kind::object) return grammar("no JSON object");
    const auto said = said_by(document->root());
    if (!said) return std::unexpected(said.error());
    return used(*said);
}

Result<std::string> read(const wa_request &request) {
    return read_document(as_text(view(request.message)),
                         [](const ClaimsView &claims) { return to_json(claims); });
}

std::string write_document(std::string_view chain, const Claims &claims) {
    const auto of = [](const auto &claim) { return claim ? std::string_view{*claim} : ""; };
    const auto of_time = [](const std::optional<sign_in::Time> &time) {
        return time ? std::string_view{time->text} : "";
    };
    const std::array<std::string_view, message_members.size()> values{
        of(claims.domain),
        of(claims.account),
        of(claims.statement),
        of(claims.uri),
        of(claims.nonce),
        of_time(claims.issued_at),
        of_time(claims.expiration_time)};
    std::string out;
    out.reserve(usual_size);
    out += before_chain_id;
    json::append_quoted(out, chain.substr(std::min(chain_prefix.size(), chain.size())));
    out += before_message;
    for (const auto i : canonical_order) {
        out += i == canonical_order.front() ? "\"" : ",\"";
        out.append(message_members[i]).append("\":");
        json::append_quoted(out, values[i]);
    }
    return out.append(before_types).append(types).append("}");
}

Result<sign_in::Composed> compose(std::string_view chain, const Claims &claims) {
    if (claims.chain && *claims.chain != chain) {
        return refuse_check("chain", "the fields name another chain");
    }
    if (!claims.account) return sign_in::refuse_without_account();
    const auto document = write_document(chain, claims);
    const auto good = read_document(document, [&](ClaimsView read) -> Result<void> {
        if (document.size() > WA_CLAIMS_CAPACITY) { // else the claims have less
            if (auto json = to_json(read); !json) return std::unexpected(json.error());
        }
        if (!claims.chain && read.chain == chain) read.chain.reset(); // written unasked
        if (are_same(read, claims)) return {};
        return refuse_check("grammar",
                            "snip12 says account, domain, uri, nonce, issued_at, and if ",
                            "there are such a statement and an expiration_time; nothing else");
    });
    if (!good) {
        return sign_in::refuse_unwritten(claims, sign_in::StatementRule::words, good.error());
    }
    constexpr std::string_view before_wallet = R"({"method":"wallet_signTypedData","params":)";
    sign_in::Composed composed;
    composed.message.reserve(document.size() + 16);
    composed.message.append("{\"json\":").append(document).append("}");
    composed.wallet.reserve(document.size() + before_wallet.size() + 1);
    composed.wallet.append(before_wallet).append(document).append("}");
    return composed;
}

} // namespace

constexpr sign_in::FormEntry sign_in_forms[1]{
    {sign_in::descriptor("snip12", "snip12",
                         WA_CLAIM_ACCOUNT | WA_CLAIM_CHAIN | WA_CLAIM_DOMAIN | WA_CLAIM_URI |
                             WA_CLAIM_NONCE | WA_CLAIM_STATEMENT | WA_CLAIM_ISSUED_AT |
                             WA_CLAIM_EXPIRATION_TIME),
     &scheme_snip12, &read, &compose}};

} // namespace walletauth::starknet
