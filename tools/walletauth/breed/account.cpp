// SPDX-License-Identifier: Apache-2.0
// Another account than the signer's, and texts that are no account: docs/abi.md, account-exact.
#include "brood.hpp"

#include <algorithm>

namespace walletauth::cli::breed {
namespace {

constexpr std::uint64_t longest = 4096;

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether nothing tells two accounts apart but whose they are. A chain may have several kinds of
/// accounts. Of another kind a scheme may prove none, or it is another account of the same key; so
/// what is answered to it is open. An account that is a key has no kind.
bool is_alike(const std::string &account, const std::string &other) {
    constexpr std::size_t key_size = 32;
    const auto bytes = read_spelling(account);
    const auto others = read_spelling(other);
    if (bytes && others && bytes->notation == others->notation && bytes->bytes.size() == key_size &&
        others->bytes.size() == key_size) {
        return true;
    }
    return account.size() == other.size() && account.front() == other.front();
}

/// Another account whose key did not sign. What is answered to it where keys can change is open:
/// its chain might know the key.
void another(Brood &brood) {
    const auto &positive = brood.positive();
    if (positive.has(WA_SCHEME_KEYS_ROTATE) || positive.address.empty()) return;
    std::size_t count = 0;
    for (const auto &other : brood.herd().positives()) {
        if (!positive.is_of_same_scheme(other) || other.chain != positive.chain ||
            other.address == positive.address || other.address.empty() ||
            !is_alike(positive.address, other.address)) {
            continue;
        }
        const bool is_key_in_hand = positive.key.has_value();
        brood.add(count == 0 ? "account-of-another" : "account-of-a-third",
                  positive.draft.with("account", json::quote(other.address)),
                  is_key_in_hand ? Expectation{"rejected", "signer"} : rejected,
                  "the account of " + other.id);
        if (++count == 2) return;
    }
}

/// Of an account that is a key: its bits.
void flipped(Brood &brood, const std::string &account) {
    const auto &positive = brood.positive();
    if (positive.has(WA_SCHEME_KEYS_ROTATE) || positive.shape != Shape::ed25519) return;
    const auto spelling = read_spelling(account);
    if (!spelling || spelling->bytes.size() != 32) return;
    auto bytes = spelling->bytes;
    bytes[7] ^= 4;
    brood.add("account-flip", positive.draft.with("account", spelling->json(bytes)), rejected,
              "a bit of the account turned");
    bytes.pop_back();
    brood.add("account-cut", positive.draft.with("account", spelling->json(bytes)),
              malformed_account, "31 bytes");
}

void cases(Brood &brood, const std::string &account) {
    const auto &positive = brood.positive();
    const auto has = [&](char from, char to) {
        return std::ranges::any_of(account, [=](char c) { return c >= from && c <= to; });
    };
    const auto spelling = read_spelling(account);
    if (spelling && spelling->notation == Notation::base58 && spelling->prefix.empty()) {
        auto lower = account;
        std::ranges::replace_if(lower, [](char c) { return c == 'L'; }, 'l');
        if (lower != account) {
            brood.add("account-case", positive.draft.with("account", json::quote(lower)),
                      malformed_account, "l for L: no digit of base58");
        }
        return;
    }
    // Where the one spelling has both cases, the case says something.
    if (account != positive.address || !has('a', 'z') || !has('A', 'Z')) return;
    if (!spelling || spelling->notation != Notation::hex) return;
    auto inverted = account;
    for (auto &c : std::span{inverted}.subspan(spelling->prefix.size())) {
        if (is_ascii_letter(c)) c ^= 0x20;
    }
    brood.add("account-case", positive.draft.with("account", json::quote(inverted)),
              malformed_account, "every letter in the other case");
}

void texts(Brood &brood, const std::string &account) {
    const auto &positive = brood.positive();
    const auto add = [&](std::string kind, std::string_view text, std::string why) {
        brood.add("account-" + std::move(kind), positive.draft.with("account", json::quote(text)),
                  malformed_account, std::move(why));
    };
    for (const auto &frame : frames)
        add(std::string{frame.name}, framed(frame, account), "nothing is skipped");
    add("empty", "", "an empty text");
    add("no-character", account.substr(0, account.size() - 1) + "!",
        "! stands in no account (CAIP-10)");
    add("full-width", account.substr(0, account.size() - 1) + "\xef\xbc\x91",
        "a digit that is not ASCII");
    if (account.starts_with("0x")) add("prefix-upper", "0X" + account.substr(2), "0X is no prefix");
    const auto limit = positive.scheme->max_account_text_size;
    if (limit < longest)
        add("too-long", std::string(limit + 1, '1'), "a character more than the scheme's limit");
    const bool is_caip10 = account.starts_with(positive.chain + ":");
    const auto bare = is_caip10 ? account.substr(positive.chain.size() + 1) : account;
    const auto name = positive.chain.substr(0, positive.chain.find(':'));
    add("caip10-other-chain", name + ":walletauth-bred:" + bare, "CAIP-10 of another chain");
    add("caip10-other-namespace", "nochain" + positive.chain.substr(name.size()) + ":" + bare,
        "CAIP-10 of another namespace");
    add("caip10-twice", positive.chain + ":" + positive.chain + ":" + bare, "the chain twice");
}

} // namespace

void breed_account(Brood &brood) {
    const auto &positive = brood.positive();
    auto nobody = positive.draft.without("account").without("public_key");
    brood.add("account-none", nobody, malformed_account, "nobody is claimed");
    another(brood);
    // Where the key alone is claimed, its account may be claimed beside it.
    const auto account = positive.account.value_or(positive.address);
    if (account.empty()) return;
    flipped(brood, account);
    cases(brood, account);
    texts(brood, account);
}

} // namespace walletauth::cli::breed
