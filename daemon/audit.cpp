// SPDX-License-Identifier: Apache-2.0
// Audit lines.
#include "audit.hpp"

#include "app.hpp"

#include <walletauth/text/text.hpp>

namespace walletauth::daemon {
namespace {

/// Longer than what a chain has: CAIP-2 names a chain in 41 characters, CAIP-10 an address in 128.
constexpr std::size_t longest_name = 64, longest_account = 128;

/// Of a request: what is no text, or not there, is "".
std::string said(const json::Value &request, std::string_view name, std::size_t most) {
    const auto value = request.find(name);
    if (!value || value->kind() != json::Kind::string) return {};
    return printable_ascii(value->text(), most);
}

void add(std::string &out, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    if (out.back() != '{') out += ',';
    json::append_quoted(out.append("\"").append(name).append("\":"), value);
}

void add_user(std::string &out, const AuditedUser &user) {
    add(out, "sid", user.session);
    add(out, "subject", user.subject);
    add(out, "account", user.account);
    add(out, "chain", user.chain);
    add(out, "scheme", user.scheme);
    add(out, "form", user.form);
}

} // namespace

AuditedUser AuditedUser::of(const signin::Session &session, std::string_view id) {
    return {std::string{id}, session.subject, session.account,
            session.chain,   session.scheme,  session.form};
}

AuditedUser AuditedUser::of(const RefreshToken &token) {
    const auto request = json::Document::parse(token.request, {.max_size = token.request.size()});
    auto user = request ? claimed_in(request->root()) : AuditedUser{};
    user.session = token.session;
    user.subject = token.subject;
    user.account = token.account;
    user.is_claim = false; // it was proven, and is sealed since
    return user;
}

AuditedUser AuditedUser::of(const Visitor &visitor) {
    return {visitor.session, visitor.subject, visitor.account,
            visitor.chain,   visitor.scheme,  visitor.form};
}

AuditedUser AuditedUser::claimed_in(const json::Value &request) {
    return {.account = said(request, "account", longest_account),
            .chain = said(request, "chain", longest_name),
            .scheme = said(request, "scheme", longest_name),
            .form = said(request, "form", longest_name),
            .is_claim = true};
}

/// A claim stands in an object of its own, so that no reader takes it for proven.
void App::audit(const Call &call, const AuditEvent &event) {
    if (!options_.audit) return;
    std::string out;
    out.reserve(768);
    out.append("{\"time\":").append(std::to_string(call.now.time_since_epoch().count()));
    add(out, "event", event.name);
    add(out, "request", call.id());
    json::append_quoted(out.append(",\"client\":"), event.client); // may be ""
    add(out, "outcome", event.outcome);
    add(out, "check", event.check);
    add(out, "from", call.prefix());
    if (event.user.is_claim) out.append(",\"claimed\":{");
    add_user(out, event.user);
    out += event.user.is_claim ? "}}" : "}";
    const std::scoped_lock lock(audit_mutex_);
    options_.audit(out);
}

} // namespace walletauth::daemon
