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
    if (!document) {
        const auto &[path, reason] = document.error();
        return refuse(WA_MALFORMED_REQUEST, "params: ", path, path.empty() ? "" : ": ", reason);
    }
    if (document->root().kind() != json::Kind::object) {
        return refuse(WA_MALFORMED_REQUEST, "params is not an object");
    }
    return std::move(*document);
}

} // namespace

Verdict verify_flat(const PluginSet &plugins, const Request &request, std::string_view params,
                    std::string_view service) {
    const auto service_part = ServicePart::parse(service);
    if (!service_part) return refused(service_part.error());
    const auto params_part = parse_params(params);
    if (!params_part) return refused(params_part.error());
    RequestParts parts;
    parts.request = request;
    service_part->read_scalars(parts);
    if (parts.find_route(plugins)) {
        if (*params_part) parts.read_params((*params_part)->root());
        service_part->read_lists(parts);
    }
    return parts.verify(plugins);
}

} // namespace walletauth::wire
