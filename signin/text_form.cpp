// SPDX-License-Identifier: Apache-2.0
#include "text_form.hpp"

#include "composed.hpp"
#include "state.hpp"

#include <walletauth/checks.hpp>
#include <walletauth/sign_in.h>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

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

/// NULL where the plugin has no forms, or a table of an older layout.
const wa_sign_in_table *table_of(const SchemeRoute &route) {
    const auto *table = static_cast<const wa_sign_in_table *>(
        route.plugin->extension(walletauth::text_of(WA_SIGN_IN_EXTENSION)));
    return table != nullptr && table->struct_size >= sizeof(wa_sign_in_table) ? table : nullptr;
}

const wa_sign_in_form *find_form(const SchemeRoute &route, std::string_view id) {
    const auto *table = table_of(route);
    for (std::size_t i = 0; table != nullptr && i < table->form_count; ++i) {
        const auto &form = *table->forms[i];
        if (view(form.scheme) == view(route.scheme->id) && view(form.id) == id) return &form;
    }
    return nullptr;
}

Refusal no_form() {
    return refusal("form", WA_UNSUPPORTED_OPERATION, "the scheme has no such form");
}
/// A plugin that breaks the extension's rules.
Refusal garbage(std::string_view what) {
    return refusal("grammar", WA_ERROR_INTERNAL, "the plugin broke its table: " + std::string{what},
                   "internal");
}

constexpr std::size_t usual_size = 512; // bytes of fields

/// An object of the claims, sorted by name as canonical JSON is.
std::string fields_of(const Claims &claims) {
    std::string out = "{";
    out.reserve(usual_size);
    const auto name = [&out](std::string_view text) {
        out.append(out.size() == 1 ? "\"" : ",\"").append(text).append("\":");
    };
    const auto add = [&](std::string_view text, const std::optional<std::string> &value) {
        if (!value) return;
        name(text);
        json::append_quoted(out, *value);
    };
    const auto add_time = [&](std::string_view text, const std::optional<ClaimedTime> &time) {
        if (!time) return;
        name(text);
        json::append_quoted(out, time->text);
    };
    add("account", claims.account);
    add("callback_url", claims.callback_url);
    add("chain", claims.chain);
    add("domain", claims.domain);
    add_time("expiration_time", claims.expiration_time);
    add_time("issued_at", claims.issued_at);
    add("nonce", claims.nonce);
    add_time("not_before", claims.not_before);
    add("request_id", claims.request_id);
    if (claims.resources) {
        name("resources");
        json::append_quoted_array(out, *claims.resources);
    }
    add("scheme", claims.scheme);
    add("statement", claims.statement);
    add("uri", claims.uri);
    add("version", claims.version);
    return out + '}';
}

/// What a call of the table writes: into a small room, and once more where that is not enough.
class Output {
  public:
    /// Calls with both buffers; the status. Nothing beyond `limit` bytes is taken.
    template <class Call>
    [[nodiscard]] std::uint32_t fill(std::size_t limit, const Call &call) {
        wa_buffer detail{detail_.data(), detail_.size(), 0};
        wa_buffer out{usual_.data(), usual_.size(), 0};
        auto status = call(&out, &detail);
        if (status == WA_ERROR_BUFFER && out.size > usual_.size() && out.size <= limit) {
            large_.resize(out.size);
            out = {large_.data(), large_.size(), 0};
            status = call(&out, &detail);
        }
        text_ = {reinterpret_cast<const char *>(out.data), std::min(out.size, out.capacity)};
        const auto size = std::min(detail.size, detail_.size());
        reason_ = {reinterpret_cast<const char *>(detail_.data()), size};
        return status == WA_OK && out.size > out.capacity ? WA_ERROR_INTERNAL : status;
    }
    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    [[nodiscard]] std::string reason() const { return printable_ascii(reason_, detail_.size()); }

  private:
    std::array<std::uint8_t, 4096> usual_;
    std::vector<std::uint8_t> large_;
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> detail_{};
    std::string_view text_;
    std::string_view reason_;
};

/// Of what compose writes: a text of at most 4 KiB, twice, of which each byte may be escaped.
constexpr std::size_t composed_capacity = std::size_t{32} << 10;

/// The request that the plugin verifies afterwards: its account bare, in any spelling that fits the
/// scheme, and no parameter of the service, since a sign-in has none.
wa_request request_of(const Request &from, std::string_view account, const Config &config) {
    wa_request request{};
    request.struct_size = sizeof(wa_request);
    request.flags = config.flags;
    request.scheme = walletauth::text_of(from.scheme);
    request.chain = walletauth::text_of(from.chain);
    request.account = walletauth::text_of(account);
    request.public_key = bytes_of(from.public_key);
    request.message = bytes_of(from.message);
    request.signature = bytes_of(from.signature);
    request.parameters = from.parameters.data();
    request.parameter_count = from.parameters.size();
    request.accept = config.accept;
    return request;
}

/// The form that some wallets write and no specification fixes: its service must name it.
constexpr std::string_view informal_form = "appkit";

} // namespace

std::vector<FormOfScheme> forms_of(const PluginSet &plugins, std::string_view chain,
                                   std::string_view scheme) {
    std::vector<FormOfScheme> forms;
    const auto route = plugins.route(chain, scheme);
    const auto *table = route ? table_of(**route) : nullptr;
    for (std::size_t i = 0; table != nullptr && i < table->form_count; ++i) {
        const auto &form = *table->forms[i];
        if (view(form.scheme) != scheme) continue;
        forms.push_back({std::string{view(form.id)}, (form.claims & WA_CLAIM_URI) != 0,
                         view(form.id) == informal_form});
    }
    return forms;
}

std::vector<std::string> default_forms(const PluginSet &plugins, std::string_view chain,
                                       std::string_view scheme) {
    std::vector<std::string> ids;
    for (auto &form : forms_of(plugins, chain, scheme))
        if (!form.is_informal) ids.push_back(std::move(form.id));
    return ids;
}

std::vector<std::string> forms_of(const PluginSet &plugins) {
    std::vector<std::string> forms;
    for (const auto &route : plugins.scheme_routes()) {
        const auto *table = table_of(route);
        for (std::size_t i = 0; table != nullptr && i < table->form_count; ++i)
            forms.emplace_back(view(table->forms[i]->id));
    }
    std::ranges::sort(forms);
    const auto doubled = std::ranges::unique(forms);
    forms.erase(doubled.begin(), doubled.end());
    return forms;
}

std::optional<std::uint64_t> form_claims(const SchemeRoute &route, std::string_view id) {
    const auto *form = find_form(route, id);
    return form == nullptr ? std::nullopt : std::optional{form->claims};
}

bool has_times(std::uint64_t claims) noexcept {
    constexpr std::uint64_t times = WA_CLAIM_ISSUED_AT | WA_CLAIM_EXPIRATION_TIME;
    return (claims & times) == times;
}

std::optional<Refusal> read_text(const SchemeRoute &route, const Config &config,
                                 const Attempt &attempt, std::string_view account, ReadText &text) {
    const auto *form = find_form(route, attempt.form);
    if (form == nullptr) return no_form();
    const auto request = request_of(attempt.request, account, config);
    if (const auto good = check_request(*route.scheme, request); !good) {
        return of_host("request", good.error());
    }
    Output output;
    const auto status = output.fill(WA_CLAIMS_CAPACITY, [&](wa_buffer *out, wa_buffer *detail) {
        return table_of(route)->read(&request, walletauth::text_of(attempt.form), out, detail);
    });
    if (status != WA_OK) return of_reader(status, output.reason());
    if (auto good = read_claims(output.text(), text.claims); !good) return garbage(good.error());
    text.json = output.text();
    text.has_times = has_times(form->claims);
    return std::nullopt;
}

std::expected<Challenge, Refusal> compose_text(const SchemeRoute &route, std::string_view chain,
                                               std::string_view form, const Claims &claims) {
    const auto fields = fields_of(claims);
    Output output;
    const auto status = output.fill(composed_capacity, [&](wa_buffer *out, wa_buffer *detail) {
        return table_of(route)->compose(walletauth::text_of(chain), route.scheme->id,
                                        walletauth::text_of(form), bytes_of(as_bytes(fields)), out,
                                        detail);
    });
    if (status != WA_OK) return std::unexpected(of_reader(status, output.reason()));
    const auto parts = split_composed(output.text());
    if (!parts) return std::unexpected(garbage("no challenge of message, params and wallet"));
    Challenge made;
    made.message = parts->message;
    made.params = parts->params;
    made.wallet = parts->wallet;
    return made;
}

} // namespace walletauth::signin
