// SPDX-License-Identifier: Apache-2.0
#include "forward_page.hpp"

#include "page_files.hpp"

#include <string>

namespace walletauth::daemon {
namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    }
    return out;
}

/// No script but the daemon's own file, which wallets work with; nothing from elsewhere; no frame.
constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'; "
    "require-trusted-types-for 'script'";

HttpResponse page(int status, std::string_view title, std::string_view body, bool has_script) {
    std::string out = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                      "<meta name=\"viewport\" content=\"width=device-width\"><title>";
    out.append(escaped(title))
        .append("</title><link rel=\"stylesheet\" href=\"/forward/page.css\">");
    if (has_script) out += "<script src=\"/forward/page.js\" defer></script>";
    out.append("</head><body><main><h1>").append(escaped(title)).append("</h1>\n");
    out.append(body).append("</main></body></html>\n");
    return {status,
            "text/html; charset=utf-8",
            std::move(out),
            {{"Cache-Control", "no-store"},
             {"Content-Security-Policy", std::string{policy}},
             // Not same-origin: wallets that open a window of their own would wait for ever.
             {"Cross-Origin-Opener-Policy", "same-origin-allow-popups"},
             {"Referrer-Policy", "no-referrer"},
             {"X-Frame-Options", "DENY"}}};
}

std::string attribute(std::string_view name, std::string_view value) {
    return " data-" + std::string{name} + "=\"" + escaped(value) + '"';
}

} // namespace

HttpResponse sign_in_page(const SiteSettings &site, const ClientSettings &client,
                          const Visitor *visitor) {
    std::string chains;
    for (const auto &chain : client.sign_in.policy.chains)
        chains.append(chains.empty() ? "" : " ").append(chain);
    std::string body;
    if (visitor != nullptr)
        body += "<p role=\"alert\">" + escaped(site.host) + " is not open to <code>" +
                escaped(visitor->subject) + "</code>. Sign in with another account.</p>\n";
    body += "<p>You sign a text with your wallet. It is no transaction, and costs nothing.</p>\n"
            "<div id=\"sign-in\"" +
            attribute("client", client.id) + attribute("chains", chains) +
            "></div>\n<p id=\"state\" role=\"status\"></p>\n"
            "<noscript><p>Wallets need JavaScript.</p></noscript>\n";
    return page(visitor == nullptr ? 200 : 403, "Sign in to " + site.host, body, true);
}

HttpResponse account_page(const Settings &settings, const Visitor *visitor) {
    if (visitor == nullptr)
        return page(200, "Nobody is signed in",
                    "<p>Open the site that you want to see: it leads here.</p>\n", false);
    std::string body =
        "<p>You are signed in as <code>" + escaped(visitor->subject) + "</code>.</p>\n";
    body += "<p>After signing out, all sites ask you to sign in again: within ten seconds."
            "</p>\n<p><button id=\"sign-out\" type=\"button\">Sign out</button></p>\n"
            "<p id=\"state\" role=\"status\"></p>\n";
    return page(200, settings.issuer, body, true);
}

HttpResponse message_page(int status, std::string_view title, std::string_view text,
                          std::string_view link) {
    std::string body = "<p>" + escaped(text) + "</p>\n";
    if (!link.empty()) body += "<p><a href=\"" + escaped(link) + "\">Try again</a></p>\n";
    return page(status, title, body, false);
}

HttpResponse later_page(const HttpResponse &problem) {
    auto response = message_page(problem.status, "It could not be found out now",
                                 "Wait a moment, and load this page again.", "");
    for (const auto &header : problem.headers)
        if (header.first == "Retry-After") response.headers.push_back(header);
    response.cause = problem.cause;
    return response;
}

HttpResponse page_script() {
    return {200,
            "text/javascript; charset=utf-8",
            std::string{page_script_text},
            {{"Cache-Control", "public, max-age=300"}}};
}

HttpResponse page_style() {
    return {200,
            "text/css; charset=utf-8",
            std::string{page_style_text},
            {{"Cache-Control", "public, max-age=300"}}};
}

} // namespace walletauth::daemon
