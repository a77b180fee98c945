// SPDX-License-Identifier: Apache-2.0
#include "message.hpp"

#include "problem.hpp"

#include <algorithm>
#include <iterator>

namespace walletauth::daemon {
namespace {

namespace http = boost::beast::http;

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

std::string_view doubt_about(const Parser &parser) {
    const auto &head = parser.get();
    const auto hosts = head.count(http::field::host);
    // RFC 9112, 3.2: these must be answered 400.
    if (hosts > 1) return "it has two headers Host";
    if (hosts == 0 && head.version() >= 11) return "it has no header Host";
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
    const std::string_view target{message.target().data(), message.target().size()};
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
