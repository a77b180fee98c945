// SPDX-License-Identifier: Apache-2.0
#include "answer.hpp"

#include "step.hpp"

#include <walletauth/text/text.hpp>

#include <algorithm>

namespace walletauth::conformance {
namespace {

template <class Item>
std::span<const Item> used(const Item *items, std::uint32_t size, std::uint32_t capacity) noexcept {
    return {items, std::min(size, capacity)};
}

} // namespace

std::string_view Answer::account() const & noexcept {
    const auto chars = used(verdict.account, verdict.account_size, WA_ACCOUNT_CAPACITY);
    return {chars.data(), chars.size()};
}
std::span<const std::uint8_t> Answer::public_key() const & noexcept {
    return used(verdict.public_key, verdict.public_key_size, WA_KEY_CAPACITY);
}
std::string_view Answer::detail() const & noexcept {
    const auto chars = used(verdict.detail, verdict.detail_size, WA_DETAIL_CAPACITY);
    return {chars.data(), chars.size()};
}

std::string status_text(std::uint32_t status) {
    if (WA_STATUS_CLASS(status) > WA_CLASS_ERROR) return "status " + std::to_string(status);
    std::string text{status == WA_OK ? "ok" : status_name(status)};
    const auto reason = reason_name(status);
    return reason.empty() ? text : text + " (" + std::string{reason} + ')';
}

std::string Answer::text() const {
    if (valid()) {
        return "valid for " + printable_ascii(account(), WA_ACCOUNT_CAPACITY) +
               (verdict.link == WA_LINK_CHAIN_STATE ? " by chain state" : " by derivation");
    }
    std::string text = status_text(verdict.status);
    if (verdict.status == WA_OK) text += " without the magic";
    if (!detail().empty()) text += ": " + printable_ascii(detail(), WA_DETAIL_CAPACITY);
    return text;
}

bool Answer::operator==(const Answer &other) const noexcept {
    const auto &a = verdict;
    const auto &b = other.verdict;
    const auto block = [](const wa_verdict &v) {
        return used(v.block, v.block_size, WA_BLOCK_CAPACITY);
    };
    return a.status == b.status && a.magic == b.magic && a.link == b.link && a.flags == b.flags &&
           a.account_size == b.account_size && a.public_key_size == b.public_key_size &&
           a.block_size == b.block_size && a.detail_size == b.detail_size &&
           account() == other.account() && detail() == other.detail() &&
           std::ranges::equal(public_key(), other.public_key()) &&
           std::ranges::equal(block(a), block(b));
}

Answer ask(const wa_plugin &plugin, const wa_request &request) noexcept {
    Answer answer;
    const wa_request *requests = &request;
    wa_verdict *verdicts = &answer.verdict;
    count_call();
    plugin.verify(&requests, &verdicts, 1);
    return answer;
}

Answer ask(const wa_plugin &plugin, const Question &question) {
    return ask(plugin, Asked(question).request());
}

} // namespace walletauth::conformance
