// SPDX-License-Identifier: Apache-2.0
// Why a token is not taken. Internal.
#pragma once

#include "families.hpp"
#include "http.hpp"

#include <walletauth/signin/sign_in.hpp>

#include <string_view>

namespace walletauth::daemon {

/// 401 with `WWW-Authenticate: Bearer`.
[[nodiscard]] HttpResponse token_problem(std::string_view code, std::string_view why);
/// What can't be opened: of whom it is nobody can say.
[[nodiscard]] HttpResponse foreign_token();
/// A standing that ends a request.
[[nodiscard]] HttpResponse problem_of(const Standing &standing);
/// Whether proving a user again has failed for good: the chain, or the key, says no.
[[nodiscard]] bool ends_session(const signin::Refusal &refusal) noexcept;
/// Of audit lines.
[[nodiscard]] std::string_view name_of(Standing::Kind kind) noexcept;

} // namespace walletauth::daemon
