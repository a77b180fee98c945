// SPDX-License-Identifier: Apache-2.0
// Keys and parameters that the descriptor does not allow, where there is no request around them.
#include "check.hpp"

#include <walletauth/checks.hpp>

#include <set>
#include <span>

namespace walletauth::conformance {
namespace {

/// Sizes around those of the key types: what an author who trusts his caller reads out of bounds.
std::set<std::size_t> sizes_of(const wa_scheme &scheme) {
    std::set<std::size_t> sizes{0, 1, scheme.max_public_key_size + 1};
    for (std::size_t i = 0; i < scheme.key_count; ++i) {
        sizes.insert(scheme.keys[i]->size - 1);
        sizes.insert(scheme.keys[i]->size + 1);
    }
    return sizes;
}

Bytes resized(Bytes key, std::size_t size) {
    key.resize(size, 0x11);
    return key;
}

/// Calls the adapter and expects this refusal of it.
template <class Call>
void expect(Context &context, const std::string &vector, const std::string &what,
            std::string_view rule, std::uint32_t status, Call call) {
    context.step(vector, what);
    const Result<std::string> found = call(context.subject.adapter());
    if (!found && found.error().status == status) return;
    context.fail(rule, vector, what, status_text(status),
                 found ? *found : status_text(found.error().status));
}

/// Whether the descriptor alone refuses it; what it allows is the plugin's to judge.
bool try_derive(Context &context, const Case &base, const std::string &with, const Bytes &key,
                const std::vector<Parameter> &parameters) {
    Question question = base.question;
    question.parameters = parameters;
    const Asked asked(question);
    const std::span given{asked.request().parameters, asked.request().parameter_count};
    const auto good = check_derivation(*context.scheme, question.chain, key, given);
    if (good) return false;
    const auto status = good.error().status;
    expect(context, base.id, "derive_account with " + with,
           status == WA_MALFORMED_PUBLIC_KEY ? "limits" : "parameters", status,
           [&](const PluginAdapter &adapter) {
               return adapter.derive_account(question.chain, question.scheme, key, given);
           });
    return true;
}

bool try_format(Context &context, const Case &base, const std::string &with, const Bytes &key) {
    if (walletauth::detail::check_key_size(*context.scheme, key.size())) return false;
    expect(context, base.id, "format_public_key with " + with, "limits", WA_MALFORMED_PUBLIC_KEY,
           [&](const PluginAdapter &adapter) {
               return adapter.format_public_key(base.question.chain, base.question.scheme, key);
           });
    return true;
}

} // namespace

void check_derivations(Context &context) {
    std::size_t count = 0;
    for (const auto &each : context.sample(context.budget(4))) {
        context.step(each.id, "verify");
        const auto answer = ask(context.plugin(), each.question);
        if (answer.is(WA_CLASS_UNSUPPORTED)) continue; // a chain that the plugin does not know
        Bytes key = each.question.public_key;
        if (key.empty()) key.assign(answer.public_key().begin(), answer.public_key().end());
        auto parameters = each.question.parameters;
        for (const auto size : sizes_of(*context.scheme)) {
            const auto with = "a public key of " + std::to_string(size) + " bytes";
            count += try_derive(context, each, with, resized(key, size), parameters);
            count += try_format(context, each, with, resized(key, size));
        }
        if (key.empty()) continue;
        parameters.push_back({"conformance_", bytes_from("1"), WA_PARAMETER_TEXT});
        count += try_derive(context, each, "a parameter that is not declared", key, parameters);
    }
    if (count == 0) return context.skip("no request of this scheme on a chain that it serves");
    context.note(std::to_string(count) + " calls");
}

} // namespace walletauth::conformance
