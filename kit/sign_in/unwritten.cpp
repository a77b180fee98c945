// SPDX-License-Identifier: Apache-2.0
#include "statement.hpp"

#include <walletauth/sign_in/claims.hpp>
#include <walletauth/text/notation_fault.hpp>
#include <walletauth/text/text.hpp>

#include <array>

namespace walletauth::sign_in {
namespace {

struct Given {
    std::string_view name;
    std::optional<std::string> Claims::*text;
};
constexpr std::array<Given, 9> all_given{{{"statement", &Claims::statement},
                                          {"uri", &Claims::uri},
                                          {"request_id", &Claims::request_id},
                                          {"account", &Claims::account},
                                          {"callback_url", &Claims::callback_url},
                                          {"domain", &Claims::domain},
                                          {"nonce", &Claims::nonce},
                                          {"scheme", &Claims::scheme},
                                          {"version", &Claims::version}}};

Result<void> check_printable(std::string_view name, std::string_view text, bool may_have_lines) {
    std::size_t size = printable_size(text);
    while (may_have_lines && size < text.size() && text[size] == '\n') {
        ++size;
        size += printable_size(text.substr(size));
    }
    if (size == text.size()) return {};
    if (text[size] == '\n') {
        return refuse_check(name, "byte ", size, " is a line feed: write it in one line");
    }
    return refuse_check(name, "byte ", size, " is ", character_name(text[size]).view(),
                        ": write it in printable ASCII");
}

Result<void> check_given(const Claims &claims, StatementRule rule) {
    for (const auto &[name, text] : all_given) {
        const bool may_have_lines = rule == StatementRule::words && name == "statement";
        if (!(claims.*text)) continue;
        if (auto good = check_printable(name, *(claims.*text), may_have_lines); !good) return good;
    }
    if (claims.statement == "" && rule != StatementRule::line_or_empty) {
        return refuse_check("statement", "it is empty, which this form can't say: give it words, ",
                            "or leave it out");
    }
    if (claims.statement && rule != StatementRule::words) {
        if (auto good = check_statement_line(*claims.statement); !good) return good;
    }
    for (std::size_t i = 0; claims.resources && i < claims.resources->size(); ++i) {
        if (is_uri((*claims.resources)[i])) continue;
        return refuse_check("resources", "item ", i, " is no URI of RFC 3986: write a whole one");
    }
    return {};
}

std::string_view longest_of(const Claims &claims) {
    std::string_view longest = "resources";
    std::size_t most = 0;
    for (const auto &resource : claims.resources.value_or(std::vector<std::string>{}))
        most += resource.size();
    for (const auto &[name, text] : all_given) {
        if (!(claims.*text) || (claims.*text)->size() <= most) continue;
        longest = name;
        most = (claims.*text)->size();
    }
    return longest;
}

} // namespace

std::unexpected<Refusal> refuse_unwritten(const Claims &claims, StatementRule rule,
                                          const Refusal &by_reader) {
    if (by_reader.detail.view().starts_with("size:")) {
        return refuse(by_reader.status, by_reader.detail.view(), ": shorten the claim ",
                      longest_of(claims));
    }
    if (auto good = check_given(claims, rule); !good) return std::unexpected(good.error());
    return std::unexpected(by_reader);
}

std::unexpected<Refusal> refuse_without_account() noexcept {
    return refuse_check("account", "none is given, and this form's text names it: give the one ",
                        "that signs");
}

} // namespace walletauth::sign_in
