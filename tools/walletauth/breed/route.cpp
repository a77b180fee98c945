// SPDX-License-Identifier: Apache-2.0
// Another chain, another scheme, and wishes that the descriptor does not grant: docs/abi.md,
// routes, accept, chain-bound, must-understand.
#include "brood.hpp"

#include <walletauth/interface.hpp>

#include <algorithm>
#include <vector>

namespace walletauth::cli::breed {
namespace {

bool is_hex_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// The hex texts of a message in both cases: the case may be a checksum that the chain is part of.
std::vector<std::string_view> cased_texts(std::string_view message) {
    std::vector<std::string_view> found;
    for (auto at = message.find("0x"); at != message.npos; at = message.find("0x", at + 2)) {
        const auto rest = message.substr(at + 2);
        const auto end = std::ranges::find_if_not(rest, is_hex_digit);
        const auto digits = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
        const auto has = [&](char first, char last) {
            return std::ranges::any_of(digits, [=](char c) { return c >= first && c <= last; });
        };
        if (has('a', 'f') && has('A', 'F')) found.push_back(digits);
    }
    return found;
}

/// True if all that is spelled with a checksum in the message is spelled so on the other chain,
/// too.
bool reads_on(const Brood &brood, std::string_view chain) {
    const auto &positive = brood.positive();
    const auto source = [](const Positive &of) { return of.request.find("message")->source(); };
    const auto shown = [&](std::string_view text) {
        return std::ranges::any_of(brood.herd().positives(), [&](const Positive &other) {
            return positive.is_of_same_scheme(other) && other.chain == chain &&
                   source(other).find(text) != std::string_view::npos;
        });
    };
    return std::ranges::all_of(cased_texts(source(positive)), shown);
}

/// Signed for its chain: on another one it is nobody's. Where account or message is spelled
/// otherwise on the other chain, that would be another fault; so vectors must show the spelling.
void other_reference(Brood &brood) {
    const auto &positive = brood.positive();
    if (!positive.chain_bound || positive.account != positive.address) return;
    for (const auto &other : brood.herd().positives()) {
        if (!positive.is_of_same_scheme(other) || other.chain == positive.chain ||
            other.address != positive.address || !reads_on(brood, other.chain)) {
            continue;
        }
        brood.add("chain-other", positive.draft.with("chain", json::quote(other.chain)), rejected,
                  "the signature names its chain, and not " + other.chain);
        return;
    }
}

void chains(Brood &brood) {
    const auto &positive = brood.positive();
    const auto name = positive.chain.substr(0, positive.chain.find(':'));
    const auto reference = positive.chain.substr(name.size());
    const auto add = [&](std::string kind, std::string_view chain, Expectation expect,
                         std::string why) {
        brood.add("chain-" + std::move(kind), positive.draft.with("chain", json::quote(chain)),
                  expect, std::move(why));
    };
    add("unknown", "nochain" + reference, {"unsupported", "chain"},
        "a namespace that nobody serves");
    constexpr Expectation malformed{"malformed", "chain"};
    add("no-reference", name, malformed, "no CAIP-2 id");
    add("empty-reference", name + ":", malformed, "no CAIP-2 id");
    add("blank-after", positive.chain + " ", malformed, "no CAIP-2 id");
    add("line-feed-after", positive.chain + "\n", malformed, "no CAIP-2 id");
    add("upper", std::string(1, static_cast<char>(name[0] ^ 0x20)) + positive.chain.substr(1),
        malformed, "a namespace is in lower case (CAIP-2)");
}

void schemes(Brood &brood) {
    const auto &positive = brood.positive();
    const std::string id{view(positive.scheme->id)};
    const auto add = [&](std::string kind, std::string_view scheme, std::string why) {
        brood.add("scheme-" + std::move(kind), positive.draft.with("scheme", json::quote(scheme)),
                  {"unsupported", "scheme"}, std::move(why));
    };
    auto upper = id;
    for (auto &c : upper) {
        if (c >= 'a' && c <= 'z') c ^= 0x20;
    }
    add("unknown", "walletauth-bred", "no such scheme");
    add("upper", upper, "ids are compared byte for byte");
    add("blank-after", id + " ", "ids are compared byte for byte");
    add("nul-after", id + std::string(1, '\0'), "ids are compared byte for byte");
    add("empty", "", "no id");
}

void wishes(Brood &brood) {
    const auto &positive = brood.positive();
    const auto add = [&](std::string kind, std::string_view name, std::string json,
                         Expectation expect, std::string why) {
        brood.add(std::move(kind), positive.draft.with_service(name, std::move(json)), expect,
                  std::move(why));
    };
    if (!positive.has(WA_SCHEME_HAS_COMPAT))
        add("compat", "compat", "true", {"unsupported", "flag"}, "the scheme has no compat");
    if (positive.has(WA_SCHEME_MAY_NEED_EVIDENCE)) return;
    constexpr Expectation no_evidence{"unsupported", "evidence"};
    add("accept-chain-state", "accept", "[\"chain_state\"]", no_evidence,
        "the scheme uses no evidence");
    add("accept-counterfactual", "accept", "[\"counterfactual\"]", no_evidence,
        "the scheme uses no evidence");
    add("block", "block", "\"1\"", no_evidence, "the scheme uses no evidence");
}

} // namespace

void breed_route(Brood &brood) {
    other_reference(brood);
    chains(brood);
    schemes(brood);
    wishes(brood);
}

} // namespace walletauth::cli::breed
