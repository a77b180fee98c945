// SPDX-License-Identifier: Apache-2.0
// A request with its service's part, read in the one order that there is; and one that owns its
// texts. Internal.
#pragma once

#include "wire_request.hpp"

#include <optional>
#include <string>

namespace walletauth::wire {

/// What two texts say; they must outlive it. It neither moves nor is copied: each member has views
/// of those before it.
struct ReadRequest {
    ReadRequest() = default;
    ReadRequest(const ReadRequest &) = delete;
    ReadRequest &operator=(const ReadRequest &) = delete;

    /// Once. A refusal is one of the shape of request or service; those of members are in `parts`.
    [[nodiscard]] Result<void> read(const PluginSet &plugins, std::string_view request,
                                    std::string_view beside, ServiceMember within);
    /// The same of a request that is parsed, with members `others` that are not its own.
    [[nodiscard]] Result<void> read(const PluginSet &plugins, Result<RequestObject> request,
                                    std::string_view beside, ServiceMember within,
                                    std::span<const std::string_view> others = {});
    /// The JSON source of the id, "null" where none was read.
    [[nodiscard]] std::string_view id() const noexcept { return object ? object->id() : "null"; }

    std::optional<RequestObject> object;
    std::optional<ServicePart> service;
    RequestParts parts;
};

struct OwnedRequest : ReadRequest {
    OwnedRequest(std::string_view request, std::string_view beside)
        : text(request), service_text(beside) {}

    [[nodiscard]] Result<void> read(const PluginSet &plugins, ServiceMember within) {
        return ReadRequest::read(plugins, text, service_text, within);
    }

    std::string text;
    std::string service_text;
};

} // namespace walletauth::wire
