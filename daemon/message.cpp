// SPDX-License-Identifier: Apache-2.0
#include "message.hpp"

#include "problem.hpp"

#include <algorithm>
#include <ctime>
#include <iterator>
#include <optional>

namespace walletauth::daemon {
namespace {

namespace http = boost::beast::http;

/// The authority of a target in absolute-form; nothing of another.
std::optional<std::string_view> authority_of(std::string_view target) noexcept {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!boost::beast::iequals(target.substr(0, scheme.size()), scheme)) continue;
        target.remove_prefix(scheme.size());
        return target.substr(0, target.find_first_of("/?"));
    }
    return std::nullopt;
}

std::string_view target_of(const Parser::value_type &message) noexcept {
    return {message.target().data(), message.target().size()};
}

/// A header `Host` has a host and a port, and nothing that could end them (RFC 9110, 7.2).
bool is_host(std::string_view text) noexcept {
    return std::ranges::all_of(text, [](char c) {
        return c > ' ' && c < 0x7f && !std::string_view{"/?#@\\\"<>^`{|}"}.contains(c);
    });
}

/// RFC 9110, 5.6.7; the same text for all answers of a second.
std::string_view date() {
    static thread_local std::time_t of = -1;
    static thread_local std::string text;
    const auto now = std::time(nullptr);
    if (now == of) return text;
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    constexpr std::string_view days = "SunMonTueWedThuFriSat";
    constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const auto two = [](int number) {
        return std::string{static_cast<char>('0' + number / 10 % 10),
                           static_cast<char>('0' + number % 10)};
    };
    text.assign(days.substr(static_cast<std::size_t>(parts.tm_wday) * 3, 3)).append(", ");
    text.append(two(parts.tm_mday)).append(" ");
    text.append(months.substr(static_cast<std::size_t>(parts.tm_mon) * 3, 3)).append(" ");
    text.append(std::to_string(parts.tm_year + 1900)).append(" ").append(two(parts.tm_hour));
    text.append(":").append(two(parts.tm_min)).append(":").append(two(parts.tm_sec));
    text.append(" GMT");
    of = now;
    return text;
}

} // namespace

HttpResponse unreadable(const boost::system::error_code &error) {
    const bool large = error == http::error::body_limit;
    const bool headers =
        error == http::error::header_limit || error == http::error::buffer_overflow;
    const int status = large ? 413 : headers ? 431 : 400;
    const std::string_view title = large     ? "The body is too large"
                                   : headers ? "The header is too large"
                                             : "This is no request of HTTP/1.1";
    return problem(status, large ? "body_size" : headers ? "header_size" : "http", title, "");
}

HttpResponse doubtful(std::string_view why) {
    return problem(400, "http", "This is no request of HTTP/1.1", why);
}

HttpResponse unmet_expectation() {
    return problem(417, "expectation", "Nobody here meets this expectation",
                   "Expect can be 100-continue, or is left out");
}

Expectation expectation_of(const Parser &parser) {
    const auto &head = parser.get();
    if (head.version() < 11 || head.count(http::field::expect) == 0) return Expectation::none;
    const bool is_known = head.count(http::field::expect) == 1 &&
                          boost::beast::iequals(head[http::field::expect], "100-continue");
    return is_known ? Expectation::go_on : Expectation::unknown;
}

std::string_view path_and_query(std::string_view target) noexcept {
    const auto authority = authority_of(target);
    if (!authority) return target;
    const auto rest = target.substr(
        static_cast<std::size_t>(authority->data() + authority->size() - target.data()));
    return rest.empty() ? "/" : rest;
}

std::string_view doubt_about(const Parser &parser) {
    const auto &head = parser.get();
    const auto hosts = head.count(http::field::host);
    // RFC 9112, 3.2: these must be answered 400.
    if (hosts > 1) return "it has two headers Host";
    if (hosts == 0 && head.version() >= 11) return "it has no header Host";
    const auto named = head[http::field::host];
    const std::string_view host{named.data(), named.size()};
    if (!is_host(host)) return "its header Host is no host[:port]";
    const auto authority = authority_of(target_of(head));
    if (authority && hosts == 1 && !boost::beast::iequals(*authority, host))
        return "its target is of another host than its header Host";
    const auto codings = head.count(http::field::transfer_encoding);
    if (codings == 0) return {};
    // RFC 9112, 6.1: HTTP/1.0 has none, and who does not know it sees another end of the request.
    if (head.version() < 11) return "HTTP/1.0 has no Transfer-Encoding";
    const auto coding = head[http::field::transfer_encoding];
    // RFC 9112, 6.3: where `chunked` is not the last, nobody can tell the end. None other is known.
    if (codings > 1 || !boost::beast::iequals(coding, "chunked"))
        return "Transfer-Encoding can be chunked, once, and nothing else";
    return {};
}

std::size_t fields_of(const Parser &parser) {
    const auto &head = parser.get();
    return static_cast<std::size_t>(std::distance(head.begin(), head.end()));
}

// Beast puts them among the headers, where they are not: a proxy has looked at those alone, and has
// added X-Forwarded-For to them (RFC 9110, 6.5.1).
std::string_view doubt_about_trailer(const Parser &parser, std::size_t fields) {
    return fields_of(parser) == fields ? "" : "it has fields behind its last chunk: send headers";
}

// Names and values come from this program, or were read as a header's.
void write_into(std::string &out, const HttpResponse &from, unsigned version, bool keep_alive,
                bool head) {
    const std::string_view reason =
        http::obsolete_reason(http::int_to_status(static_cast<unsigned>(from.status)));
    out.clear();
    out.reserve(512 + from.body.size());
    out.append(version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ").append(std::to_string(from.status));
    out.append(" ").append(reason).append("\r\n");
    const auto add = [&out](std::string_view name, std::string_view value) {
        out.append(name).append(": ").append(value).append("\r\n");
    };
    if (!from.content_type.empty()) add("Content-Type", from.content_type);
    for (const auto &[name, value] : from.headers)
        add(name, value);
    add("Date", date());
    add("X-Content-Type-Options", "nosniff");
    if (!keep_alive) add("Connection", "close");
    if (keep_alive && version == 10) add("Connection", "keep-alive");
    if (from.status != 204) add("Content-Length", std::to_string(from.body.size()));
    out.append("\r\n");
    if (!head) out.append(from.body);
}

HttpRequest read_from(http::request<http::string_body> &&message, Side side, std::string peer) {
    HttpRequest out;
    out.side = side;
    out.peer = std::move(peer);
    out.method = message.method_string();
    const auto target = path_and_query(target_of(message));
    const auto mark = target.find('?');
    out.path = target.substr(0, mark);
    if (mark != std::string_view::npos) out.query = target.substr(mark + 1);
    out.headers.reserve(8);
    for (const auto &field : message)
        out.headers.emplace_back(
            lower_case({field.name_string().data(), field.name_string().size()}),
            std::string{field.value().data(), field.value().size()});
    out.body = std::move(message.body());
    return out;
}

} // namespace walletauth::daemon
