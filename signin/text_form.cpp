// SPDX-License-Identifier: Apache-2.0
#include "text_form.hpp"

#include "state.hpp"

#include <walletauth/resolved_request.hpp>
#include <walletauth/sign_in.h>
#include <walletauth/text/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace walletauth::signin {
namespace {

/// The names of checks that a reader may give, before a colon in its detail.
constexpr std::array<std::string_view, 15> reader_checks{
    "size",       "charset",    "grammar",   "domain",    "account",
    "uri",        "version",    "chain",     "nonce",     "issued_at",
    "not_before", "request_id", "resources", "statement", "expiration_time"};

Refusal of_reader(std::uint32_t status, std::string_view detail) {
    const auto name = detail.substr(0, detail.find(':'));
    const auto found = std::ranges::find(reader_checks, name);
    return refusal(found == reader_checks.end() ? "grammar" : *found, status, std::string{detail});
}

const wa_sign_in_table *table_of(const SchemeRoute &route) {
    return static_cast<const wa_sign_in_table *>(
        route.plugin->extension(text_of("walletauth.sign-in/1")));
}

/// An object of the claims, sorted by name as canonical JSON is.
std::string fields_of(const Claims &claims) {
    std::string out = "{";
    const auto add = [&out](std::string_view name, const std::optional<std::string> &value) {
        if (!value) return;
        out.append(out.size() == 1 ? "\"" : ",\"").append(name).append("\":");
        out.append(json::quote(*value));
    };
    const auto text = [](const std::optional<ClaimedTime> &time) {
        return time ? std::optional{time->text} : std::nullopt;
    };
    add("account", claims.account);
    add("chain", claims.chain);
    add("domain", claims.domain);
    add("expiration_time", text(claims.expiration_time));
    add("issued_at", text(claims.issued_at));
    add("nonce", claims.nonce);
    add("not_before", text(claims.not_before));
    add("request_id", claims.request_id);
    if (claims.resources) {
        out += ",\"resources\":[";
        for (const auto &resource : *claims.resources) {
            if (&resource != claims.resources->data()) out += ',';
            out += json::quote(resource);
        }
        out += ']';
    }
    add("statement", claims.statement);
    add("uri", claims.uri);
    add("version", claims.version);
    return out + '}';
}

struct Out {
    std::array<std::uint8_t, 16384> bytes;
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> why;
    wa_buffer out{bytes.data(), bytes.size(), 0};
    wa_buffer detail{why.data(), why.size(), 0};
    std::string_view text() const {
        return {reinterpret_cast<const char *>(bytes.data()), out.size};
    }
    std::string_view reason() const {
        return {reinterpret_cast<const char *>(why.data()), detail.size};
    }
};

} // namespace

std::vector<std::string> default_forms(const PluginSet &plugins, std::string_view chain,
                                       std::string_view scheme) {
    std::vector<std::string> forms;
    const auto route = plugins.route(chain, scheme);
    const auto *table = route ? table_of(**route) : nullptr;
    for (std::size_t i = 0; table != nullptr && i < table->form_count; ++i) {
        const auto &form = *table->forms[i];
        if (view(form.scheme) == scheme && view(form.id) != "appkit")
            forms.emplace_back(view(form.id));
    }
    return forms;
}

std::optional<std::uint64_t> form_claims(const SchemeRoute &route, std::string_view id) {
    const auto *table = table_of(route);
    for (std::size_t i = 0; table != nullptr && i < table->form_count; ++i) {
        const auto &form = *table->forms[i];
        if (view(form.scheme) == view(route.scheme->id) && view(form.id) == id) return form.claims;
    }
    return std::nullopt;
}

std::expected<ReadText, Refusal> read_text(const Verifier &verifier, const Request &request,
                                           std::string_view form) {
    const auto resolved = ResolvedRequest::of(verifier, request);
    if (!resolved) return std::unexpected(of_host("request", resolved.error()));
    const auto route = verifier.plugins().route(request.chain, request.scheme);
    const auto *table = table_of(**route);
    if (table == nullptr) return std::unexpected(refusal("form", WA_UNSUPPORTED_OPERATION, ""));
    Out out;
    const auto status = table->read(&resolved->request(), text_of(form), &out.out, &out.detail);
    if (status != WA_OK) return std::unexpected(of_reader(status, out.reason()));
    auto claims = read_claims(out.text());
    if (!claims) return std::unexpected(refusal("grammar", WA_ERROR_INTERNAL, claims.error()));
    return ReadText{std::string{out.text()}, std::move(*claims)};
}

std::expected<Challenge, Refusal> compose_text(const PluginSet &plugins, std::string_view chain,
                                               std::string_view scheme, std::string_view form,
                                               const Claims &claims) {
    const auto route = plugins.route(chain, scheme);
    const auto *table = table_of(**route);
    Out out;
    const auto fields = fields_of(claims);
    const auto status = table->compose(text_of(chain), text_of(scheme), text_of(form),
                                       bytes_of(as_bytes(fields)), &out.out, &out.detail);
    if (status != WA_OK) return std::unexpected(of_reader(status, out.reason()));
    const auto document = json::Document::parse(out.text());
    Challenge made;
    made.message = document->root().find("message")->source();
    made.params = document->root().find("params")->source();
    made.wallet = document->root().find("wallet")->source();
    return made;
}

} // namespace walletauth::signin
