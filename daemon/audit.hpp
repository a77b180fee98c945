// SPDX-License-Identifier: Apache-2.0
// Whom an audit line is about. Internal.
#pragma once

#include "refresh_token.hpp"
#include "visitor.hpp"

#include <walletauth/signin/sign_in.hpp>
#include <walletauth/text/json.hpp>

#include <string>
#include <string_view>

namespace walletauth::daemon {

/// Texts that are empty are left out of the line.
struct AuditedUser {
    std::string session = {}; ///< id
    std::string subject = {};
    std::string account = {}; ///< CAIP-10; of a claim as it was sent
    std::string chain = {};
    std::string scheme = {};
    std::string form = {};
    bool is_claim = false; ///< nobody has proven it: whoever sent the request says so

    [[nodiscard]] static AuditedUser of(const signin::Session &session, std::string_view id);
    [[nodiscard]] static AuditedUser of(const RefreshToken &token);
    [[nodiscard]] static AuditedUser of(const Visitor &visitor);
    /// What a request says of itself. A stranger wrote it: each text is cut, and printable ASCII.
    [[nodiscard]] static AuditedUser claimed_in(const json::Value &request);
};

/// One line. No signature, no token, no text that somebody signed.
struct AuditEvent {
    std::string_view name, client, outcome;
    std::string_view check = {}; ///< that failed, if one did
    AuditedUser user = {};
};

} // namespace walletauth::daemon
