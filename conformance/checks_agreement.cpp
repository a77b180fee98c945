// SPDX-License-Identifier: Apache-2.0
// derive, normalise, verify and the notations of keys say the same.
#include "output_call.hpp"

#include <walletauth/text/hex.hpp>

#include <algorithm>

namespace walletauth::conformance {
namespace {

/// What the service expects may choose how an identity is written (nep413-kwil), so only what is
/// part of the proof goes along.
std::vector<wa_parameter> proof_parameters(const Context &context, const wa_request &request) {
    std::vector<wa_parameter> parameters;
    for (std::size_t i = 0; i < request.parameter_count; ++i) {
        for (std::size_t j = 0; j < context.scheme->parameter_count; ++j) {
            const auto &declared = *context.scheme->parameters[j];
            if (declared.role == WA_ROLE_PROOF &&
                view(declared.name) == view(request.parameters[i].name)) {
                parameters.push_back(request.parameters[i]);
            }
        }
    }
    return parameters;
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

/// verify proved that this key owns this account: derive_account must know it, too.
void check_derive(Context &context, const Case &each, const Answer &proven) {
    if (proven.verdict.link != WA_LINK_DERIVED || proven.public_key().empty()) return;
    const Asked asked(each.question);
    const auto &request = asked.request();
    const auto key = std::string{"derive_account of the key that verify names, "} +
                     encode_hex(proven.public_key());
    context.step(each.id, key);
    const auto parameters = proof_parameters(context, request);
    const auto derived = context.subject.adapter().derive_account(
        view(request.chain), view(request.scheme), proven.public_key(), parameters);
    if (derived && *derived == proven.account()) return;
    if (!derived && leaves_open(context, parameters, derived.error().status)) return;
    context.fail("accounts", each.id, key, std::string{proven.account()},
                 derived ? *derived
                         : status_text(derived.error().status) + ": " +
                               std::string{derived.error().detail.view()});
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

} // namespace

void check_agreement(Context &context) {
    const auto cases = context.valid_sample(context.budget(200));
    for (const auto &each : cases) {
        context.step(each.id, "verify");
        const auto proven = ask(context.plugin(), each.question);
        check_derive(context, each, proven);
        check_canonical(context, each, proven);
        check_unclaimed(context, each, proven);
        check_notation(context, each, proven.public_key());
    }
    if (!cases.empty()) context.note(std::to_string(cases.size()) + " valid vectors");
}

void check_accounts(Context &context) {
    const auto &adapter = context.subject.adapter();
    std::size_t count = 0;
    for (const auto &file : context.files) {
        for (const auto &vector : file.vectors()) {
            const auto chain = vector.request.find("chain");
            const auto account = vector.request.find("account");
            if (!chain || !account || account->text().contains(':')) continue;
            context.step(vector.id, "normalize_account");
            const auto once = adapter.normalize_account(chain->text(), account->text());
            if (!once) continue;
            ++count;
            const auto call = "normalize_account of the canonical " + *once;
            const auto twice = adapter.normalize_account(chain->text(), *once);
            if (twice && *twice == *once) continue;
            context.fail("accounts", vector.id, call, *once,
                         twice ? *twice : status_text(twice.error().status));
        }
    }
    if (count == 0) return context.skip("no vector has an account of this plugin");
    context.note(std::to_string(count) + " accounts");
}

} // namespace walletauth::conformance
