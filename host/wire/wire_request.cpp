// SPDX-License-Identifier: Apache-2.0
#include "wire_request.hpp"

#include "wire_members.hpp"
#include "wire_service.hpp"

#include <walletauth/wire.hpp>

namespace walletauth::wire {
namespace {

using json::Kind;
using json::Value;

constexpr std::uint32_t status = WA_MALFORMED_REQUEST;
constexpr unsigned notation = bit(Kind::string) | bit(Kind::array) | bit(Kind::object);
constexpr std::string_view notation_words = "a string, an array or an object";

// The members of a request to verify. The order is that of `member_infos`.
enum Member : std::size_t {
    id,
    chain,
    scheme,
    account,
    public_key,
    message,
    params,
    signature,
    service,
    member_count
};

constexpr std::array<MemberInfo, member_count> member_infos{{
    {"id", bit(Kind::string), "a string"},
    {"chain", bit(Kind::string), "a string", true},
    {"scheme", bit(Kind::string), "a string", true},
    {"account", bit(Kind::string), "a string"},
    {"public_key", notation, notation_words},
    {"message", bit(Kind::object),
     "an object: one of {\"text\": ...}, {\"hex\": ...}, {\"base64\": ...}, {\"json\": ...}", true},
    {"params", bit(Kind::object), "an object"},
    {"signature", notation, notation_words, true},
    {"service", bit(Kind::object), "an object"},
}};

Refusal unknown_member(std::string_view name) noexcept {
    if (is_service_member(name)) {
        return make_refusal(status, "\"", name,
                            "\" is the service's alone: it stands in service, beside the request");
    }
    return make_refusal(status, "unknown member \"", name, "\"");
}

void read_account_text(RequestParts &parts, std::string_view text) {
    parts.request.account = text;
    if (text.empty()) {
        parts.refuse(make_refusal(WA_MALFORMED_ACCOUNT, "account is empty: leave it out instead"));
    }
}

/// {"id","chain","account"}
Result<void> read_normalization(RequestParts &parts, const Value &root) {
    static constexpr std::array<MemberInfo, 3> infos{{
        {"id", bit(Kind::string), "a string"},
        {"chain", bit(Kind::string), "a string", true},
        {"account", bit(Kind::string), "a string", true},
    }};
    const auto members = read_members(root, infos, status, "", unknown_member);
    if (!members) return std::unexpected(members.error());
    parts.request.chain = (*members)[1]->text();
    read_account_text(parts, (*members)[2]->text());
    return {};
}

/// {"id","chain","scheme","public_key","params"}. Without a key the parameters have to say it all:
/// the plugin judges.
Result<void> read_derivation(RequestParts &parts, const PluginSet &plugins, const Value &root) {
    static constexpr std::array<MemberInfo, 5> infos{{
        {"id", bit(Kind::string), "a string"},
        {"chain", bit(Kind::string), "a string", true},
        {"scheme", bit(Kind::string), "a string", true},
        {"public_key", notation, notation_words},
        {"params", bit(Kind::object), "an object"},
    }};
    const auto members = read_members(root, infos, status, "", unknown_member);
    if (!members) return std::unexpected(members.error());
    const auto &given = *members;
    parts.request.chain = given[1]->text();
    parts.request.scheme = given[2]->text();
    if (!parts.find_route(plugins)) return {};
    if (given[3]) parts.read_public_key(*given[3]);
    if (given[4]) parts.read_params(*given[4]);
    return {};
}

std::unexpected<Refusal> refuse_size() noexcept {
    return refuse(status, "request is larger than ", max_request_size, " bytes");
}

} // namespace

Result<RequestObject> RequestObject::parse(std::string_view text) {
    if (text.size() > max_request_size) return refuse_size();
    auto document = json::Document::parse(text, limits);
    if (!document) return refuse(status, document.error().text());
    auto object = of(document->root());
    if (object) object->document_.emplace(std::move(*document));
    return object;
}

Result<RequestObject> RequestObject::of(const Value &value) {
    if (value.source().size() > max_request_size) return refuse_size();
    if (value.kind() != Kind::object) return refuse(status, "request is not a JSON object");
    return RequestObject(value);
}

std::string_view RequestObject::id() const noexcept {
    const auto value = root_.find("id");
    return value && value->kind() == Kind::string ? value->source() : "null";
}

Result<ServicePart> RequestObject::service(std::string_view beside, ServiceMember within) const {
    const auto value = root_.find("service");
    if (!value) return ServicePart::parse(beside);
    if (within == ServiceMember::refuse) {
        return walletauth::refuse(
            status,
            "\"service\" in a request is read only where the caller trusts it; else it is an "
            "argument beside");
    }
    return ServicePart::of(*value);
}

Result<void> RequestObject::read(RequestParts &parts, const PluginSet &plugins,
                                 const ServicePart &service_part,
                                 std::span<const std::string_view> others) const {
    const auto members = read_members(root_, member_infos, status, "", unknown_member, others);
    if (!members) return std::unexpected(members.error());
    const auto &given = *members;
    service_part.read_scalars(parts);
    parts.request.chain = given[chain]->text();
    parts.request.scheme = given[scheme]->text();
    if (!parts.find_route(plugins)) return {};
    if (given[account]) read_account_text(parts, given[account]->text());
    if (given[public_key]) parts.read_public_key(*given[public_key]);
    parts.read_message(*given[message]);
    parts.read_signature(*given[signature]);
    if (given[params]) parts.read_params(*given[params]);
    service_part.read_lists(parts);
    return {};
}

Result<void> RequestObject::read_account(RequestParts &parts, const PluginSet &plugins) const {
    const Value &root = root_;
    const bool derive = root.find("scheme").has_value() || root.find("public_key").has_value();
    const bool complete = root.find("chain") && root.find(derive ? "scheme" : "account");
    if (!complete) {
        return refuse(status, "neither chain and account nor chain and scheme are given");
    }
    if (derive && root.find("account")) {
        return refuse(status, "an account is normalised without scheme and public_key, and derived "
                              "without account: leave one out");
    }
    return derive ? read_derivation(parts, plugins, root) : read_normalization(parts, root);
}

} // namespace walletauth::wire
