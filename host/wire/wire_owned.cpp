// SPDX-License-Identifier: Apache-2.0
// WireRequest: a request that owns its texts.
#include <walletauth/wire.hpp>

#include "wire_request.hpp"

#include <optional>

namespace walletauth {

struct WireRequest::State {
    State(std::string_view request, std::string_view beside) : text(request), service(beside) {}

    // Each of these has views of those before it.
    std::string text;
    std::string service;
    std::optional<wire::RequestObject> object;
    std::optional<wire::ServicePart> part;
    wire::RequestParts parts;
};

WireRequest::WireRequest(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
WireRequest::WireRequest(WireRequest &&) noexcept = default;
WireRequest &WireRequest::operator=(WireRequest &&) noexcept = default;
WireRequest::~WireRequest() = default;

Result<WireRequest> WireRequest::read(const Verifier &verifier, std::string_view request,
                                      std::string_view service, ServiceMember within) {
    auto state = std::make_unique<State>(request, service);
    auto parsed = wire::RequestObject::parse(state->text);
    if (!parsed) return std::unexpected(parsed.error());
    const auto &object = state->object.emplace(std::move(*parsed));
    auto given = object.service(state->service, within);
    if (!given) return std::unexpected(given.error());
    const auto &part = state->part.emplace(std::move(*given));
    if (auto read = object.read(state->parts, verifier.plugins(), part); !read) {
        return std::unexpected(read.error());
    }
    if (const auto &refusal = state->parts.refusal()) return std::unexpected(*refusal);
    return WireRequest(std::move(state));
}

const Request &WireRequest::request() const noexcept { return state_->parts.request; }
const Service &WireRequest::service() const noexcept { return state_->parts.service; }

} // namespace walletauth
