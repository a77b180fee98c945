// SPDX-License-Identifier: Apache-2.0
// Spellings of accounts: what is canonical stays so, and what is none is refused.
#include "check.hpp"

#include <walletauth/text/hex.hpp>

#include <set>

namespace walletauth::conformance {
namespace {

/// Texts around an account that no chain has in one.
void check_no_accounts(Context &context, const std::string &id, std::string_view chain,
                       const std::string &account) {
    using namespace std::string_literals;
    for (const auto &text : {""s, "\n"s, account + '\n', account + '\0', '\x01' + account,
                             '\t' + account, account + "\xff", "\xc0\x80" + account}) {
        const auto call = "normalize_account of hex " + encode_hex(bytes_from(text));
        context.step(id, call);
        const auto taken = context.subject.adapter().normalize_account(chain, text);
        if (!taken) continue;
        context.fail("accounts", id, call,
                     "a refusal: no account is empty, has control characters "
                     "or is no UTF-8",
                     *taken);
    }
}

} // namespace

void check_accounts(Context &context) {
    const auto &adapter = context.subject.adapter();
    std::size_t count = 0;
    std::set<std::string> chains; // whose texts were tried
    for (const auto &file : context.files) {
        for (const auto &vector : file.vectors()) {
            const auto chain = vector.request.find("chain");
            const auto account = vector.request.find("account");
            if (!chain || !account || account->text().contains(':')) continue;
            context.step(vector.id, "normalize_account");
            const auto once = adapter.normalize_account(chain->text(), account->text());
            if (!once) continue;
            ++count;
            if (chains.emplace(chain->text()).second)
                check_no_accounts(context, vector.id, chain->text(), *once);
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
