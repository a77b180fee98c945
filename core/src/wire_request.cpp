// SPDX-License-Identifier: Apache-2.0
#include "wire_request.hpp"

#include <walletauth/wire.hpp>

#include <array>
#include <span>

namespace walletauth::wire {
namespace {

using json::Kind;
using json::Value;

// The members of a request object. The order is that of `member_infos`.
enum Member : std::size_t {
    id,
    chain,
    scheme,
    account,
    public_key,
    message,
    params,
    signature,
    accept,
    compat,
    block,
    evidence,
    member_count
};

constexpr unsigned bit(Kind kind) noexcept { return 1U << static_cast<unsigned>(kind); }
constexpr unsigned notation = bit(Kind::string) | bit(Kind::array) | bit(Kind::object);

struct MemberInfo {
    std::string_view name;
    unsigned kinds; // that its value may have
    std::string_view expected;
    bool of_verify; // is it mandatory there
};

constexpr std::array<MemberInfo, member_count> member_infos{{
    {"id", bit(Kind::string), "a string", false},
    {"chain", bit(Kind::string), "a string", true},
    {"scheme", bit(Kind::string), "a string", true},
    {"account", bit(Kind::string), "a string", false},
    {"public_key", notation, "a string, an array or {\"hex\"}", false},
    {"message", bit(Kind::object), "an object", true},
    {"params", bit(Kind::object), "an object", false},
    {"signature", notation, "a string, an array or {\"hex\"}", true},
    {"accept", bit(Kind::array), "an array", false},
    {"compat", bit(Kind::boolean), "a boolean", false},
    {"block", bit(Kind::string), "a string", false},
    {"evidence", bit(Kind::array), "an array", false},
}};

using Members = std::array<std::optional<Value>, member_count>;

Result<Members> read_members(const Value &root, std::span<const Member> allowed) {
    Members members;
    for (std::size_t i = 0; i < root.size(); ++i) {
        const std::string_view name = root.name(i);
        std::size_t found = member_count;
        for (const Member member : allowed) {
            if (member_infos[member].name == name) {
                found = member;
                break;
            }
        }
        if (found == member_count) {
            return refuse(WA_MALFORMED_REQUEST, "unknown member \"", name, "\"");
        }
        const Value value = root.at(i);
        if ((member_infos[found].kinds & bit(value.kind())) == 0) {
            return refuse(WA_MALFORMED_REQUEST, name, " is not ", member_infos[found].expected);
        }
        members[found] = value;
    }
    return members;
}

Result<std::uint32_t> read_accept(const Value &value) {
    std::uint32_t accept = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const Value item = value.at(i);
        const std::uint32_t what = item.kind() != Kind::string    ? 0
                                   : item.text() == "derived"     ? WA_ACCEPT_DERIVED
                                   : item.text() == "chain_state" ? WA_ACCEPT_CHAIN_STATE
                                                                  : 0;
        if (what == 0 || (accept & what) != 0) {
            accept = 0;
            break;
        }
        accept |= what;
    }
    if (accept == 0) {
        return refuse(WA_MALFORMED_REQUEST,
                      "accept is not a set of \"derived\" and \"chain_state\", at least one");
    }
    return accept;
}

Result<void> read_scalars(Request &request, const Members &members) {
    if (members[accept]) {
        const auto set = read_accept(*members[accept]);
        if (!set) {
            return std::unexpected(set.error());
        }
        request.accept = *set;
    }
    request.block = members[block] ? members[block]->text() : std::string_view{};
    request.flags = members[compat] && members[compat]->is_true() ? WA_REQUEST_COMPAT : 0;
    return {};
}

void read_lists(RequestParts &parts, const Members &members, const VerifyOptions &options) {
    if (members[params]) {
        parts.read_params(*members[params]);
    }
    if (members[evidence]) {
        parts.read_evidence(*members[evidence], options);
    }
}

void read_account_member(RequestParts &parts, const Members &members) {
    if (!members[account]) {
        return;
    }
    parts.request.account = members[account]->text();
    if (parts.request.account.empty()) {
        parts.refuse(make_refusal(WA_MALFORMED_ACCOUNT, "account is empty: leave it out instead"));
    }
}

} // namespace

Result<RequestObject> RequestObject::parse(std::string_view text) {
    if (text.size() > max_request_size) {
        return refuse(WA_MALFORMED_REQUEST, "request is larger than ", max_request_size, " bytes");
    }
    auto document = json::Document::parse(text, limits);
    if (!document) {
        const json::Error &error = document.error();
        return refuse(WA_MALFORMED_REQUEST, error.path, error.path.empty() ? "" : ": ",
                      error.reason);
    }
    if (document->root().kind() != Kind::object) {
        return refuse(WA_MALFORMED_REQUEST, "request is not a JSON object");
    }
    return RequestObject(std::move(*document));
}

std::string_view RequestObject::id() const noexcept {
    const auto value = document_.root().find("id");
    return value && value->kind() == Kind::string ? value->source() : "null";
}

Result<void> RequestObject::read(RequestParts &parts, const Verifier &verifier,
                                 const VerifyOptions &options) const {
    static constexpr std::array all{Member::id, chain,     scheme, account, public_key, message,
                                    params,     signature, accept, compat,  block,      evidence};
    const auto members = read_members(document_.root(), all);
    if (!members) {
        return std::unexpected(members.error());
    }
    for (const Member member : all) {
        if (member_infos[member].of_verify && !(*members)[member]) {
            return refuse(WA_MALFORMED_REQUEST, "member ", member_infos[member].name,
                          " is missing");
        }
    }
    const auto &given = *members;
    if (const auto good = read_scalars(parts.request, given); !good) {
        return good;
    }
    parts.request.chain = given[chain]->text();
    parts.request.scheme = given[scheme]->text();
    if (!parts.route(verifier)) {
        return {};
    }
    read_account_member(parts, given);
    if (given[public_key]) {
        parts.read_public_key(verifier, *given[public_key]);
    }
    parts.read_message(*given[message]);
    parts.read_signature(verifier, *given[signature]);
    read_lists(parts, given, options);
    return {};
}

Result<void> RequestObject::read_options(RequestParts &parts, const Verifier &verifier,
                                         const VerifyOptions &options) const {
    static constexpr std::array allowed{params, accept, compat, block, evidence};
    const auto members = read_members(document_.root(), allowed);
    if (!members) {
        return std::unexpected(members.error());
    }
    if (const auto good = read_scalars(parts.request, *members); !good) {
        return good;
    }
    if (!parts.route(verifier)) {
        return {};
    }
    read_lists(parts, *members, options);
    return {};
}

Result<void> RequestObject::read_account(RequestParts &parts, const Verifier &verifier) const {
    static constexpr std::array to_normalize{Member::id, chain, account};
    static constexpr std::array to_derive{Member::id, chain, scheme, public_key, params};
    const bool derive = document_.root().find("scheme").has_value() ||
                        document_.root().find("public_key").has_value();
    const auto members = derive ? read_members(document_.root(), to_derive)
                                : read_members(document_.root(), to_normalize);
    if (!members) {
        return std::unexpected(members.error());
    }
    const auto &given = *members;
    if (!given[chain] || (derive ? !given[scheme] : !given[account])) {
        return refuse(WA_MALFORMED_REQUEST, "neither chain and account nor chain and scheme");
    }
    parts.request.chain = given[chain]->text();
    if (!derive) {
        read_account_member(parts, given);
        return {};
    }
    parts.request.scheme = given[scheme]->text();
    if (!parts.route(verifier)) {
        return {};
    }
    // Without a key the parameters have to say it all: the plugin judges.
    if (given[public_key]) {
        parts.read_public_key(verifier, *given[public_key]);
    }
    if (given[params]) {
        parts.read_params(*given[params]);
    }
    return {};
}

} // namespace walletauth::wire
