// SPDX-License-Identifier: Apache-2.0
// Parameters that are missing, unknown or of another kind: docs/abi.md, parameters;
// docs/wire-format.md.
#include "brood.hpp"

#include <walletauth/interface.hpp>

namespace walletauth::cli::breed {
namespace {

constexpr std::uint64_t longest = 4096;
constexpr std::string_view undeclared = "walletauth-bred";

void of_kind(Brood &brood, const wa_parameter_info &info) {
    const auto &draft = brood.positive().draft;
    const std::string name{view(info.name)};
    const auto put = [&](std::string_view kind, std::string json, std::string why) {
        auto changed = draft;
        changed.params.erase(name);
        changed.service_params.erase(name);
        auto &to = info.role == WA_ROLE_SERVICE ? changed.service_params : changed.params;
        to.set(name, std::move(json));
        brood.add("params-" + name + "-" + std::string{kind}, changed, malformed_params,
                  std::move(why));
    };
    put("null", "null", "null is no value");
    if (info.kind == WA_PARAMETER_TEXT) {
        put("array", "[\"a\"]", "an array, and no text");
        put("true", "true", "a boolean, and no text");
        if (info.max_size < longest)
            put("too-long", json::quote(std::string(info.max_size + 1, 'a')),
                "a byte more than its limit");
    } else if (info.kind == WA_PARAMETER_BYTES) {
        put("text", "\"AAAA\"", "a text, and no bytes");
        put("number", "1", "a number, and no bytes");
        if (info.max_size < longest)
            put("too-long", raw_json(Bytes(info.max_size + 1, 1)), "a byte more than its limit");
    }
}

/// A member of the wire format that holds a value of a parameter of bytes or text, changed.
std::optional<std::string> changed_value(const wa_parameter_info &info, const std::string &json) {
    const auto document = json::Document::parse(json);
    if (!document) return std::nullopt;
    const auto value = document->root();
    if (info.kind == WA_PARAMETER_TEXT && value.kind() == json::Kind::string)
        return json::quote(std::string{value.text()} + "x");
    if (info.kind != WA_PARAMETER_BYTES || value.size() != 1) return std::nullopt;
    const auto spelling = read_spelling(value.at(0));
    if (!spelling) return std::nullopt;
    auto bytes = spelling->bytes;
    bytes.back() ^= 1;
    return raw_json(bytes);
}

/// The signature covers what the service expects. What it must expect has no set of words from
/// which another would fall out.
void of_expectation(Brood &brood, const wa_parameter_info &info) {
    const auto &draft = brood.positive().draft;
    const std::string name{view(info.name)};
    const auto *by_user = draft.params.find(name);
    const auto *by_service = draft.service_params.find(name);
    const auto *given = by_user != nullptr ? by_user : by_service;
    if (info.role != WA_ROLE_EXPECTED || info.required == 0 || given == nullptr) return;
    const auto other = changed_value(info, *given);
    if (!other) return;
    brood.add("params-" + name + "-other", draft.with_param(name, *other), rejected,
              "another " + name + " than the signed one");
    auto both = draft;
    both.params.set(name, *given);
    both.service_params.set(name, *other);
    brood.add("params-" + name + "-disputed", both, {"rejected", "policy"},
              "the service expects another " + name);
}

} // namespace

void breed_params(Brood &brood) {
    const auto &positive = brood.positive();
    const auto &draft = positive.draft;
    auto more = draft;
    more.params.set(undeclared, "\"a\"");
    brood.add("params-undeclared", more, {"unsupported", "params"}, "no such parameter");
    more = draft;
    more.service_params.set(undeclared, "\"a\"");
    brood.add("params-undeclared-service", more, {"unsupported", "params"},
              "no such parameter, of the service's");
    for (std::size_t i = 0; i < positive.scheme->parameter_count; ++i) {
        const auto &info = *positive.scheme->parameters[i];
        const std::string name{view(info.name)};
        of_kind(brood, info);
        of_expectation(brood, info);
        if (info.role == WA_ROLE_SERVICE) {
            auto of_user = draft;
            of_user.params.set(name, "\"a\"");
            brood.add("params-" + name + "-of-user", of_user, malformed_params,
                      "the service alone may say it");
        }
        if (info.required == 0) continue;
        auto less = draft;
        less.params.erase(name);
        less.service_params.erase(name);
        brood.add("params-" + name + "-absent", less, malformed_params, "it is required");
    }
}

} // namespace walletauth::cli::breed
