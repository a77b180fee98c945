// SPDX-License-Identifier: Apache-2.0
#include "wire_owned.hpp"

#include <walletauth/wire.hpp>

namespace walletauth {

Result<void> wire::ReadRequest::read(const PluginSet &plugins, std::string_view request,
                                     std::string_view beside, ServiceMember within) {
    return read(plugins, RequestObject::parse(request), beside, within);
}

Result<void> wire::ReadRequest::read(const PluginSet &plugins, Result<RequestObject> request,
                                     std::string_view beside, ServiceMember within,
                                     std::span<const std::string_view> others) {
    if (!request) return std::unexpected(request.error());
    object.emplace(std::move(*request));
    auto given = object->service(beside, within);
    if (!given) return std::unexpected(given.error());
    service.emplace(std::move(*given));
    return object->read(parts, plugins, *service, others);
}

struct WireRequest::State {
    wire::OwnedRequest owned;
};

WireRequest::WireRequest(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
WireRequest::WireRequest(WireRequest &&) noexcept = default;
WireRequest &WireRequest::operator=(WireRequest &&) noexcept = default;
WireRequest::~WireRequest() = default;

Result<WireRequest> WireRequest::read(const Verifier &verifier, std::string_view request,
                                      std::string_view service, ServiceMember within) {
    std::unique_ptr<State> state(new State{{request, service}});
    auto &owned = state->owned;
    if (auto read = owned.read(verifier.plugins(), within); !read) {
        return std::unexpected(read.error());
    }
    if (const auto *refusal = owned.parts.refusal()) return std::unexpected(*refusal);
    return WireRequest(std::move(state));
}

Result<WireRequest> WireRequest::read(const Verifier &verifier, const json::Value &request,
                                      std::span<const std::string_view> others) {
    std::unique_ptr<State> state(new State{wire::OwnedRequest{{}, {}}});
    wire::ReadRequest &read = state->owned;
    if (auto good = read.read(verifier.plugins(), wire::RequestObject::of(request), {},
                              ServiceMember::refuse, others);
        !good) {
        return std::unexpected(good.error());
    }
    if (const auto *refusal = read.parts.refusal()) return std::unexpected(*refusal);
    return WireRequest(std::move(state));
}

const Request &WireRequest::request() const noexcept { return state_->owned.parts.request; }
const Service &WireRequest::service() const noexcept { return state_->owned.parts.service; }

} // namespace walletauth
