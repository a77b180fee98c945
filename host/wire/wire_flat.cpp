// SPDX-License-Identifier: Apache-2.0
#include "wire_flat.hpp"

#include "host/verify/refused.hpp"
#include "wire_parts.hpp"
#include "wire_service.hpp"

namespace walletauth::wire {
namespace {

Result<std::optional<json::Document>> parse_params(std::string_view text) {
    if (text.empty()) return std::nullopt;
    auto document = json::Document::parse(text, limits);
    if (!document) return refuse(WA_MALFORMED_REQUEST, "params: ", document.error().text());
    if (document->root().kind() != json::Kind::object) {
        return refuse(WA_MALFORMED_REQUEST, "params is not an object");
    }
    return std::move(*document);
}

/// `read` reads what else there is of a request whose route is known.
template <class Read>
Verdict verify_parts(RequestParts &parts, const PluginSet &plugins, const Request &request,
                     std::string_view params, std::string_view service, const Read &read) {
    const auto service_part = ServicePart::parse(service);
    if (!service_part) return refused(service_part.error());
    const auto parsed = parse_params(params);
    if (!parsed) return refused(parsed.error());
    const auto &params_part = *parsed;
    parts.request = request;
    service_part->read_scalars(parts);
    if (parts.find_route(plugins)) {
        read();
        if (params_part) parts.read_params(params_part->root());
        service_part->read_lists(parts);
    }
    return parts.verify(plugins);
}

} // namespace

Verdict verify_flat(const PluginSet &plugins, const Request &request, std::string_view params,
                    std::string_view service) {
    RequestParts parts;
    return verify_parts(parts, plugins, request, params, service, [] {});
}

Verdict verify_text(const PluginSet &plugins, const Request &request, std::string_view public_key,
                    std::string_view signature, std::string_view params, std::string_view service,
                    std::string &key_text) {
    RequestParts parts;
    auto verdict = verify_parts(parts, plugins, request, params, service, [&] {
        if (!public_key.empty()) parts.read_public_key_text(public_key);
        parts.read_signature_text(signature);
    });
    key_text.clear();
    if (!verdict.valid() || verdict.public_key.empty()) return verdict;
    auto text = parts.route()->verifier->format_public_key(request.chain, request.scheme,
                                                           verdict.public_key);
    // As the wire format: the plugin can't write the key that it has just verified with.
    if (!text) return refused({WA_ERROR_INTERNAL, text.error().detail});
    key_text = std::move(*text);
    return verdict;
}

} // namespace walletauth::wire
