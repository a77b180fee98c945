// SPDX-License-Identifier: Apache-2.0
#include "faults.hpp"

#include <array>

namespace toy {
namespace {

using namespace walletauth::tests;
using Faults = std::vector<NodeFault>;

/// The answer that would be right, with another status or headers.
NodeFault of_http(std::string name, int status, std::string headers = {}) {
    return {std::move(name), [=](const NodeCall &, const std::string &body) {
                return HttpAnswer{.status = status, .headers = headers, .body = body};
            }};
}

NodeFault of_body(std::string name, std::string body) {
    return {std::move(name),
            [=](const NodeCall &, const std::string &) { return HttpAnswer{.body = body}; }};
}

/// What stands around the member "result" of the right answer; ID stands for the right id.
NodeFault of_envelope(std::string name, std::string before, std::string behind = "}") {
    return {std::move(name), [=](const NodeCall &call, const std::string &body) {
                const auto at = body.find(",\"result\":");
                const auto result = at == std::string::npos
                                        ? "\"result\":1"
                                        : body.substr(at + 1, body.size() - at - 2);
                auto start = before;
                if (const auto id = start.find("ID"); id != std::string::npos)
                    start.replace(id, 2, call.id);
                return HttpAnswer{.body = start + result + behind};
            }};
}

NodeFault of_error(const std::string &code, const std::string &message) {
    return {"error " + code + " (" + message + ')', [=](const NodeCall &call, const std::string &) {
                return HttpAnswer{.body =
                                      rpc_body(call.id, R"("error":{"code":)" + code +
                                                            R"(,"message":")" + message + "\"}")};
            }};
}

NodeFault of_result(std::string name, std::string result) {
    return {std::move(name), [=](const NodeCall &call, const std::string &) {
                return HttpAnswer{.body = rpc_body(call.id, "\"result\":" + result)};
            }};
}

NodeFault of_sending(std::string name, Sending sending, bool takes_time,
                     std::uint64_t stated_length = 0) {
    return {std::move(name),
            [=](const NodeCall &, const std::string &body) {
                return HttpAnswer{.body = body, .sending = sending, .stated_length = stated_length};
            },
            takes_time};
}

/// Wrong ids: the envelope is right but for that one member.
NodeFault of_id(std::string name, std::string (*id)(const NodeCall &)) {
    return {std::move(name), [=](const NodeCall &call, const std::string &body) {
                const auto result = body.substr(body.find(',', body.find("\"id\":")) + 1);
                return HttpAnswer{.body = R"({"jsonrpc":"2.0","id":)" + id(call) + ',' + result};
            }};
}

void add_http(Faults &all, const std::string &elsewhere) {
    for (const int status : {204, 206, 400, 401, 403, 404, 408, 413, 500, 502, 503, 504})
        all.push_back(of_http("HTTP " + std::to_string(status) + " with the right body", status));
    all.push_back(of_http("HTTP 429", 429));
    all.push_back(of_http("HTTP 429, Retry-After: 1", 429, "Retry-After: 1\r\n"));
    all.push_back(of_http("HTTP 503, Retry-After: 86400", 503, "Retry-After: 86400\r\n"));
    for (const int status : {301, 302, 303, 307, 308})
        all.push_back(of_http("HTTP " + std::to_string(status) + " to loopback", status,
                              "Location: " + elsewhere + "\r\n"));
    all.push_back(of_http("HTTP 302 to file:", 302, "Location: file:///etc/passwd\r\n"));
    all.push_back(of_http("HTTP 302 to gopher:", 302, "Location: gopher://127.0.0.1:25/\r\n"));
}

void add_errors(Faults &all) {
    constexpr std::array<std::pair<const char *, const char *>, 14> errors{{
        {"429", "too many requests"},
        {"-32005", "limit exceeded"},
        {"-32007", "50/second request limit reached"},
        {"-32603", "internal error"},
        {"-32000", "request timed out: timeout"},
        {"-32000", "header not found"},
        {"-32000", "missing trie node"},
        {"-32000", "state not available"},
        {"-32001", "resource not found"},
        {"-32002", "resource unavailable"},
        {"-39001", "Unknown block"},
        {"-32700", "parse error"},
        {"-32010", "no such block"},
        {"-32011", "the query runs too long"},
    }};
    for (const auto &[code, message] : errors)
        all.push_back(of_error(code, message));
}

void add_bodies(Faults &all) {
    all.push_back(of_body("nothing", ""));
    all.push_back(of_body("a page", "<html><body>502 Bad Gateway</body></html>"));
    all.push_back(of_body("null", "null"));
    all.push_back(of_body("a list", "[]"));
    all.push_back(of_envelope("a batch", R"([{"jsonrpc":"2.0","id":ID,)", "}]"));
    all.push_back(of_envelope("no jsonrpc", R"({"id":ID,)"));
    all.push_back(of_envelope("jsonrpc 1.0", R"({"jsonrpc":"1.0","id":ID,)"));
    all.push_back(of_envelope("no id", R"({"jsonrpc":"2.0",)"));
    all.push_back(of_id("another id", [](const NodeCall &call) { return call.id + "0"; }));
    all.push_back(
        of_id("the id as a text", [](const NodeCall &call) { return '"' + call.id + '"'; }));
    all.push_back(
        of_id("the id as a fraction", [](const NodeCall &call) { return call.id + ".0"; }));
    all.push_back(of_id("id null", [](const NodeCall &) { return std::string{"null"}; }));
    const auto with = [&](std::string name, std::string members) {
        all.push_back({std::move(name), [=](const NodeCall &call, const std::string &) {
                           return HttpAnswer{.body = rpc_body(call.id, members)};
                       }});
    };
    with("neither result nor error", R"("other":1)");
    with("result and error", R"("result":1,"error":{"code":3,"message":"execution reverted"})");
    all.push_back(of_envelope("result twice", R"({"jsonrpc":"2.0","id":ID,"result":1,)"));
    all.push_back(
        of_envelope("result twice, once escaped", R"({"jsonrpc":"2.0","id":ID,"resul\u0074":1,)"));
    all.push_back(of_envelope("id twice", R"({"jsonrpc":"2.0","id":ID,"id":2,)"));
    with("duplicate members within", R"("result":{"a":1,"a":2})");
    with("error is a text", R"("error":"execution reverted")");
    with("error without a code", R"("error":{"message":"execution reverted"})");
    with("error whose code is a fraction",
         R"("error":{"code":3.5,"message":"execution reverted"})");
    with("error null", R"("error":null)");
    with("more behind it", R"("result":1}{"jsonrpc":"2.0")");
    all.push_back(of_result("no UTF-8", "\"\xff\""));
    all.push_back(of_result("65 levels", std::string(65, '[') + std::string(65, ']')));
    all.push_back(of_result("1 MiB and one byte", '"' + std::string((1U << 20) + 1, 'a') + '"'));
    all.push_back(of_result(
        "70,000 values", '[' + [] {
            std::string list = "1";
            for (int i = 1; i < 70'000; ++i)
                list += ",1";
            return list;
        }() + ']'));
    all.push_back(
        {"compressed, though nobody asked for it", [](const NodeCall &, const std::string &) {
             // gzip of nothing (RFC 1952), by `gzip -n </dev/null`
             constexpr std::string_view zipped{
                 "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x03\x00\x00\x00\x00\x00\x00\x00"
                 "\x00\x00",
                 20};
             return HttpAnswer{.headers = "Content-Encoding: gzip\r\n",
                               .body = std::string{zipped}};
         }});
}

void add_sendings(Faults &all) {
    all.push_back(of_sending("closes the connection", Sending::closed, false));
    all.push_back(of_sending("closes it within the body", Sending::cut_off, false));
    all.push_back(of_sending("says 1 GB, and sends less", Sending::whole, true, 1U << 30));
    all.push_back(of_sending("a body without end", Sending::endless_body, false));
    all.push_back(of_sending("headers without end", Sending::endless_header, false));
    all.push_back(of_sending("a byte of the header each 0.1 s", Sending::slow_header, true));
    all.push_back(of_sending("a byte of the body each 0.1 s", Sending::slow_body, true));
    all.push_back(of_sending("says nothing, ever", Sending::never, true));
}

} // namespace

Faults every_fault(const std::string &elsewhere) {
    Faults all;
    add_http(all, elsewhere);
    add_errors(all);
    add_bodies(all);
    add_sendings(all);
    return all;
}

} // namespace toy
