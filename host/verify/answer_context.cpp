// SPDX-License-Identifier: Apache-2.0
#include "answer_context.hpp"

#include <walletauth/checks.hpp>
#include <walletauth/text/text.hpp>
#include <walletauth/walletauth.h>

#include <set>

namespace walletauth {
namespace {

/// "a, b, c"; no more than a reader takes in.
std::string list(const std::set<std::string_view> &names) {
    constexpr std::size_t most = 12;
    std::string text;
    std::size_t count = 0;
    for (const auto name : names) {
        text += text.empty() ? "" : ", ";
        if (count++ == most) return text + "...";
        text += name;
    }
    return text;
}

std::string served_chains(const PluginSet &plugins, const Request &request) {
    const auto name_space = chain_namespace(request.chain);
    std::set<std::string_view> chains;
    std::set<std::string_view> namespaces;
    for (const auto &route : plugins.scheme_routes()) {
        const auto chain = std::string_view{route.pattern}.substr(0, route.pattern.find('/'));
        namespaces.insert(chain_namespace(chain));
        if (view(route.scheme->id) == request.scheme && chain_namespace(chain) == name_space) {
            chains.insert(chain);
        }
    }
    if (!chains.empty()) return "; it is served on " + list(chains);
    return namespaces.empty() ? std::string{} : "; there are plugins for " + list(namespaces);
}

std::string served_schemes(const PluginSet &plugins, const Request &request) {
    std::set<std::string_view> schemes;
    for (const auto &route : plugins.scheme_routes()) {
        const auto chain = std::string_view{route.pattern}.substr(0, route.pattern.find('/'));
        if (covers_chain(chain, request.chain)) schemes.insert(view(route.scheme->id));
    }
    return schemes.empty() ? std::string{} : "; schemes there: " + list(schemes);
}

std::string parameters_of(const wa_scheme &scheme) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < scheme.parameter_count; ++i)
        names.insert(view(scheme.parameters[i]->name));
    return names.empty() ? "; it takes none" : "; it takes " + list(names);
}

std::string context_of(const PluginSet &plugins, const SchemeRoute *route, const Request &request,
                       const Service &service, std::uint32_t status, std::string_view detail) {
    switch (status) {
    case WA_UNSUPPORTED_CHAIN:
        return route == nullptr ? served_chains(plugins, request) : std::string{};
    case WA_UNSUPPORTED_SCHEME:
        return route == nullptr ? served_schemes(plugins, request) : std::string{};
    case WA_UNSUPPORTED_PARAMS:
        // A plugin has reasons of its own for this status, such as a version that it does not know.
        return route != nullptr && detail.contains("has no parameter")
                   ? parameters_of(*route->scheme)
                   : std::string{};
    case WA_UNSUPPORTED_EVIDENCE: {
        const bool may_ask =
            route != nullptr && (route->scheme->flags & WA_SCHEME_MAY_NEED_EVIDENCE) != 0;
        if (!may_ask || (service.accept & WA_ACCEPT_CHAIN_STATE) != 0) return {};
        return service.accept == WA_ACCEPT_DERIVED
                   ? "; service.accept has \"derived\" alone: with \"chain_state\" the chain is "
                     "asked"
                   : "; service.accept has no \"chain_state\": with it the chain is asked";
    }
    default:
        return {};
    }
}

} // namespace

void add_context(const PluginSet &plugins, const SchemeRoute *route, const Request &request,
                 const Service &service, Verdict &verdict) {
    if (verdict.valid()) return;
    const auto context =
        context_of(plugins, route, request, service, verdict.status, verdict.detail);
    if (context.empty()) return;
    const std::size_t room = WA_HOST_DETAIL_CAPACITY - verdict.detail.size();
    verdict.detail += printable_ascii(context, room);
}

} // namespace walletauth
