// SPDX-License-Identifier: Apache-2.0
// Every vector as a host asks it, and every answer as a host judges it.
#include "check.hpp"
#include "variants.hpp"

#include <walletauth/caip.hpp>

namespace walletauth::conformance {
namespace {

std::string_view text(const json::Value &request, std::string_view name) {
    const auto value = request.find(name);
    return value && value->kind() == json::Kind::string ? value->text() : std::string_view{};
}

/// Whose vector one is: those on a chain of another plugin's say what a host answers that has none
/// for it, which is no plugin's doing.
enum class Owner : std::uint8_t { scheme, plugin, other };

/// Vectors for an account, for a scheme that the plugin has not, and for what is no chain are of
/// the plugin as a whole.
Owner owner_of(const Context &context, const Vector &vector) {
    const auto id = parse_chain_id(text(vector.request, "chain"));
    if (id && !context.subject.verifier().plugins().knows_namespace(id->name_space)) {
        return Owner::other;
    }
    if (!id || vector.is_account_request()) return Owner::plugin;
    return context.subject.scheme(text(vector.request, "scheme")) == nullptr ? Owner::plugin
                                                                             : Owner::scheme;
}

bool concerns(const Context &context, const Vector &vector, Owner owner) {
    if (context.scheme == nullptr) return owner == Owner::plugin;
    return owner == Owner::scheme &&
           context.subject.scheme(text(vector.request, "scheme")) == context.scheme;
}

void run_vector(Context &context, const Vector &vector) {
    const auto garbage = context.subject.garbage_count();
    const std::string_view call = vector.is_account_request() ? "account_json" : "verify_json";
    context.step(vector.id, call);
    const auto answer = ask_vector(context.subject.verifier(), vector);
    const auto wrong = difference(vector.expect, answer.json);
    if (!wrong) return;
    // An answer that breaks the ABI is reported once, as that.
    if (context.subject.garbage_count() != garbage) {
        return context.fail("verdict", vector.id, call, vector.expect.source(), answer.json);
    }
    context.fail("vectors", vector.id, call, vector.expect.source(), answer.json);
}

} // namespace

void check_vectors(Context &context) {
    std::size_t count = 0;
    std::size_t other = 0;
    for (const auto &file : context.files) {
        for (const auto &vector : file.vectors()) {
            const auto owner = owner_of(context, vector);
            if (owner == Owner::other) ++other;
            if (!concerns(context, vector, owner)) continue;
            ++count;
            run_vector(context, vector);
        }
    }
    const auto note = std::to_string(count) + " vectors";
    if (context.scheme == nullptr) {
        // A run with the wrong directory must be seen to be one.
        return context.note(note + "; " + std::to_string(other) +
                            " are of chains of other plugins");
    }
    if (count == 0) {
        return context.fail("vectors", "", "read the vectors", "vectors of every scheme",
                            "none of this scheme");
    }
    context.note(note);
}

void check_verdicts(Context &context) {
    std::size_t count = 0;
    const auto judge = [&](const std::string &id, std::string_view call, const Question &question) {
        const auto garbage = context.subject.garbage_count();
        context.step(id, call);
        ++count;
        const auto proof = context.subject.adapter().verify(Asked(question).request());
        if (context.subject.garbage_count() != garbage && !proof) {
            return context.fail("verdict", id, call, "a verdict that keeps the ABI",
                                proof.error().detail.view());
        }
        const auto answer = ask(context.plugin(), question);
        for (const char c : answer.detail()) {
            if (c >= 0x20 && c < 0x7f) continue;
            return context.fail("verdict", id, call, "a detail of printable ASCII", answer.text());
        }
    };
    for (const auto &each : context.cases())
        judge(each.id, "verify", each.question);
    for (const auto &each : context.made())
        judge(each.id, "verify", each.question);
    for (const auto &each : context.sample(context.budget(12))) {
        for (const auto &variant : variants_of(each.question)) {
            judge(each.id, variant.what, variant.question);
        }
    }
    context.note(std::to_string(count) + " verdicts");
}

} // namespace walletauth::conformance
