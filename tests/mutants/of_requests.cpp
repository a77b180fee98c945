// SPDX-License-Identifier: Apache-2.0
// Words of a request that are not heeded: parameters, flags, chain, scheme, evidence.
#include "mutant.hpp"

namespace mutants {
namespace {

constexpr std::size_t most_parameters = 16;

const wa_scheme *scheme_of(const wa_request &request) noexcept {
    const auto &table = good();
    for (std::size_t i = 0; i < table.scheme_count; ++i)
        if (view(table.schemes[i]->id) == view(request.scheme)) return table.schemes[i];
    return nullptr;
}

const wa_parameter_info *info_of(const wa_scheme &scheme, const wa_parameter &parameter) noexcept {
    for (std::size_t i = 0; i < scheme.parameter_count; ++i)
        if (view(scheme.parameters[i]->name) == view(parameter.name)) return scheme.parameters[i];
    return nullptr;
}

/// Leaves out the parameters that `keeps(info)` does not keep; `info` is NULL of an unknown one.
template <typename Keeps>
void dropping(const wa_request &request, wa_verdict &verdict, Keeps keeps) noexcept {
    const auto *scheme = scheme_of(request);
    if (scheme == nullptr || request.parameter_count > most_parameters)
        return verify_well(request, verdict);
    wa_parameter kept[most_parameters];
    std::size_t count = 0;
    for (std::size_t i = 0; i < request.parameter_count; ++i)
        if (keeps(info_of(*scheme, request.parameters[i]))) kept[count++] = request.parameters[i];
    Changed changed(request);
    changed.request().parameters = kept;
    changed.request().parameter_count = count;
    changed.verify_well(verdict);
}

void unknown_dropped(const wa_request &request, wa_verdict &verdict) {
    dropping(request, verdict, [](const wa_parameter_info *info) { return info != nullptr; });
}

void optional_dropped(const wa_request &request, wa_verdict &verdict) {
    dropping(request, verdict,
             [](const wa_parameter_info *info) { return info == nullptr || info->required != 0; });
}

/// An expectation of the service that would refuse is dropped.
void expectation_dropped(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_OK) return;
    wa_verdict second{};
    second.struct_size = sizeof second;
    second.status = WA_ERROR_INTERNAL;
    dropping(request, second, [](const wa_parameter_info *info) {
        return info == nullptr || info->role != WA_ROLE_EXPECTED || info->required != 0;
    });
    if (second.status == WA_OK) verdict = second;
}

void first_of_two(const wa_request &request, wa_verdict &verdict) {
    forgive(request, verdict, [](wa_request &other) {
        if (other.parameter_count < 2) return false;
        --other.parameter_count;
        return true;
    });
}

void any_kind(const wa_request &request, wa_verdict &verdict) {
    const auto *scheme = scheme_of(request);
    if (scheme == nullptr || request.parameter_count > most_parameters)
        return verify_well(request, verdict);
    wa_parameter read[most_parameters];
    for (std::size_t i = 0; i < request.parameter_count; ++i) {
        read[i] = request.parameters[i];
        if (const auto *info = info_of(*scheme, read[i])) read[i].kind = info->kind;
    }
    Changed changed(request);
    changed.request().parameters = read;
    changed.verify_well(verdict);
}

void compat_always(const wa_request &request, wa_verdict &verdict) {
    const auto *scheme = scheme_of(request);
    Changed changed(request);
    if (scheme != nullptr && (scheme->flags & WA_SCHEME_HAS_COMPAT) != 0)
        changed.request().flags |= WA_REQUEST_COMPAT;
    changed.verify_well(verdict);
}

void compat_never(const wa_request &request, wa_verdict &verdict) {
    const auto *scheme = scheme_of(request);
    Changed changed(request);
    if (scheme != nullptr && (scheme->flags & WA_SCHEME_HAS_COMPAT) != 0)
        changed.request().flags &= ~WA_REQUEST_COMPAT;
    changed.verify_well(verdict);
}

void compat_dropped(const wa_request &request, wa_verdict &verdict) {
    const auto *scheme = scheme_of(request);
    Changed changed(request);
    if (scheme != nullptr && (scheme->flags & WA_SCHEME_HAS_COMPAT) == 0)
        changed.request().flags &= ~WA_REQUEST_COMPAT;
    changed.verify_well(verdict);
}

void unknown_flags(const wa_request &request, wa_verdict &verdict) {
    Changed changed(request);
    changed.request().flags &= WA_REQUEST_COMPAT;
    changed.verify_well(verdict);
}

void accept_ignored(const wa_request &request, wa_verdict &verdict) {
    Changed changed(request);
    changed.request().accept |= WA_ACCEPT_DERIVED;
    changed.verify_well(verdict);
}

void any_scheme(const wa_request &request, wa_verdict &verdict) {
    forgive(request, verdict, [](wa_request &other) {
        if (scheme_of(other) != nullptr) return false;
        other.scheme = good().schemes[0]->id;
        return true;
    });
}

/// Chains of vectors: what is signed for one is taken on all.
void any_chain(const wa_request &request, wa_verdict &verdict) {
    constexpr std::string_view references[]{
        "1",       "137",        "mainnet", "testnet",
        "SN_MAIN", "SN_SEPOLIA", "idos",    "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp"};
    verify_well(request, verdict);
    const auto *scheme = scheme_of(request);
    if (scheme == nullptr) return;
    const auto entry = view(scheme->chains[0]);
    const auto name = entry.substr(0, entry.find(':'));
    for (const auto reference : references) {
        if (verdict.status == WA_OK) return;
        char chain[80];
        std::memcpy(chain, name.data(), name.size());
        chain[name.size()] = ':';
        std::memcpy(chain + name.size() + 1, reference.data(), reference.size());
        Changed changed(request);
        changed.request().chain = {chain, name.size() + 1 + reference.size()};
        try_again(changed, verdict);
    }
}

void block_ignored(const wa_request &request, wa_verdict &verdict) {
    forgive(request, verdict, [](wa_request &other) {
        if (other.block.size == 0) return false;
        other.block = {};
        return true;
    });
}

/// Who has a key and no evidence is believed.
void evidence_unneeded(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_NEEDS_EVIDENCE && request.account.size <= WA_ACCOUNT_CAPACITY)
        make_valid(verdict, request.account, WA_LINK_CHAIN_STATE);
}

void unanswered_taken(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if ((verdict.status == WA_ERROR_EVIDENCE || verdict.status == WA_MALFORMED_EVIDENCE) &&
        request.account.size != 0 && request.account.size <= WA_ACCOUNT_CAPACITY) {
        make_valid(verdict, request.account, WA_LINK_CHAIN_STATE);
    }
}

/// A chain's "no" counts as yes.
void refusal_taken(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_REJECTED_SIGNER && request.evidence_count != 0 &&
        request.account.size != 0 && request.account.size <= WA_ACCOUNT_CAPACITY) {
        make_valid(verdict, request.account, WA_LINK_CHAIN_STATE);
    }
}

std::uint32_t no_queries(const wa_request *request, wa_buffer *out, wa_buffer *detail) noexcept {
    const auto status = good().evidence_queries(request, out, detail);
    if (status == WA_OK) out->size = 0;
    return status;
}

constexpr Mutant rows[]{
    {"params-unknown", "", "a parameter that nobody declared is dropped",
     &verifies<&unknown_dropped>},
    {"params-optional", "optional", "parameters that are not required are dropped",
     &verifies<&optional_dropped>},
    {"params-expected", "optional", "an optional expectation that would refuse is dropped",
     &verifies<&expectation_dropped>},
    {"params-last", "params", "the last of several parameters is dropped, if it would refuse",
     &verifies<&first_of_two>},
    {"params-kind", "params", "the kind of a parameter is not looked at", &verifies<&any_kind>},
    {"compat-always", "compat", "compat is always on", &verifies<&compat_always>},
    {"compat-never", "compat", "compat is never on", &verifies<&compat_never>},
    {"compat-undeclared", "no-compat", "compat is dropped where there is none",
     &verifies<&compat_dropped>},
    {"flags-unknown", "", "unknown flags are dropped", &verifies<&unknown_flags>},
    {"accept-ignored", "", "derived is always accepted", &verifies<&accept_ignored>},
    {"scheme-any", "", "an unknown scheme is the first one", &verifies<&any_scheme>},
    {"chain-any", "", "what is signed for one chain is valid on all", &verifies<&any_chain>},
    {"block-ignored", "evidence", "the block is not looked at", &verifies<&block_ignored>},
    {"evidence-unneeded", "evidence", "no evidence is needed", &verifies<&evidence_unneeded>},
    {"evidence-unreadable", "evidence", "an answer that cannot be read proves",
     &verifies<&unanswered_taken>},
    {"evidence-no", "evidence", "a \"no\" of the chain proves", &verifies<&refusal_taken>},
    {"evidence-unasked", "evidence", "evidence_queries asks nothing",
     [](wa_plugin &table) { table.evidence_queries = &no_queries; }},
};

} // namespace

constinit const std::span<const Mutant> of_requests{rows};

} // namespace mutants
