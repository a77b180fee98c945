// SPDX-License-Identifier: Apache-2.0
#include "ledger_answer.hpp"

#include <walletauth/text/base64.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/json_excerpt.hpp>
#include <walletauth/text/json_text.hpp>
#include <walletauth/text/text.hpp>

#include <limits>

namespace walletauth::stellar {
namespace {

template <class... Parts>
std::unexpected<Refusal> unreadable(const Parts &...what) noexcept {
    return refuse(WA_ERROR_EVIDENCE, "no readable answer of a Stellar node: ", what...);
}

std::string ledger_key(const Key &account) { return encode_base64(account_ledger_key(account)); }

/// Ledgers are numbered by 32 bits.
std::optional<std::string_view> latest_ledger(const json::Value &result) {
    const auto value = result.find("latestLedger");
    if (!value || value->kind() != json::Kind::number) return std::nullopt;
    const auto number = parse_decimal_u64(value->text());
    if (!number || *number == 0 || *number > std::numeric_limits<std::uint32_t>::max())
        return std::nullopt;
    return value->text();
}

Result<AccountEntry> read_entry(const json::Value &entry, const Key &account) {
    if (entry.kind() != json::Kind::object) return unreadable("result.entries[0] is no object");
    if (json::text_member(entry, "key") != ledger_key(account)) {
        return unreadable("result.entries[0].key is not the key that was asked for");
    }
    const auto text = json::text_member(entry, "xdr");
    if (!text) return unreadable("result.entries[0].xdr is no text");
    const auto xdr = decode_base64(*text);
    if (!xdr) return unreadable("result.entries[0].xdr is no base64");
    const auto read = read_account_entry(*xdr);
    if (!read) return unreadable("result.entries[0].xdr is no account");
    if (read->master != account) return unreadable("result.entries[0].xdr is another account");
    return *read;
}

} // namespace

std::string account_query(const Key &account) {
    const std::string key = json::quote(ledger_key(account));
    return canonical_call("getLedgerEntries",
                          canonical_object({{"keys", canonical_array(std::span{&key, 1})}}));
}

Result<LedgerAnswer> read_answer(const wa_evidence &evidence, const Key &account) {
    const auto document = json::Document::parse(as_text(view(evidence.answer)));
    if (!document) return unreadable("it is no JSON");
    const auto root = document->root();
    if (!is_result(evidence)) return unreadable("error ", json::excerpt(root.source(), 60));
    if (root.kind() != json::Kind::object) return unreadable("result is no object");
    const auto entries = root.find("entries");
    if (!entries || entries->kind() != json::Kind::array) {
        if (root.find("result")) return unreadable("give the member result alone");
        return unreadable("result.entries is no array");
    }
    if (entries->size() > 1) return unreadable("result.entries has more than one entry");
    const auto latest = latest_ledger(root);
    if (!latest) return unreadable("result.latestLedger is no number of a ledger");
    LedgerAnswer answer;
    (void)answer.latest.assign(*latest);
    if (entries->size() == 1) {
        const auto entry = read_entry(entries->at(0), account);
        if (!entry) return std::unexpected(entry.error());
        answer.entry = *entry;
    }
    return answer;
}

} // namespace walletauth::stellar
