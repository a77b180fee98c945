// SPDX-License-Identifier: Apache-2.0
#include "sign_in_oracle.hpp"

#include <walletauth/sign_in/profiles.hpp>

#include <boost/regex.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace walletauth_test {
namespace {

namespace sign_in = walletauth::sign_in;
using sign_in::Blank;
using sign_in::Claims;
using sign_in::Field;
using sign_in::TextForm;
using Lines = std::vector<std::string>;

// RFC 3986: unreserved, sub-delims and pct-encoded, as one character.
const std::string plain = "(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})";
const std::string pchar = "(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})";
const std::string part = "(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*"; // query, fragment

bool is(const std::string &text, const std::string &expression) {
    static std::map<std::string, boost::regex> known;
    auto found = known.find(expression);
    if (found == known.end()) found = known.emplace(expression, boost::regex(expression)).first;
    return boost::regex_match(text, found->second);
}

bool is_uri(const std::string &text) {
    static const std::string authority =
        "(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?(?:\\[[0-9A-Fa-f:.]+\\]|" + plain +
        "*)(?::[0-9]*)?";
    static const std::string path = "(?:" + pchar + "|/)*";
    static const std::string whole = "[A-Za-z][A-Za-z0-9+.-]*:(?://" + authority + "(?:/" + path +
                                     ")?|(?!//)" + path + ")(?:\\?" + part + ")?(?:#" + part + ")?";
    return is(text, whole);
}

bool is_domain(const std::string &text) {
    static const std::string label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
    return text.size() <= 260 && is(text, "(?:" + label + "(?:\\." + label +
                                              ")*|\\[[0-9a-f:.]+\\])(?::(?:0|[1-9][0-9]{0,4}))?");
}

/// Days since 1970 by counting years and months: no formula that the kit could share.
std::int64_t days_of(int year, int month, int day) {
    const auto is_leap = [](int y) { return y % 4 == 0 && (y % 100 != 0 || y % 400 == 0); };
    static constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const int length =
        lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
    if (day > length) return INT64_MIN;
    std::int64_t days = day - 1;
    for (int m = 1; m < month; ++m)
        days += lengths[static_cast<std::size_t>(m - 1)] + (m == 2 && is_leap(year) ? 1 : 0);
    for (int y = 1970; y < year; ++y)
        days += is_leap(y) ? 366 : 365;
    for (int y = year; y < 1970; ++y)
        days -= is_leap(y) ? 366 : 365;
    return days;
}

std::optional<sign_in::Time> time_of(const std::string &text) {
    static const boost::regex expression(
        "([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):([0-5][0-9]):"
        "([0-5][0-9])(?:\\.[0-9]{1,9})?(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))");
    boost::smatch match;
    if (!boost::regex_match(text, match, expression)) return std::nullopt;
    const auto number = [&](int i) { return match[i].matched ? std::stoi(match[i].str()) : 0; };
    const auto days = days_of(number(1), number(2), number(3));
    if (days == INT64_MIN) return std::nullopt;
    const int offset = (number(8) * 60 + number(9)) * (match[7].str() == "-" ? -1 : 1);
    return sign_in::Time{text, days * 86'400 + number(4) * 3'600 + number(5) * 60 + number(6) -
                                   offset * 60};
}

Lines lines_of(const std::string &text) {
    Lines lines;
    std::size_t from = 0;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
        lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    lines.push_back(text.substr(from));
    return lines;
}

const std::array<std::string, sign_in::field_count> labels{
    "URI: ",        "Version: ",    "Chain ID: ", "Nonce: ", "Issued At: ", "Expiration Time: ",
    "Not Before: ", "Request ID: ", "Resources:"};

bool is_label(const std::string &line, std::size_t i) {
    return i == static_cast<std::size_t>(Field::resources) ? line == labels[i]
                                                           : line.starts_with(labels[i]);
}

/// The fields of lines that are nothing else, each in its place; nothing if they are not.
using Values = std::array<std::optional<std::string>, sign_in::field_count>;
std::optional<Values> fields_of(const TextForm &form, Lines lines, Claims &claims) {
    Values values;
    const auto resources = std::ranges::find(lines, labels[8]);
    if (resources != lines.end()) {
        claims.resources.emplace(resources + 1, lines.end());
        for (auto &uri : *claims.resources) {
            if (!uri.starts_with("- ")) return std::nullopt;
            uri.erase(0, 2);
            if (!is_uri(uri)) return std::nullopt;
        }
        lines.erase(resources + 1, lines.end());
        if (form.order.back() != Field::resources) return std::nullopt;
    }
    // All orders of the labels that these lines could be: one, if it is the form's.
    std::vector<std::size_t> order;
    for (const auto &line : lines) {
        const auto found = std::ranges::find_if(form.order, [&](Field field) {
            return is_label(line, static_cast<std::size_t>(field));
        });
        if (found == form.order.end()) return std::nullopt;
        order.push_back(static_cast<std::size_t>(found - form.order.begin()));
        const auto index = static_cast<std::size_t>(*found);
        values[index] = line.substr(labels[index].size());
    }
    if (std::ranges::adjacent_find(order, std::greater_equal<>{}) != order.end())
        return std::nullopt;
    for (std::size_t i = 0; i < values.size(); ++i)
        if ((form.needs >> i & 1U) != 0 && !values[i]) return std::nullopt;
    return values;
}

bool take_time(const std::optional<std::string> &text, std::optional<sign_in::Time> &to) {
    if (text) to = time_of(*text);
    return !text || to;
}

bool take_values(const TextForm &form, const Values &values, Claims &claims) {
    const auto &[uri, version, chain, nonce, issued, expires, before, id, resources] = values;
    if (uri && !is_uri(*uri)) return false;
    if (version && *version != "1") return false;
    if (nonce && !is(*nonce, "[A-Za-z0-9]{8,}")) return false;
    if (id && !is(*id, pchar + "*")) return false;
    claims.uri = uri;
    claims.version = version;
    claims.nonce = nonce;
    claims.request_id = id;
    if (chain) {
        claims.chain = form.chain_of(*chain);
        if (!claims.chain) return false;
    }
    return take_time(issued, claims.issued_at) && take_time(expires, claims.expiration_time) &&
           take_time(before, claims.not_before);
}

/// What may stand between the account and the fields, with this statement.
std::vector<Lines> middles(const TextForm &form, const std::optional<std::string> &statement,
                           bool has_fields) {
    if (!has_fields) {
        if (!statement) return {{}};
        if (statement->empty()) return {};
        return {{"", *statement}};
    }
    if (statement && statement->empty())
        return form.blank == Blank::two ? std::vector<Lines>{{"", "", ""}} : std::vector<Lines>{};
    if (statement) return {{"", *statement, ""}};
    if (form.blank == Blank::two) return {{"", ""}};
    if (form.blank == Blank::one) return {{""}};
    return {{""}, {"", ""}};
}

bool is_statement(const std::string &text) {
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (is_label(text, i)) return false;
    return is(text, "[A-Za-z0-9._~!$&'()*+,;=:/?#\\[\\]@ -]*");
}

bool take_first(const TextForm &form, const std::string &line, Claims &claims) {
    static const boost::regex expression(
        "(?:([^:/]*)://)?(.*) wants you to sign in with your (.+) account:");
    boost::smatch match;
    if (!boost::regex_match(line, match, expression)) return false;
    if (!form.wallet_name.empty() && match[3].str() != form.wallet_name) return false;
    if (match[1].matched) {
        if (!form.has_scheme || !is(match[1].str(), "[A-Za-z][A-Za-z0-9+.-]*")) return false;
        claims.scheme = match[1].str();
    }
    claims.domain = match[2].str();
    return is_domain(*claims.domain);
}

} // namespace

std::optional<Claims> read_slowly(const TextForm &form, std::string_view chain,
                                  const std::string &text) {
    if (text.size() > 4096 || !is(text, "[\\x20-\\x7e\\n]*")) return std::nullopt;
    const auto lines = lines_of(text);
    Claims start;
    if (lines.size() < 2 || !take_first(form, lines[0], start) || !form.is_account(lines[1], chain))
        return std::nullopt;
    start.account = lines[1];
    // Every place where the fields may begin, and every statement that may stand before it.
    for (std::size_t begin = 2; begin <= lines.size(); ++begin) {
        const Lines middle(lines.begin() + 2, lines.begin() + static_cast<std::ptrdiff_t>(begin));
        const Lines rest(lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.end());
        std::vector<std::optional<std::string>> statements{std::nullopt, ""};
        if (middle.size() >= 2 && !middle[1].empty() && is_statement(middle[1]))
            statements.emplace_back(middle[1]);
        for (const auto &statement : statements) {
            const auto possible = middles(form, statement, !rest.empty());
            if (std::ranges::find(possible, middle) == possible.end()) continue;
            Claims claims = start;
            claims.statement = statement;
            const auto values = fields_of(form, rest, claims);
            if (values && take_values(form, *values, claims)) return claims;
        }
    }
    return std::nullopt;
}

namespace {

bool is_toy_account(std::string_view text, std::string_view) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}
std::optional<std::string> toy_chain_of(std::string_view text) {
    return text == "main" ? std::optional<std::string>{toy_chain} : std::nullopt;
}
std::optional<std::string> toy_text_of(std::string_view chain) {
    return chain == toy_chain ? std::optional<std::string>{"main"} : std::nullopt;
}

} // namespace

const std::vector<TextForm> &rows_of_all_kinds() {
    static const std::vector<TextForm> rows = [] {
        std::vector<TextForm> all{sign_in::tezos_profile, sign_in::caip122_profile("XRPL"),
                                  sign_in::stacks_profile, sign_in::siwa_profile};
        auto two = sign_in::caip122_profile("Toy"); // as eip4361
        two.blank = Blank::two;
        two.has_scheme = true;
        all.push_back(two);
        auto anything = sign_in::caip122_profile("Toy"); // as siws
        anything.needs = 0;
        all.push_back(anything);
        auto any_name = sign_in::caip122_profile({}); // as appkit
        any_name.written_name = "Toy";
        any_name.blank = Blank::one;
        all.push_back(any_name);
        for (auto &row : all) {
            if (!row.wallet_name.empty()) row.wallet_name = "Toy";
            row.is_account = &is_toy_account;
            row.chain_of = &toy_chain_of;
            row.text_of = &toy_text_of;
        }
        return all;
    }();
    return rows;
}

} // namespace walletauth_test
