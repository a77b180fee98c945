// SPDX-License-Identifier: Apache-2.0
// The service that `challenge` and `sign-in` are of: its configuration, its keys and its store.
#pragma once

#include "sign_in_options.hpp"

#include <walletauth/signin/sign_in.hpp>

#include <expected>
#include <string>

namespace walletauth::cli {

/// What of a request its service must know, too.
struct SignInSubject {
    std::string chain;
    std::string scheme;
};

/// Opens plugins, keys and store as the options say. The error is for standard error; it is empty
/// where that was said already.
[[nodiscard]] std::expected<signin::SignIn, std::string> open_sign_in(
    const SignInArguments &arguments, const SignInSubject &subject);

/// The connection's part, as JSON.
[[nodiscard]] std::string context_text(const SignInArguments &arguments);

} // namespace walletauth::cli
