// SPDX-License-Identifier: Apache-2.0
// derive, normalise, verify and the notations of keys say the same.
#include "output_call.hpp"

#include <walletauth/text/hex.hpp>

#include <algorithm>
#include <set>

namespace walletauth::conformance {
namespace {

std::string names_of(std::span<const wa_parameter> parameters) {
    std::string names;
    for (const auto &each : parameters)
        names += (names.empty() ? " with " : ", ") + std::string{view(each.name)};
    return names.empty() ? " without parameters" : names;
}

/// Whether a key owns several accounts, and what tells them apart was left out: with a claim a
/// plugin may find the one that is meant, derive_account can't.
bool leaves_open(const Context &context, std::span<const wa_parameter> stated,
                 std::uint32_t status) {
    if (status != WA_MALFORMED_PARAMS && status != WA_UNSUPPORTED_PARAMS) return false;
    const std::span declared{context.scheme->parameters, context.scheme->parameter_count};
    return std::ranges::any_of(declared, [&](const wa_parameter_info *info) {
        return info->role == WA_ROLE_PROOF &&
               std::ranges::none_of(stated, [&](const wa_parameter &parameter) {
                   return view(parameter.name) == view(info->name);
               });
    });
}

/// What the chain's account of a key is, by the same parameters and on this chain.
void expect_derived(Context &context, const Case &each, const Answer &proven,
                    const std::string &chain, std::span<const wa_parameter> parameters,
                    bool may_be_key = false) {
    const auto key = "derive_account on " + chain + names_of(parameters) +
                     " of the key that verify names, " + encode_hex(proven.public_key());
    context.step(each.id, key);
    const auto derived = context.subject.adapter().derive_account(chain, each.question.scheme,
                                                                  proven.public_key(), parameters);
    if (derived && *derived == proven.account()) return;
    if (!derived && leaves_open(context, parameters, derived.error().status)) return;
    // What the service expects may choose that the account is written as its key is.
    if (derived && may_be_key) {
        const auto read =
            context.subject.adapter().parse_public_key(chain, each.question.scheme, *derived);
        if (read && std::ranges::equal(*read, proven.public_key())) return;
    }
    context.fail("accounts", each.id, key, std::string{proven.account()},
                 derived ? *derived
                         : status_text(derived.error().status) + ": " +
                               std::string{derived.error().detail.view()});
}

/// verify proved that this key owns this account: derive_account must know it, too, by what is part
/// of the proof, and by what the service expects beside it.
void check_derive(Context &context, const Case &each, const Answer &proven) {
    if (proven.verdict.link != WA_LINK_DERIVED || proven.public_key().empty()) return;
    const Asked asked(each.question);
    const auto proof = context.parameters_of(asked.request(), {WA_ROLE_PROOF});
    expect_derived(context, each, proven, each.question.chain, proof);
    const auto both = context.parameters_of(asked.request(), {WA_ROLE_PROOF, WA_ROLE_EXPECTED});
    if (both.size() != proof.size())
        expect_derived(context, each, proven, each.question.chain, both, true);
}

/// The chains of all cases of the scheme, which verify and derive_account must both serve or not.
void check_other_chains(Context &context, const Case &each, const Answer &proven,
                        const std::set<std::string> &chains) {
    if (proven.verdict.link != WA_LINK_DERIVED || proven.public_key().empty()) return;
    for (const auto &chain : chains) {
        if (chain == each.question.chain) continue;
        Question question = each.question;
        question.chain = chain;
        context.step(each.id, "verify on the chain " + chain);
        const auto answer = ask(context.plugin(), question);
        const Asked asked(question);
        const auto parameters = context.parameters_of(asked.request(), {WA_ROLE_PROOF});
        if (answer.valid() && answer.verdict.link == WA_LINK_DERIVED) {
            expect_derived(context, each, answer, chain, parameters);
            continue;
        }
        const auto call = "derive_account on " + chain;
        context.step(each.id, call);
        const auto derived = context.subject.adapter().derive_account(
            chain, question.scheme, proven.public_key(), parameters);
        const auto status = derived ? std::uint32_t{WA_OK} : derived.error().status;
        if ((status == WA_UNSUPPORTED_CHAIN) == (answer.status() == WA_UNSUPPORTED_CHAIN)) continue;
        context.fail("accounts", each.id, call, "to serve the same chains as verify",
                     status_text(status) + ", and verify says " + answer.text());
    }
}

/// A scheme that says so verifies with an account alone.
void check_recovers(Context &context, const Case &each, const Answer &proven) {
    if ((context.scheme->flags & WA_SCHEME_RECOVERS_KEY) == 0) return;
    if (proven.verdict.link != WA_LINK_DERIVED) return;
    Question question = each.question;
    question.public_key.clear();
    question.account = proven.account();
    const std::string call = "verify with the account and without a key";
    context.step(each.id, call);
    const auto answer = ask(context.plugin(), question);
    if (!answer.valid() || answer.account() != proven.account()) {
        return context.fail("recovers-key", each.id, call,
                            "valid: the descriptor has WA_SCHEME_RECOVERS_KEY", answer.text());
    }
    // However a key is given, as a compact id perhaps, the verdict has one form for it.
    if (std::ranges::equal(answer.public_key(), proven.public_key())) return;
    context.fail("key-exact", each.id, call,
                 "the key that the verdict names with the key given, " +
                     encode_hex(proven.public_key()),
                 encode_hex(answer.public_key()));
}

void check_canonical(Context &context, const Case &each, const Answer &proven) {
    const std::string account{proven.account()};
    const auto call = "normalize_account of the account that verify names, " + account;
    context.step(each.id, call);
    const auto canonical =
        context.subject.adapter().normalize_account(each.question.chain, account);
    if (canonical && *canonical == account) return;
    context.fail("accounts", each.id, call, account,
                 canonical ? *canonical : status_text(canonical.error().status));
}

/// Whether a vector says that a claim is needed, as where the account is part of what is signed
/// (SNIP-12).
bool needs_claim(const Context &context) {
    return std::ranges::any_of(context.cases(), [&](const Case &each) {
        if (!each.question.account.empty() || each.said_valid) return false;
        begin_step(each.id, "verify");
        return ask(context.plugin(), each.question).verdict.status == WA_MALFORMED_ACCOUNT;
    });
}

/// Without a claim the plugin claims what derive_account gives; with one, key and claim must match.
void check_unclaimed(Context &context, const Case &each, const Answer &proven) {
    if (proven.verdict.link != WA_LINK_DERIVED || proven.public_key().empty()) return;
    Question question = each.question;
    question.public_key.assign(proven.public_key().begin(), proven.public_key().end());
    question.account.clear();
    const std::string call = "verify with the key that verify names and no account";
    context.step(each.id, call);
    const auto answer = ask(context.plugin(), question);
    if (answer.valid() && answer.account() == proven.account()) return;
    if (answer.verdict.status == WA_MALFORMED_ACCOUNT && needs_claim(context)) return;
    context.fail("accounts", each.id, call, proven.text(), answer.text());
}

void check_notation(Context &context, const Case &each, std::span<const std::uint8_t> key) {
    if (key.empty()) return;
    const auto &adapter = context.subject.adapter();
    const auto &[scheme, chain] = std::tie(each.question.scheme, each.question.chain);
    const auto call = "parse_public_key of what format_public_key gives for " + encode_hex(key);
    context.step(each.id, call);
    const auto text = adapter.format_public_key(chain, scheme, key);
    if (!text) {
        return context.fail("notation", each.id, call, encode_hex(key),
                            "format_public_key: " + status_text(text.error().status));
    }
    const auto back = adapter.parse_public_key(chain, scheme, *text);
    if (back && std::ranges::equal(*back, key)) return;
    context.fail("notation", each.id, call, encode_hex(key),
                 *text + " is read as " +
                     (back ? encode_hex(*back) : status_text(back.error().status)));
}

/// A key that was stated has signed, or the request would not be valid: the verdict names it.
void check_named(Context &context, const Case &each, const Answer &proven) {
    if (each.question.public_key.empty() || !proven.public_key().empty()) return;
    context.fail("key-exact", each.id, "verify", "a verdict with the key that signed", "none");
}

} // namespace

void check_agreement(Context &context) {
    const auto cases = context.valid_sample(context.budget(200));
    std::set<std::string> chains;
    for (const auto &each : context.cases())
        chains.insert(each.question.chain);
    for (const auto &each : cases) {
        context.step(each.id, "verify");
        const auto proven = ask(context.plugin(), each.question);
        check_derive(context, each, proven);
        check_other_chains(context, each, proven, chains);
        check_recovers(context, each, proven);
        check_canonical(context, each, proven);
        check_named(context, each, proven);
        check_unclaimed(context, each, proven);
        check_notation(context, each, proven.public_key());
    }
    if (!cases.empty()) context.note(std::to_string(cases.size()) + " valid vectors");
}

} // namespace walletauth::conformance
