// SPDX-License-Identifier: Apache-2.0
// Keys and parameters that the descriptor does not allow, where there is no request around them.
#include "check.hpp"
#include "output_call.hpp"

#include <walletauth/checks.hpp>

#include <set>

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

class Derivations {
  public:
    Derivations(Context &context, const Case &base)
        : context_(context), base_(base), asked_(base.question) {}

    void derive(const std::string &with, const Bytes &key,
                const std::vector<Parameter> &parameters) {
        Question question = base_.question;
        question.parameters = parameters;
        const Asked asked(question);
        const auto &request = asked.request();
        const auto good = check_derivation(*context_.scheme, question.chain, key,
                                           {request.parameters, request.parameter_count});
        if (good) return; // the plugin's to judge
        const bool of_key = good.error().status == WA_MALFORMED_PUBLIC_KEY;
        expect("derive_account with " + with, of_key ? "limits" : "parameters", good.error().status,
               [&](wa_buffer *out, wa_buffer *detail) {
                   return context_.plugin().derive_account(
                       request.chain, request.scheme, {key.data(), key.size()}, request.parameters,
                       request.parameter_count, out, detail);
               });
    }

    void format(const std::string &with, const Bytes &key) {
        if (walletauth::detail::check_key_size(*context_.scheme, key.size())) return;
        expect("format_public_key with " + with, "limits", WA_MALFORMED_PUBLIC_KEY,
               [&](wa_buffer *out, wa_buffer *detail) {
                   const auto &request = asked_.request();
                   return context_.plugin().format_public_key(
                       request.chain, request.scheme, {key.data(), key.size()}, out, detail);
               });
    }

    [[nodiscard]] std::size_t count() const noexcept { return count_; }

  private:
    template <class Run>
    void expect(const std::string &what, std::string_view rule, std::uint32_t status, Run run) {
        ++count_;
        context_.step(base_.id, what);
        const auto output =
            call({base_.id, what, [&](wa_buffer *out, wa_buffer *detail, const Place &) {
                      return run(out, detail);
                  }});
        if (output.status == status) return;
        context_.fail(rule, base_.id, what, status_text(status), text_of(output));
    }

    Context &context_;
    const Case &base_;
    const Asked asked_;
    std::size_t count_ = 0;
};

} // namespace

void check_derivations(Context &context) {
    std::size_t count = 0;
    for (const auto &each : context.sample(context.budget(4))) {
        context.step(each.id, "verify");
        const auto answer = ask(context.plugin(), each.question);
        if (answer.is(WA_CLASS_UNSUPPORTED)) continue; // a chain that the plugin does not know
        Bytes key = each.question.public_key;
        if (key.empty()) key.assign(answer.public_key().begin(), answer.public_key().end());
        Derivations derivations(context, each);
        for (const auto size : sizes_of(*context.scheme)) {
            const auto with = "a public key of " + std::to_string(size) + " bytes";
            derivations.derive(with, resized(key, size), each.question.parameters);
            derivations.format(with, resized(key, size));
        }
        auto parameters = each.question.parameters;
        parameters.push_back({"conformance_", bytes_from("1"), WA_PARAMETER_TEXT});
        if (!key.empty()) derivations.derive("a parameter that is not declared", key, parameters);
        count += derivations.count();
    }
    if (count == 0) return context.skip("no request of this scheme on a chain that it serves");
    context.note(std::to_string(count) + " calls");
}

} // namespace walletauth::conformance
