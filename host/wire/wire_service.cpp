// SPDX-License-Identifier: Apache-2.0
#include "wire_service.hpp"

#include "wire_members.hpp"

#include <walletauth/wire.hpp>

#include <algorithm>

namespace walletauth::wire {
namespace {

using json::Kind;
using json::Value;

constexpr std::uint32_t status = WA_ERROR_ARGUMENT;
constexpr std::string_view where = "service: ";

enum Member : std::size_t { params, accept, compat, block, evidence, member_count };

constexpr std::array<MemberInfo, member_count> member_infos{{
    {"params", bit(Kind::object), "an object"},
    {"accept", bit(Kind::array), "an array"},
    {"compat", bit(Kind::boolean), "a boolean"},
    {"block", bit(Kind::string), "a string"},
    {"evidence", bit(Kind::array), "an array"},
}};

/// Says which word is wrong.
std::unexpected<Refusal> bad_accept(const Value &item) {
    return refuse(
        status, where, "accept has ", item.source(),
        ", expected \"derived\", \"chain_state\" and \"counterfactual\", each at most once");
}

std::uint32_t accept_of(std::string_view word) noexcept {
    if (word == "derived") return WA_ACCEPT_DERIVED;
    if (word == "chain_state") return WA_ACCEPT_CHAIN_STATE;
    if (word == "counterfactual") return WA_ACCEPT_COUNTERFACTUAL;
    return 0;
}

Result<std::uint32_t> read_accept(const Value &value) {
    std::uint32_t accepted = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const Value item = value.at(i);
        const auto what = item.kind() == Kind::string ? accept_of(item.text()) : 0;
        if (what == 0 || (accepted & what) != 0) return bad_accept(item);
        accepted |= what;
    }
    if (accepted == 0) return refuse(status, where, "accept is empty: nothing could be proven");
    return accepted;
}

} // namespace

bool is_service_member(std::string_view name) noexcept {
    return name != "params" &&
           std::ranges::find(member_infos, name, &MemberInfo::name) != member_infos.end();
}

Result<ServicePart> ServicePart::parse(std::string_view text) {
    if (text.empty()) return ServicePart{};
    auto document = json::Document::parse(text, limits);
    if (!document) return refuse(status, where, document.error().text());
    auto part = of(document->root());
    if (part) part->document_ = std::move(*document);
    return part;
}

Result<ServicePart> ServicePart::of(const Value &object) {
    if (object.kind() != Kind::object) return refuse(status, where, "it is not a JSON object");
    const auto members =
        read_members(object, member_infos, status, where, [](std::string_view name) {
            return make_refusal(status, where, "unknown member \"", name, "\"");
        });
    if (!members) return std::unexpected(members.error());
    const auto &given = *members;
    ServicePart part;
    if (given[params]) part.params_ = *given[params];
    if (given[evidence]) part.evidence_ = *given[evidence];
    if (given[accept]) {
        const auto accepted = read_accept(*given[accept]);
        if (!accepted) return std::unexpected(accepted.error());
        part.scalars_.accept = *accepted;
    }
    if (given[block]) part.scalars_.block = given[block]->text();
    if (part.scalars_.block.size() > WA_BLOCK_CAPACITY) {
        return refuse(status, where, "block has ", part.scalars_.block.size(),
                      " bytes, the limit is ", WA_BLOCK_CAPACITY);
    }
    if (given[compat] && given[compat]->is_true()) part.scalars_.flags = WA_REQUEST_COMPAT;
    return part;
}

void ServicePart::read_scalars(RequestParts &parts) const { parts.service = scalars_; }

void ServicePart::read_lists(RequestParts &parts) const {
    if (params_) parts.read_service_params(*params_);
    if (evidence_) parts.read_evidence(*evidence_);
}

} // namespace walletauth::wire
