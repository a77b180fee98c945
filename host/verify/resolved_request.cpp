// SPDX-License-Identifier: Apache-2.0
#include <walletauth/resolved_request.hpp>

#include "prepared.hpp"

#include <deque>
#include <span>
#include <vector>

namespace walletauth {

struct ResolvedRequest::State {
    explicit State(const Prepared &from);

    wa_request request;
    std::optional<Refusal> conflict;

  private:
    wa_bytes keep(wa_bytes bytes) {
        const auto from = view(bytes);
        return bytes_of(kept_.emplace_back(from.begin(), from.end()));
    }
    wa_text keep(wa_text text) {
        const auto bytes = view(keep(bytes_of(as_bytes(view(text)))));
        return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
    }

    std::deque<std::vector<std::uint8_t>> kept_; // a deque, since its items stay where they are
    std::vector<wa_parameter> parameters_;
    std::vector<wa_evidence> evidence_;
};

ResolvedRequest::State::State(const Prepared &from) : request(from.request) {
    if (const Refusal *found = from.refusals.first()) conflict = *found;
    for (wa_text *text : {&request.scheme, &request.chain, &request.block})
        *text = keep(*text);
    request.account = keep(text_of(from.account));
    for (wa_bytes *bytes : {&request.public_key, &request.message, &request.signature})
        *bytes = keep(*bytes);
    for (auto item : std::span{request.parameters, request.parameter_count}) {
        item.name = keep(item.name);
        item.value = keep(item.value);
        parameters_.push_back(item);
    }
    for (auto item : std::span{request.evidence, request.evidence_count}) {
        item.query = keep(item.query);
        item.answer = keep(item.answer);
        evidence_.push_back(item);
    }
    request.parameters = parameters_.data();
    request.evidence = evidence_.data();
}

ResolvedRequest::ResolvedRequest(std::unique_ptr<State> state) noexcept
    : state_(std::move(state)) {}
ResolvedRequest::ResolvedRequest(ResolvedRequest &&) noexcept = default;
ResolvedRequest &ResolvedRequest::operator=(ResolvedRequest &&) noexcept = default;
ResolvedRequest::~ResolvedRequest() = default;

Result<ResolvedRequest> ResolvedRequest::of(const Verifier &verifier, const Request &request,
                                            const Service &service) {
    const auto &plugins = verifier.plugins();
    const auto route = plugins.route(request.chain, request.scheme);
    if (!route) return std::unexpected(route.error());
    const auto prepared = prepare(plugins, **route, request, service);
    if (!prepared.is_account) return std::unexpected(*prepared.refusals.first());
    return ResolvedRequest(std::make_unique<State>(prepared));
}

const wa_request &ResolvedRequest::request() const noexcept { return state_->request; }

const std::optional<Refusal> &ResolvedRequest::conflict() const noexcept {
    return state_->conflict;
}

} // namespace walletauth
