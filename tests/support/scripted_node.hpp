// SPDX-License-Identifier: Apache-2.0
// A plugin behind a verifier, asked in the wire format, and a scripted node that answers its
// queries.
#pragma once

#include <walletauth/wire.hpp>

#include <functional>
#include <map>
#include <string>

namespace plugin_test {

using Fields =
    std::map<std::string, std::string>; // member to JSON source; an empty one is left out

/// A verifier with one plugin that is linked in.
[[nodiscard]] walletauth::Verifier verifier_of(const wa_plugin *(*entry)(void) noexcept);

/// A request with the fields, but for those of the service.
[[nodiscard]] std::string request_json(const Fields &fields);

/// Asks once, with the service's part as the fields have it.
[[nodiscard]] std::string ask(const walletauth::Verifier &verifier, const Fields &fields);

/// What the node answers to a query: R"("result":...)" or R"("error":...)".
using Answers = std::function<std::string(const std::string &query)>;

/// Asks, answers the queries, and asks again, at most 4 rounds. The final answer.
[[nodiscard]] std::string ask(const walletauth::Verifier &verifier, Fields fields,
                              const Answers &answers);

/// "valid", or status and reason.
[[nodiscard]] std::string status_of(const std::string &answer);

} // namespace plugin_test
