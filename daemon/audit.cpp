// SPDX-License-Identifier: Apache-2.0
// Audit lines.
#include "app.hpp"

#include <walletauth/text/json.hpp>

namespace walletauth::daemon {

/// No signature, no token, no text: who, where from, and what came of it.
void App::audit(const Call &call, const Event &event) {
    if (!options_.audit) return;
    std::string out;
    out.reserve(512);
    out.append("{\"time\":").append(std::to_string(call.now.time_since_epoch().count()));
    const auto add = [&](std::string_view name, std::string_view value) {
        json::append_quoted(out.append(",\"").append(name).append("\":"), value);
    };
    add("event", event.name);
    add("request", call.id());
    add("client", event.client);
    add("outcome", event.outcome);
    add("from", call.prefix());
    if (event.session != nullptr) {
        add("account", event.session->account);
        add("scheme", event.session->scheme);
        add("form", event.session->form);
    }
    out += '}';
    const std::scoped_lock lock(audit_mutex_);
    options_.audit(out);
}

} // namespace walletauth::daemon
