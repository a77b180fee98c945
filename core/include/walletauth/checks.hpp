// SPDX-License-Identifier: Apache-2.0
/// What a scheme's descriptor alone decides about a request. The host asks it first and the author
/// kit asks it again, so that both give the same answer.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>
#include <walletauth/plugin.h>

#include <algorithm>
#include <cstring>
#include <expected>
#include <span>
#include <string_view>

namespace walletauth {

/// The namespace of a CAIP-2 id: what stands before the first colon, or all of it.
[[nodiscard]] inline std::string_view chain_namespace(std::string_view chain) noexcept {
    return chain.substr(0, chain.find(':'));
}

/// True if a descriptor's chain entry (a namespace or an exact id) covers a CAIP-2 id.
[[nodiscard]] inline bool covers_chain(std::string_view entry, std::string_view chain) noexcept {
    return entry.find(':') == std::string_view::npos ? entry == chain_namespace(chain)
                                                     : entry == chain;
}
[[nodiscard]] inline bool covers_chain(const wa_scheme &scheme, std::string_view chain) noexcept {
    for (std::size_t i = 0; i < scheme.chain_count; ++i) {
        if (covers_chain(view(scheme.chains[i]), chain)) return true;
    }
    return false;
}

/// Whether a verdict's link is one that this build knows.
[[nodiscard]] inline bool is_link(std::uint32_t link) noexcept {
    return link == WA_LINK_DERIVED || link == WA_LINK_CHAIN_STATE || link == WA_LINK_COUNTERFACTUAL;
}

/// Items of evidence of one request: many times what the rounds of any scheme ask for.
inline constexpr std::size_t max_evidence_items = 256;

namespace detail {

[[nodiscard]] inline Result<void> check_size(std::uint32_t status, std::string_view what,
                                             std::size_t size, std::uint64_t limit) noexcept {
    if (size <= limit) return {};
    return refuse(status, what, " has ", size, " bytes, the limit is ", limit);
}

[[nodiscard]] inline const wa_parameter_info *find_parameter(const wa_scheme &scheme,
                                                             std::string_view name) noexcept {
    for (std::size_t i = 0; i < scheme.parameter_count; ++i) {
        if (view(scheme.parameters[i]->name) == name) return scheme.parameters[i];
    }
    return nullptr;
}

// Undeclared parameters are unsupported, which precedes everything malformed.
[[nodiscard]] inline Result<void> check_parameter_names(
    const wa_scheme &scheme, std::span<const wa_parameter> parameters) noexcept {
    for (const auto &parameter : parameters) {
        const auto name = view(parameter.name);
        if (find_parameter(scheme, name) == nullptr) {
            return refuse(WA_UNSUPPORTED_PARAMS, "scheme ", view(scheme.id), " has no parameter \"",
                          name, "\"");
        }
    }
    return {};
}

// Their names are known to be declared.
[[nodiscard]] inline Result<void> check_parameter_values(
    const wa_scheme &scheme, std::span<const wa_parameter> parameters) noexcept {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const auto &parameter = parameters[i];
        const auto name = view(parameter.name);
        const auto *info = find_parameter(scheme, name);
        for (std::size_t k = 0; k < i; ++k) {
            if (view(parameters[k].name) == name) {
                return refuse(WA_MALFORMED_PARAMS, "parameter \"", name, "\" is given twice");
            }
        }
        if (parameter.kind != info->kind) {
            return refuse(WA_MALFORMED_PARAMS, "parameter \"", name, "\" has kind ", parameter.kind,
                          ", expected ", info->kind);
        }
        if (auto fits = check_size(WA_MALFORMED_PARAMS, name, parameter.value.size, info->max_size);
            !fits) {
            return fits;
        }
    }
    return {};
}

[[nodiscard]] inline Result<void> check_required_parameters(
    const wa_scheme &scheme, std::span<const wa_parameter> parameters) noexcept {
    for (std::size_t i = 0; i < scheme.parameter_count; ++i) {
        const auto &info = *scheme.parameters[i];
        if (info.required == 0) continue;
        bool given = false;
        for (const auto &parameter : parameters)
            given = given || view(parameter.name) == view(info.name);
        if (!given) {
            return refuse(WA_MALFORMED_PARAMS, "parameter \"", view(info.name), "\" is required");
        }
    }
    return {};
}

[[nodiscard]] inline Result<void> check_key_size(const wa_scheme &scheme,
                                                 std::size_t size) noexcept {
    if (size == 0) return {};
    for (std::size_t i = 0; i < scheme.key_count; ++i) {
        if (scheme.keys[i]->size == size) return {};
    }
    return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", size, " bytes, which no key type of ",
                  view(scheme.id), " has");
}

[[nodiscard]] inline Result<void> check_evidence_sizes(const wa_scheme &scheme,
                                                       const wa_request &request) noexcept {
    if (request.evidence_count > max_evidence_items) {
        return refuse(WA_MALFORMED_EVIDENCE, "evidence has ", request.evidence_count,
                      " items, the limit is ", max_evidence_items);
    }
    std::uint64_t size = 0;
    for (std::size_t i = 0; i < request.evidence_count; ++i) {
        size += request.evidence[i].query.size;
        size += request.evidence[i].answer.size;
        const auto kind = request.evidence[i].kind;
        if (kind != WA_EVIDENCE_RESULT && kind != WA_EVIDENCE_ERROR) {
            return refuse(WA_MALFORMED_EVIDENCE, "evidence is of the unknown kind ", kind);
        }
    }
    return check_size(WA_MALFORMED_EVIDENCE, "evidence", size, scheme.max_evidence_size);
}

} // namespace detail

/// Checks a request against the descriptor of its scheme, without looking into the signature or the
/// message. In the order of precedence: unsupported, then malformed by field.
[[nodiscard]] inline Result<void> check_request(const wa_scheme &scheme,
                                                const wa_request &request) noexcept {
    const auto chain = view(request.chain);
    const bool may_need_evidence = (scheme.flags & WA_SCHEME_MAY_NEED_EVIDENCE) != 0;
    if (!covers_chain(scheme, chain)) {
        return refuse(WA_UNSUPPORTED_CHAIN, "scheme ", view(scheme.id), " does not serve chain ",
                      chain);
    }
    if ((request.flags & ~WA_REQUEST_COMPAT) != 0) {
        return refuse(WA_UNSUPPORTED_FLAG, "unknown request flags ", request.flags);
    }
    if ((request.flags & WA_REQUEST_COMPAT) != 0 && (scheme.flags & WA_SCHEME_HAS_COMPAT) == 0) {
        return refuse(WA_UNSUPPORTED_FLAG, "scheme ", view(scheme.id), " has no compat");
    }
    const std::span parameters{request.parameters, request.parameter_count};
    if (auto known = detail::check_parameter_names(scheme, parameters); !known) return known;
    if (!may_need_evidence && (request.evidence_count != 0 || request.block.size != 0)) {
        return refuse(WA_UNSUPPORTED_EVIDENCE, "scheme ", view(scheme.id), " uses no evidence");
    }
    constexpr std::uint32_t by_evidence = WA_ACCEPT_CHAIN_STATE | WA_ACCEPT_COUNTERFACTUAL;
    if (!may_need_evidence && request.accept != 0 && (request.accept & ~by_evidence) == 0) {
        return refuse(WA_UNSUPPORTED_EVIDENCE, "scheme ", view(scheme.id),
                      " cannot prove an account by chain state");
    }
    if (request.accept == 0 || (request.accept & ~(WA_ACCEPT_DERIVED | by_evidence)) != 0) {
        return refuse(WA_MALFORMED_REQUEST, "accept is ", request.accept, ", expected 1 to 7");
    }
    if (auto fits = detail::check_size(WA_MALFORMED_REQUEST, "block", request.block.size,
                                       WA_BLOCK_CAPACITY);
        !fits) {
        return fits;
    }
    if (auto fits = detail::check_size(WA_MALFORMED_ACCOUNT, "account", request.account.size,
                                       scheme.max_account_size);
        !fits) {
        return fits;
    }
    if (request.account.size == 0 && request.public_key.size == 0) {
        return refuse(WA_MALFORMED_ACCOUNT, "neither an account nor a public key is claimed");
    }
    if (auto known = detail::check_key_size(scheme, request.public_key.size); !known) return known;
    if (auto good = detail::check_parameter_values(scheme, parameters); !good) return good;
    if (auto good = detail::check_required_parameters(scheme, parameters); !good) return good;
    if (auto fits = detail::check_size(WA_MALFORMED_MESSAGE, "message", request.message.size,
                                       scheme.max_message_size);
        !fits) {
        return fits;
    }
    if (auto fits = detail::check_size(WA_MALFORMED_SIGNATURE, "signature", request.signature.size,
                                       scheme.max_signature_size);
        !fits) {
        return fits;
    }
    return detail::check_evidence_sizes(scheme, request);
}

/// The fields of a request that this build knows, whatever the sender's struct_size: what it lacks
/// is zero; non-zero bytes beyond what is known are refused, so that no restriction is dropped.
[[nodiscard]] inline Result<wa_request> read_request(const wa_request &from) noexcept {
    if (from.struct_size < WA_REQUEST_MIN_SIZE) {
        return refuse(WA_ERROR_ARGUMENT, "request has struct_size ", from.struct_size,
                      ", expected at least ", WA_REQUEST_MIN_SIZE);
    }
    const auto *bytes = reinterpret_cast<const unsigned char *>(&from);
    for (std::size_t i = sizeof(wa_request); i < from.struct_size; ++i) {
        if (bytes[i] != 0) {
            return refuse(WA_UNSUPPORTED_FLAG, "unknown request field at byte ", i);
        }
    }
    if (from.reserved != 0) return refuse(WA_UNSUPPORTED_FLAG, "reserved request field is not 0");
    wa_request known = from;
    known.struct_size = sizeof(wa_request);
    return known;
}

/// Checks what an account is to be derived from, as `derive_account` gets it, against the
/// descriptor of the scheme. A key may be absent only where parameters can stand for it; a compact
/// id that is an account's bytes may have any size up to the larger of a key's and an account's.
[[nodiscard]] inline Result<void> check_derivation(
    const wa_scheme &scheme, std::string_view chain, std::span<const std::uint8_t> public_key,
    std::span<const wa_parameter> parameters) noexcept {
    if (!covers_chain(scheme, chain)) {
        return refuse(WA_UNSUPPORTED_CHAIN, "scheme ", view(scheme.id), " does not serve chain ",
                      chain);
    }
    if (auto known = detail::check_parameter_names(scheme, parameters); !known) return known;
    if (public_key.empty() && scheme.parameter_count == 0) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "a public key is needed to derive an account");
    }
    auto known = detail::check_key_size(scheme, public_key.size());
    if (!known && (scheme.flags & WA_SCHEME_COMPACT_ID_ACCOUNT) != 0) {
        known = detail::check_size(WA_MALFORMED_PUBLIC_KEY, "compact id", public_key.size(),
                                   std::max(scheme.max_public_key_size, scheme.max_account_size));
    }
    if (!known) return known;
    return detail::check_parameter_values(scheme, parameters);
}

} // namespace walletauth
