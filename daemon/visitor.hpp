// SPDX-License-Identifier: Apache-2.0
// Who has signed in for sites, and the sealed texts that say it from one host to another. Internal.
#pragma once

#include "parts.hpp"

#include <walletauth/signin/sign_in.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::daemon {

/// A user of sites. All texts are printable ASCII without spaces.
struct Visitor {
    std::string subject;
    std::string account; ///< CAIP-10
    std::string chain;
    std::string scheme;
    std::string form;
    std::uint32_t link = 0; ///< WA_LINK_*
    std::string session;    ///< the id that its tokens have, too
    signin::Time auth_time{};
    signin::Time proven{};       ///< when the chain was asked last; of a key's word, auth_time
    signin::Time until{};        ///< the end of the sign-in
    bool is_state_first = false; ///< the chain was asked before a key's word counted

    /// Nothing if a text of the session can't stand in a header.
    [[nodiscard]] static std::optional<Visitor> of(const signin::Session &session, std::string id,
                                                   signin::Time now, std::chrono::seconds life);
    /// Whether the chain is to be asked again, once an access token would have ended.
    [[nodiscard]] bool is_to_be_proven_again() const noexcept {
        return link != WA_LINK_DERIVED || is_state_first;
    }
};

/// What is sealed for one step of the handshake. Each step uses some of it.
struct Pass {
    Visitor visitor = {};
    std::string site = {};       ///< origin
    std::string browser = {};    ///< SHA-256 of the browser's secret
    std::string path = {};       ///< that the user wanted to see
    std::string id = {};         ///< of a code, which is used once
    std::string client = {};     ///< that signed the user in
    std::string request = {};    ///< of the sign-in, if it is to be proven again
    std::string generation = {}; ///< of the store, where the seal is not bound to it
    signin::Time expires{};
};

[[nodiscard]] std::string pass_json(const Pass &pass);
/// Nothing for what pass_json did not write, or another version of it.
[[nodiscard]] std::optional<Pass> read_pass(std::string_view json);

enum class Entry : std::uint8_t {
    open,
    sign_in, ///< the client would not take this sign-in now
    closed   ///< the site is not open to this user
};

/// The route of a sign-in; NULL if no plugin has it any more.
[[nodiscard]] const SchemeRoute *route_of(const Parts &parts, const Visitor &visitor);
/// Who a user is to a site's client, whichever client signed him in; "" if that can't be said.
[[nodiscard]] std::string subject_at(const Parts &parts, const SiteSettings &site,
                                     const Visitor &visitor);
/// Whether a user may enter a site: by the present settings of its client, and the site's list.
[[nodiscard]] Entry entry_of(const Parts &parts, const SiteSettings &site, const Visitor &visitor);

/// The site of a host as browsers write it; NULL if there is none.
[[nodiscard]] const SiteSettings *site_of(const Parts &parts, std::string_view host) noexcept;
[[nodiscard]] const SiteSettings *site_of_origin(const Parts &parts,
                                                 std::string_view origin) noexcept;

} // namespace walletauth::daemon
