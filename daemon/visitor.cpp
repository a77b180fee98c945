// SPDX-License-Identifier: Apache-2.0
#include "visitor.hpp"

#include "browser.hpp"

#include <walletauth/caip.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>

namespace walletauth::daemon {
namespace {

bool is_token(std::string_view text) noexcept {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

struct Texts {
    std::string_view name;
    std::string Pass::*of_pass = nullptr;
    std::string Visitor::*of_visitor = nullptr;
};
constexpr std::array<Texts, 13> texts{{{"site", &Pass::site},
                                       {"browser", &Pass::browser},
                                       {"path", &Pass::path},
                                       {"id", &Pass::id},
                                       {"client", &Pass::client},
                                       {"request", &Pass::request},
                                       {"generation", &Pass::generation},
                                       {"subject", nullptr, &Visitor::subject},
                                       {"account", nullptr, &Visitor::account},
                                       {"chain", nullptr, &Visitor::chain},
                                       {"scheme", nullptr, &Visitor::scheme},
                                       {"form", nullptr, &Visitor::form},
                                       {"session", nullptr, &Visitor::session}}};

template <class P>
auto &text_of(P &pass, const Texts &text) {
    return text.of_pass != nullptr ? pass.*text.of_pass : pass.visitor.*text.of_visitor;
}

std::string seconds(signin::Time time) { return std::to_string(time.time_since_epoch().count()); }

std::optional<std::uint64_t> number(const json::Value &root, std::string_view name) {
    const auto value = root.find(name);
    return value && value->kind() == json::Kind::number ? parse_decimal_u64(value->text())
                                                        : std::nullopt;
}

std::optional<signin::Time> time(const json::Value &root, std::string_view name) {
    const auto value = number(root, name);
    if (!value || *value > UINT32_MAX) return std::nullopt;
    return signin::Time{std::chrono::seconds{*value}};
}

} // namespace

std::optional<Visitor> Visitor::of(const signin::Session &session, std::string id, signin::Time now,
                                   std::chrono::seconds life) {
    Visitor out{session.subject,
                session.account,
                session.chain,
                session.scheme,
                session.form,
                session.link,
                std::move(id),
                now,
                now,
                now + life};
    for (const auto *text : {&out.subject, &out.account, &out.chain, &out.scheme, &out.form})
        if (!is_token(*text)) return std::nullopt;
    return out;
}

std::string pass_json(const Pass &pass) {
    std::string out = R"({"expires":)" + seconds(pass.expires);
    out += R"(,"auth_time":)" + seconds(pass.visitor.auth_time);
    out += R"(,"proven":)" + seconds(pass.visitor.proven);
    out += R"(,"until":)" + seconds(pass.visitor.until);
    out += R"(,"link":)" + std::to_string(pass.visitor.link);
    out += R"(,"state_first":)" + std::to_string(pass.visitor.is_state_first ? 1 : 0);
    for (const auto &text : texts)
        out.append(",\"").append(text.name).append("\":").append(json::quote(text_of(pass, text)));
    return out + '}';
}

std::optional<Pass> read_pass(std::string_view json) {
    const auto document = json::Document::parse(json, {.max_size = std::size_t{16} << 10});
    if (!document) return std::nullopt;
    const auto root = document->root();
    Pass pass;
    const auto expires = time(root, "expires");
    const auto auth_time = time(root, "auth_time");
    const auto proven = time(root, "proven");
    const auto until = time(root, "until");
    const auto link = number(root, "link");
    const auto state_first = number(root, "state_first");
    if (!expires || !auth_time || !proven || !until || !link || *link > UINT32_MAX || !state_first)
        return std::nullopt;
    pass.expires = *expires;
    pass.visitor.auth_time = *auth_time;
    pass.visitor.proven = *proven;
    pass.visitor.until = *until;
    pass.visitor.link = static_cast<std::uint32_t>(*link);
    pass.visitor.is_state_first = *state_first != 0;
    for (const auto &text : texts) {
        const auto value = root.find(text.name);
        if (!value || value->kind() != json::Kind::string) return std::nullopt;
        text_of(pass, text) = value->text();
    }
    return pass;
}

const SchemeRoute *route_of(const Parts &parts, const Visitor &visitor) {
    const auto route = parts.verifier.plugins().route(visitor.chain, visitor.scheme);
    return route ? *route : nullptr;
}

std::string subject_at(const Parts &parts, const SiteSettings &site, const Visitor &visitor) {
    const auto *client = parts.find(site.client);
    const auto *route = route_of(parts, visitor);
    const auto account = parse_account_id(visitor.account);
    if (client == nullptr || route == nullptr || !account) return {};
    return signin::subject_of(client->settings->sign_in, *route, visitor.chain, account->address,
                              visitor.link);
}

Entry entry_of(const Parts &parts, const SiteSettings &site, const Visitor &visitor) {
    const auto *client = parts.find(site.client);
    if (client == nullptr) return Entry::sign_in;
    const auto &config = client->settings->sign_in;
    const auto has = [](const std::vector<std::string> &list, std::string_view text) {
        return std::ranges::find(list, text) != list.end();
    };
    if (!has(config.policy.chains, visitor.chain) || !has(config.forms, visitor.form) ||
        (config.accept & visitor.link) == 0)
        return Entry::sign_in;
    const auto *route = route_of(parts, visitor);
    if (route == nullptr || subject_at(parts, site, visitor) != visitor.subject)
        return Entry::sign_in;
    // A key's word that this client would not have taken without asking the chain.
    const bool is_weaker = visitor.link == WA_LINK_DERIVED && !visitor.is_state_first &&
                           signin::is_state_first(config, *route);
    if (is_weaker) return Entry::sign_in;
    return site.subjects.empty() || has(site.subjects, visitor.subject) ? Entry::open
                                                                        : Entry::closed;
}

const SiteSettings *site_of(const Parts &parts, std::string_view host) noexcept {
    const auto &sites = parts.settings.sites;
    const auto found = std::ranges::find(sites, host, &SiteSettings::host);
    return found == sites.end() ? nullptr : &*found;
}

const SiteSettings *site_of_origin(const Parts &parts, std::string_view origin) noexcept {
    const auto &sites = parts.settings.sites;
    const auto found = std::ranges::find(sites, origin, &SiteSettings::origin);
    return found == sites.end() ? nullptr : &*found;
}

} // namespace walletauth::daemon
