// SPDX-License-Identifier: Apache-2.0
// Refusals over HTTP: RFC 9457, application/problem+json. Internal.
#pragma once

#include "http.hpp"

#include <walletauth/signin/sign_in.hpp>

#include <string>
#include <string_view>

namespace walletauth::daemon {

/// A problem that has nothing to do with a user's sign-in. `code` is public and stays; `detail`
/// says what was found and what to do.
[[nodiscard]] HttpResponse problem(int status, std::string_view code, std::string_view title,
                                   std::string_view detail);

/// Why nobody has signed in, or no challenge was made. 503 and 429 have a header Retry-After, and
/// the body says whether the same request helps (retry_ticket) or a new challenge. What a store or
/// a node said is the response's cause: it may name paths and hosts, and is not for users.
[[nodiscard]] HttpResponse problem_of(const signin::Refusal &refusal);

/// 503: the store was asked and could not say. `cause` is what it said instead.
[[nodiscard]] HttpResponse store_problem(std::string cause);

/// Names the request in its problem, as `instance`: "urn:uuid:ID". The log has the same id.
void name_request(HttpResponse &response, std::string_view id);
/// A random UUID (RFC 9562, version 4).
[[nodiscard]] std::string new_request_id();

} // namespace walletauth::daemon
