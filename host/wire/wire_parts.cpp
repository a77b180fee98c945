// SPDX-License-Identifier: Apache-2.0
#include "wire_parts.hpp"

#include "host/route/claim.hpp"
#include "host/verify/answer_context.hpp"
#include "host/verify/refused.hpp"
#include "host/verify/verify_on_route.hpp"
#include "wire_bytes.hpp"

#include <walletauth/checks.hpp>

namespace walletauth::wire {
std::span<const std::uint8_t> RequestParts::keep(Bytes bytes) {
    // Moving a vector keeps its bytes in place, so earlier views survive growth.
    return decoded_.emplace_back(std::move(bytes));
}

bool RequestParts::find_route(const PluginSet &plugins) {
    const auto route = plugins.route(request.chain, request.scheme);
    if (!route) {
        refuse(route.error());
        return false;
    }
    route_ = *route;
    return true;
}

void RequestParts::read_message(const json::Value &value) {
    constexpr std::uint32_t status = WA_MALFORMED_MESSAGE;
    const auto &scheme = *route_->scheme;
    if (value.size() == 1 && value.name(0) == "json") {
        if ((scheme.flags & WA_SCHEME_JSON_MESSAGE) == 0) {
            return refuse(make_refusal(status, "scheme ", view(scheme.id),
                                       " signs no JSON: give message as text, hex or base64"));
        }
        request.message = as_bytes(value.at(0).source());
        return;
    }
    if ((scheme.flags & WA_SCHEME_JSON_MESSAGE) != 0 && value.size() > 1) {
        return refuse(
            make_refusal(status, "message is the document itself: write {\"json\": <document>}"));
    }
    auto bytes = read_bytes(value, status, "message");
    if (!bytes) {
        return refuse(bytes.error());
    }
    request.message =
        bytes->decoded.empty() ? as_bytes(bytes->in_place) : keep(std::move(bytes->decoded));
}

namespace {

// The notation of a key or signature: a string's text; the source of an array or object. {"hex":
// ...} has none: it gives the bytes.
std::optional<std::string_view> notation(const json::Value &value) noexcept {
    if (value.kind() == json::Kind::string) return value.text();
    if (value.size() == 1 && value.name(0) == "hex") return std::nullopt;
    return value.source();
}

Result<std::vector<std::uint8_t>> raw_bytes(const json::Value &value, std::uint32_t status,
                                            std::string_view what) {
    if (value.at(0).kind() != json::Kind::string) {
        return walletauth::refuse(status, what, ".hex is not a string");
    }
    return read_hex(value.at(0).text(), status, what);
}

} // namespace

void RequestParts::read_public_key(const json::Value &value) {
    constexpr std::uint32_t status = WA_MALFORMED_PUBLIC_KEY;
    if (const auto text = notation(value)) return read_public_key_text(*text);
    auto bytes = raw_bytes(value, status, "public_key");
    if (bytes && bytes->empty()) { // would read as "none given"
        bytes = walletauth::refuse(status, "public_key is empty");
    }
    take_public_key(std::move(bytes));
}

void RequestParts::read_public_key_text(std::string_view text) {
    take_public_key(route_->verifier->parse_public_key(request.chain, request.scheme, text));
}

void RequestParts::take_public_key(Result<Bytes> bytes) {
    if (!bytes) return refuse(bytes.error());
    request.public_key = keep(std::move(*bytes));
}

void RequestParts::read_signature(const json::Value &value) {
    if (const auto text = notation(value)) return read_signature_text(*text);
    take_signature(raw_bytes(value, WA_MALFORMED_SIGNATURE, "signature"));
}

void RequestParts::read_signature_text(std::string_view text) {
    take_signature(route_->verifier->parse_signature(request.chain, request.scheme, text));
}

void RequestParts::take_signature(Result<Bytes> bytes) {
    if (!bytes) return refuse(bytes.error());
    request.signature = keep(std::move(*bytes));
}

void RequestParts::read_params(const json::Value &value) {
    read_parameters(parameters_, value);
    request.parameters = parameters_;
}

void RequestParts::read_service_params(const json::Value &value) {
    read_parameters(service_parameters_, value);
    service.parameters = service_parameters_;
}

void RequestParts::read_parameters(std::vector<wa_parameter> &to, const json::Value &value) {
    for (std::size_t i = 0; i < value.size(); ++i)
        read_parameter(to, value.at(i), value.name(i));
}

void RequestParts::read_parameter(std::vector<wa_parameter> &to, const json::Value &value,
                                  std::string_view name) {
    constexpr std::uint32_t status = WA_MALFORMED_PARAMS;
    const wa_parameter_info *const info = detail::find_parameter(*route_->scheme, name);
    if (info == nullptr) {
        return refuse(make_refusal(WA_UNSUPPORTED_PARAMS, "scheme ", view(route_->scheme->id),
                                   " has no parameter \"", name, "\""));
    }
    if (value.kind() == json::Kind::null) {
        return refuse(make_refusal(status, name, " is null: leave it out instead"));
    }
    wa_parameter parameter{text_of(name), {}, info->kind, 0};
    if (info->kind == WA_PARAMETER_TEXT) {
        if (value.kind() != json::Kind::string) {
            return refuse(make_refusal(status, name, " is not a string"));
        }
        parameter.value = bytes_of(as_bytes(value.text()));
    } else if (info->kind == WA_PARAMETER_JSON) {
        parameter.value = bytes_of(as_bytes(value.source()));
    } else {
        auto bytes = read_bytes(value, status, name);
        if (!bytes) {
            return refuse(bytes.error());
        }
        parameter.value = bytes_of(bytes->decoded.empty() ? as_bytes(bytes->in_place)
                                                          : keep(std::move(bytes->decoded)));
    }
    to.push_back(parameter);
}

void RequestParts::read_evidence(const json::Value &value) {
    if (value.size() > max_evidence_items) { // known before any of them is read
        return refuse(make_refusal(WA_MALFORMED_EVIDENCE, "evidence has ", value.size(),
                                   " items, the limit is ", max_evidence_items));
    }
    queries_.reserve(value.size()); // views into short strings must stay
    evidence_.reserve(value.size());
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (!read_evidence_item(value.at(i), i)) {
            evidence_.clear();
            break;
        }
    }
    service.evidence = evidence_;
}

bool RequestParts::read_evidence_item(const json::Value &item, std::size_t index) {
    const auto bad = [this, index](const auto &...reason) {
        refuse(make_refusal(WA_MALFORMED_EVIDENCE, "evidence[", index, "]", reason...));
        return false;
    };
    for (std::size_t i = 0; i < item.size(); ++i) {
        const auto name = item.name(i);
        if (item.kind() == json::Kind::object && name != "query" && name != "result" &&
            name != "error") {
            return bad(" has the unknown member \"", name, "\"");
        }
    }
    const auto query = item.find("query");
    const auto result = item.find("result");
    const auto error = item.find("error");
    if (item.size() != 2 || !query || !(result || error)) {
        return bad(" is not an object of query with exactly one of result and error");
    }
    if (query->kind() != json::Kind::object) {
        return bad(".query is not an object");
    }
    auto canonical = json::canonical(*query);
    if (!canonical) {
        refuse(make_refusal(WA_MALFORMED_EVIDENCE, canonical.error().text()));
        return false;
    }
    const std::string &kept = queries_.emplace_back(std::move(*canonical));
    evidence_.push_back(
        {bytes_of(as_bytes(kept)), bytes_of(as_bytes(result ? result->source() : error->source())),
         static_cast<std::uint32_t>(result ? WA_EVIDENCE_RESULT : WA_EVIDENCE_ERROR), 0});
    return true;
}

// What comes before this request's refusal in precedence and only the verifier can tell. The probe
// runs without the members that could not be read, and so says nothing of whether it is valid; nor
// does it count that it has no account or needs the chain, for a missing key, parameter or
// signature has that effect.
std::optional<Verdict> RequestParts::earlier_refusal(const PluginSet &plugins) const {
    const Refusal &refusal = *refusals_.first();
    if (route_ == nullptr || !Precedence::is_ill_formed(refusal.status)) {
        return std::nullopt;
    }
    Verdict probe = verify_on_route(plugins, *route_, request, service);
    const bool is_effect = probe.status == WA_MALFORMED_ACCOUNT ||
                           (probe.status == WA_UNSUPPORTED_EVIDENCE &&
                            (route_->scheme->flags & WA_SCHEME_MAY_NEED_EVIDENCE) != 0);
    if (!is_effect && Precedence::is_before(probe.status, refusal.status)) {
        return probe;
    }
    if (!request.account.empty() && Precedence::is_before(WA_MALFORMED_ACCOUNT, refusal.status)) {
        const auto account = normalize_claim(plugins, request.chain, request.account);
        if (!account && account.error().status == WA_MALFORMED_ACCOUNT) {
            return refused(account.error());
        }
    }
    return std::nullopt;
}

Verdict RequestParts::verify(const PluginSet &plugins) const {
    if (!refusal()) {
        return verify_on_route(plugins, *route_, request, service);
    }
    if (auto earlier = earlier_refusal(plugins)) {
        return std::move(*earlier);
    }
    Verdict verdict = refused(*refusal());
    add_context(plugins, route_, request, service, verdict);
    return verdict;
}

Verdict RequestParts::verify(const PluginSet &plugins, EvidenceSource &source,
                             Deadline deadline) const {
    if (refusal()) return verify(plugins);
    return verify_with_evidence_on_route(plugins, *route_, request, service, source, deadline);
}

} // namespace walletauth::wire
