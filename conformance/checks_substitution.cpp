// SPDX-License-Identifier: Apache-2.0
// Other keys for the victim's account: what anybody can make who has seen one valid signature.
#include "check.hpp"
#include "own_signature.hpp"
#include "substitution.hpp"

#include <walletauth/text/hex.hpp>

#include <algorithm>

namespace walletauth::conformance {
namespace {

/// A valid vector with what it proved.
struct Victim {
    Case from;
    std::string account;
    Bytes key; ///< empty: the scheme knows none
};

/// What was tried, and how much of it was a good signature for the account of its own key: where
/// none was, the scheme may sign its key or account as well, and little was shown.
struct Tally {
    std::size_t tried = 0;
    std::size_t own = 0;
};

std::vector<Victim> victims_of(Context &context) {
    std::vector<Victim> victims;
    for (auto &each : context.valid_sample(context.budget(24))) {
        context.step(each.id, "verify");
        const auto proven = ask(context.plugin(), each.question);
        Bytes key(proven.public_key().begin(), proven.public_key().end());
        if (key.empty()) key = each.question.public_key;
        victims.push_back({std::move(each), std::string{proven.account()}, std::move(key)});
    }
    return victims;
}

/// One key may own several accounts. Whether this one is its own says derive_account, by what
/// some valid vector states beside a key.
bool is_own(Context &context, const Victim &victim, const Bytes &key) {
    if (key.empty()) return false;
    return std::ranges::any_of(context.cases(), [&](const Case &each) {
        if (!each.said_valid) return false;
        const Asked asked(each.question);
        const auto parameters = context.parameters_of(asked.request(), {WA_ROLE_PROOF});
        context.step(each.id, "derive_account of " + encode_hex(key));
        const auto account = context.subject.adapter().derive_account(
            victim.from.question.chain, victim.from.question.scheme, key, parameters);
        return account && *account == victim.account;
    });
}

void expect_refused(Context &context, const Victim &victim, Question question,
                    const std::string &what) {
    question.account = victim.account;
    const auto call = "verify with the account " + victim.account + ", " + what;
    context.step(victim.from.id, call);
    const auto answer = ask(context.plugin(), question);
    if (!answer.valid() || context.said_valid(question)) return;
    if (is_own(context, victim, question.public_key)) return;
    context.fail("account-exact", victim.from.id, call,
                 "anything but valid: the key is not the account's", answer.text());
}

void try_substitute(Context &context, const Victim &victim, const Substitute &substitute,
                    Tally &tally) {
    Question question = victim.from.question;
    question.signature = substitute.signature;
    question.public_key = substitute.public_key;
    ++tally.tried;
    expect_refused(context, victim, question, substitute.what);
    Question own = question;
    own.account.clear();
    context.step(victim.from.id, "verify with no account, " + substitute.what);
    if (ask(context.plugin(), own).valid()) ++tally.own;
    if ((context.scheme->flags & WA_SCHEME_RECOVERS_KEY) == 0) return;
    question.public_key.clear();
    expect_refused(context, victim, question, "no key, and the signature of " + substitute.what);
}

/// The key, the signature and the message of somebody else's valid vector.
void try_other(Context &context, const Victim &victim, const Victim &other, Tally &tally) {
    // Where the chain itself said that the account signed, there may be no key.
    if (victim.key.empty() || other.key.empty()) return;
    if (other.account == victim.account || other.key == victim.key) return;
    const auto of = " of the vector " + other.from.id;
    Question question = victim.from.question;
    question.public_key = other.key;
    expect_refused(context, victim, question, "the key" + of);
    question.signature = other.from.question.signature;
    expect_refused(context, victim, question, "the key and the signature" + of);
    // The chain's answers are to what the parameters ask, so these stay where there are any.
    if (!victim.from.question.evidence.empty()) return;
    question.message = other.from.question.message;
    expect_refused(context, victim, question, "the key, the signature and the message" + of);
    tally.tried += 3;
}

} // namespace

void check_key_substitution(Context &context) {
    const auto victims = victims_of(context);
    const auto anybodys = ed25519_substitutes();
    const OwnSigner signer(context.plugin());
    Tally tally;
    for (std::size_t i = 0; i < victims.size(); ++i) {
        const auto &victim = victims[i];
        const auto &signature = victim.from.question.signature;
        for (const auto &each :
             ecdsa_substitutes(*context.scheme, victim.key, signature, context.random)) {
            try_substitute(context, victim, each, tally);
        }
        context.step(victim.from.id, "verify");
        if (auto own = signer.sign_as(victim.from.question)) {
            own->public_key = framed_as(victim.key, own->public_key);
            try_substitute(context, victim, *own, tally);
        }
        if (i < 4 && has_key_type(*context.scheme, victim.key.size(), "ed25519")) {
            for (auto each : anybodys) {
                each.public_key = framed_as(victim.key, each.public_key);
                try_substitute(context, victim, each, tally);
            }
        }
        if ((context.scheme->flags & WA_SCHEME_RECOVERS_KEY) != 0) {
            for (const auto &each : other_recovery_ids(signature))
                try_substitute(context, victim, each, tally);
        }
        for (std::size_t k = 0; k < victims.size(); ++k)
            if (k != i) try_other(context, victim, victims[k], tally);
    }
    if (tally.tried == 0) return context.skip("no other key can be made or taken from the vectors");
    context.note(std::to_string(tally.tried) + " other keys, " + std::to_string(tally.own) +
                 " of them good for the account of their own");
}

} // namespace walletauth::conformance
