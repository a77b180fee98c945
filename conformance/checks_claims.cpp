// SPDX-License-Identifier: Apache-2.0
// Another account, another chain, another scheme.
#include "check.hpp"

#include <algorithm>
#include <set>

namespace walletauth::conformance {
namespace {

void expect_status(Context &context, std::string_view rule, const std::string &id,
                   const std::string &call, const Question &question, std::uint32_t expected) {
    context.step(id, call);
    const auto answer = ask(context.plugin(), question);
    if (answer.status() == expected) return;
    context.fail(rule, id, call, status_text(expected), answer.text());
}

void check_unknown_schemes(Context &context, const Case &each) {
    std::string upper = each.question.scheme;
    std::ranges::transform(upper, upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    });
    for (const std::string &scheme : {std::string{"conformance"}, std::string{}, upper,
                                      each.question.scheme + ' ', each.question.scheme + '\0'}) {
        if (context.subject.scheme(scheme) != nullptr) continue;
        Question question = each.question;
        question.scheme = scheme;
        expect_status(context, "routes", each.id, "verify with the scheme \"" + scheme + '"',
                      question, WA_UNSUPPORTED_SCHEME);
    }
}

void check_unserved_chain(Context &context, const Case &each) {
    Question question = each.question;
    question.chain = "conformance:1";
    expect_status(context, "routes", each.id, "verify with the chain conformance:1", question,
                  WA_UNSUPPORTED_CHAIN);
}

/// Chains that vectors of this scheme name, and some of each served namespace.
std::set<std::string> served_chains(const Context &context) {
    std::set<std::string> chains;
    for (const auto &each : context.cases())
        chains.insert(each.question.chain);
    for (std::size_t i = 0; i < context.scheme->chain_count; ++i) {
        const std::string chain{view(context.scheme->chains[i])};
        chains.insert(chain.contains(':') ? chain : chain + ":77");
    }
    return chains;
}

void check_bound(Context &context, const Case &each, const std::set<std::string> &chains) {
    context.step(each.id, "verify");
    const auto answer = ask(context.plugin(), each.question);
    const bool says = (answer.verdict.flags & WA_VERDICT_CHAIN_BOUND) != 0;
    const auto declared = context.scheme->chain_bound;
    if ((declared == WA_CHAIN_BOUND_NEVER && says) ||
        (declared == WA_CHAIN_BOUND_ALWAYS && !says)) {
        context.fail("chain-bound", each.id, "verify",
                     declared == WA_CHAIN_BOUND_NEVER
                         ? "no WA_VERDICT_CHAIN_BOUND, as the scheme is "
                           "described to be bound never"
                         : "WA_VERDICT_CHAIN_BOUND, as described",
                     answer.text());
        return;
    }
    if (!says) return;
    for (const auto &chain : chains) {
        if (chain == each.question.chain) continue;
        Question question = each.question;
        question.chain = chain;
        context.step(each.id, "verify on the chain " + chain);
        const auto other = ask(context.plugin(), question);
        if (!other.valid() || context.said_valid(question)) continue;
        context.fail("chain-bound", each.id, "verify on the chain " + chain,
                     "anything but valid: the signature is said to be bound to " +
                         each.question.chain,
                     other.text());
    }
}

/// What is valid with compat only may be bound to less: the descriptor speaks of that, too.
void check_bound_by_compat(Context &context, const std::set<std::string> &chains) {
    constexpr std::size_t most = 25;
    std::size_t count = 0;
    for (const auto &each : context.cases()) {
        if (!each.said_valid || each.question.flags == 0 || count == most) continue;
        context.step(each.id, "verify");
        if (!ask(context.plugin(), each.question).valid()) continue;
        ++count;
        check_bound(context, each, chains);
    }
}

/// What vectors say beside a key where no account is claimed: which account of it is meant.
std::vector<std::vector<Parameter>> told_apart(const Context &context) {
    std::vector<std::vector<Parameter>> all;
    for (const auto &each : context.cases()) {
        if (!each.said_valid || !each.question.account.empty()) continue;
        if (std::ranges::find(all, each.question.parameters) == all.end())
            all.push_back(each.question.parameters);
    }
    return all;
}

/// A key may own several of the accounts: verify names its derived one where none is claimed, by
/// the parameters of the request or by those of other vectors.
bool owns(Context &context, const std::string &id, const Question &question, const Answer &answer) {
    Question unclaimed = question;
    unclaimed.account.clear();
    unclaimed.public_key.assign(answer.public_key().begin(), answer.public_key().end());
    auto parameters = told_apart(context);
    parameters.insert(parameters.begin(), question.parameters);
    return std::ranges::any_of(parameters, [&](const std::vector<Parameter> &said) {
        unclaimed.parameters = said;
        context.step(id, "verify with the key that verify names and no account");
        const auto own = ask(context.plugin(), unclaimed);
        return own.valid() && own.account() == question.account;
    });
}

} // namespace

void check_claims(Context &context) {
    std::set<std::string> accounts;
    for (const auto &each : context.cases()) {
        if (!each.question.account.empty()) accounts.insert(each.question.account);
    }
    constexpr std::size_t most = 20;
    std::size_t count = 0;
    for (const auto &each : context.valid_sample(context.budget(50))) {
        if (each.question.account.empty()) continue;
        std::vector<std::string> others(accounts.begin(), accounts.end());
        std::erase(others, each.question.account);
        for (std::size_t i = 0; i < std::min(most, others.size()); ++i) {
            Question question = each.question;
            question.account = others[(context.random() + i) % others.size()];
            ++count;
            const auto call = "verify with the account " + question.account;
            context.step(each.id, call);
            const auto answer = ask(context.plugin(), question);
            if (!answer.valid() || context.said_valid(question) ||
                owns(context, each.id, question, answer)) {
                continue;
            }
            context.fail("account-exact", each.id, call,
                         "anything but valid: " + each.question.account + " signed", answer.text());
        }
    }
    if (count == 0) return context.skip("no two accounts in the valid vectors of this scheme");
    context.note(std::to_string(count) + " claims");
}

void check_routes(Context &context) {
    const auto cases = context.valid_sample(context.budget(25));
    const auto chains = served_chains(context);
    for (const auto &each : cases) {
        check_unknown_schemes(context, each);
        check_unserved_chain(context, each);
        check_bound(context, each, chains);
    }
    check_bound_by_compat(context, chains);
}

} // namespace walletauth::conformance
