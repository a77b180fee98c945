// SPDX-License-Identifier: Apache-2.0
#include "sign_in_texts.hpp"

#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <array>
#include <cstring>

namespace walletauth::conformance {
namespace {

using json::Document;
using json::Kind;

/// Runs a function of the table on buffers of its own.
template <class Function>
FormReply reply_of(std::size_t capacity, const Function &function) {
    std::vector<std::uint8_t> out(capacity);
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> why{};
    wa_buffer buffer{out.data(), out.size(), 0};
    wa_buffer detail{why.data(), why.size(), 0};
    FormReply reply;
    reply.status = function(&buffer, &detail);
    const auto text = [](const wa_buffer &from) {
        return std::string{reinterpret_cast<const char *>(from.data),
                           std::min(from.size, from.capacity)};
    };
    if (reply.status == WA_OK)
        reply.text = text(buffer);
    else
        reply.detail = text(detail);
    return reply;
}

/// The bytes of {"text"}, {"hex"}, {"base64"} or {"json"}.
std::optional<Bytes> bytes_of(const json::Value &value) {
    const auto read = [](auto decoded) {
        return decoded ? std::optional{std::move(*decoded)} : std::nullopt;
    };
    if (value.kind() != Kind::object || value.size() != 1) return std::nullopt;
    const auto name = value.name(0);
    const auto inner = value.at(0);
    if (name == "json") return bytes_from(inner.source());
    if (inner.kind() != Kind::string) return std::nullopt;
    if (name == "text") return bytes_from(inner.text());
    if (name == "base64") return read(decode_base64(inner.text()));
    if (name != "hex" || !inner.text().starts_with("0x")) return std::nullopt;
    return read(decode_hex(inner.text().substr(2)));
}

const wa_parameter_info *parameter_of(const wa_scheme &scheme, std::string_view name) {
    for (std::size_t i = 0; i < scheme.parameter_count; ++i)
        if (view(scheme.parameters[i]->name) == name) return scheme.parameters[i];
    return nullptr;
}

std::optional<Parameter> parameter_from(std::string_view name, const json::Value &value,
                                        const wa_scheme &scheme) {
    const auto *info = parameter_of(scheme, name);
    if (info == nullptr) return std::nullopt;
    Parameter parameter{std::string{name}, {}, info->kind};
    if (info->kind == WA_PARAMETER_TEXT && value.kind() == Kind::string) {
        parameter.value = bytes_from(value.text());
    } else if (info->kind == WA_PARAMETER_BYTES) {
        auto bytes = bytes_of(value);
        if (!bytes) return std::nullopt;
        parameter.value = std::move(*bytes);
    } else if (info->kind == WA_PARAMETER_TEXT) {
        return std::nullopt;
    } else {
        parameter.value = bytes_from(json::canonical(value).value_or(""));
    }
    return parameter;
}

} // namespace

const wa_sign_in_table *SignInTexts::given_by(const wa_plugin &plugin) {
    return static_cast<const wa_sign_in_table *>(
        plugin.extension(walletauth::text_of(WA_SIGN_IN_EXTENSION)));
}

std::optional<SignInTexts> SignInTexts::of(const wa_plugin &plugin) {
    const auto *table = given_by(plugin);
    if (table == nullptr || table->struct_size != sizeof(wa_sign_in_table) ||
        table->read == nullptr || table->compose == nullptr || table->forms == nullptr ||
        table->form_count > max_forms)
        return std::nullopt;
    for (std::size_t i = 0; i < table->form_count; ++i)
        if (table->forms[i] == nullptr) return std::nullopt;
    return SignInTexts{table};
}

std::vector<const wa_sign_in_form *> SignInTexts::forms_of(std::string_view scheme) const {
    std::vector<const wa_sign_in_form *> found;
    for (std::size_t i = 0; i < table_->form_count; ++i)
        if (view(table_->forms[i]->scheme) == scheme) found.push_back(table_->forms[i]);
    return found;
}

FormReply SignInTexts::read(const Question &question, std::string_view form) const {
    const Asked asked{question};
    return reply_of(WA_CLAIMS_CAPACITY, [&](wa_buffer *out, wa_buffer *detail) {
        return table_->read(&asked.request(), walletauth::text_of(form), out, detail);
    });
}

FormReply SignInTexts::compose(std::string_view chain, std::string_view scheme,
                               std::string_view form, std::string_view fields) const {
    constexpr std::size_t ample = std::size_t{256} << 10;
    return reply_of(ample, [&](wa_buffer *out, wa_buffer *detail) {
        return table_->compose(
            walletauth::text_of(chain), walletauth::text_of(scheme), walletauth::text_of(form),
            {reinterpret_cast<const std::uint8_t *>(fields.data()), fields.size()}, out, detail);
    });
}

std::string fields_text(const Members &members) {
    std::string out = "{";
    for (const auto &[name, source] : members)
        out.append(out.size() == 1 ? "" : ",").append(json::quote(name)).append(":").append(source);
    return out + '}';
}

std::optional<Members> members_of(std::string_view text) {
    const auto document = Document::parse(text);
    if (!document || document->root().kind() != Kind::object) return std::nullopt;
    const auto root = document->root();
    Members members;
    for (std::size_t i = 0; i < root.size(); ++i) {
        if (root.name(i).ends_with("_seconds")) continue;
        members.emplace(root.name(i), json::canonical(root.at(i)).value_or(""));
    }
    return members;
}

bool is_canonical_challenge(std::string_view composed) {
    const auto document = Document::parse(composed);
    if (!document || document->root().kind() != Kind::object) return false;
    const auto root = document->root();
    const auto is_object = [&](std::string_view name) {
        const auto member = root.find(name);
        return member && member->kind() == Kind::object;
    };
    if (root.size() != 3 || !is_object("message") || !is_object("params") || !is_object("wallet"))
        return false;
    const auto wallet = *root.find("wallet");
    const auto method = wallet.find("method");
    return wallet.size() == 2 && method && method->kind() == Kind::string &&
           wallet.find("params") && json::canonical(root) == composed;
}

std::optional<Question> composed_question(const Question &like, std::string_view composed,
                                          const wa_scheme &scheme) {
    const auto document = Document::parse(composed);
    if (!document || document->root().kind() != Kind::object) return std::nullopt;
    const auto message = document->root().find("message");
    const auto params = document->root().find("params");
    if (!message || !params || params->kind() != Kind::object) return std::nullopt;
    auto bytes = bytes_of(*message);
    if (!bytes) return std::nullopt;
    Question question = like;
    question.message = std::move(*bytes);
    question.parameters.clear();
    for (std::size_t i = 0; i < params->size(); ++i) {
        auto parameter = parameter_from(params->name(i), params->at(i), scheme);
        if (!parameter) return std::nullopt;
        question.parameters.push_back(std::move(*parameter));
    }
    return question;
}

Members every_field(const wa_sign_in_form &form, std::string_view chain, std::string_view account) {
    const std::pair<std::uint64_t, std::pair<const char *, std::string>> all[]{
        {WA_CLAIM_ACCOUNT, {"account", json::quote(account)}},
        {WA_CLAIM_CALLBACK_URL, {"callback_url", R"("https://app.example/back")"}},
        {WA_CLAIM_CHAIN, {"chain", json::quote(chain)}},
        {WA_CLAIM_DOMAIN, {"domain", R"("app.example")"}},
        {WA_CLAIM_EXPIRATION_TIME, {"expiration_time", R"("2026-01-15T12:10:00Z")"}},
        {WA_CLAIM_ISSUED_AT, {"issued_at", R"("2026-01-15T12:00:00Z")"}},
        {WA_CLAIM_NONCE, {"nonce", R"("abcdefghijklmnopqrstuvwxyz234567")"}},
        {WA_CLAIM_NOT_BEFORE, {"not_before", R"("2026-01-15T11:59:00Z")"}},
        {WA_CLAIM_REQUEST_ID, {"request_id", R"("req-1")"}},
        {WA_CLAIM_RESOURCES, {"resources", R"(["https://app.example/a","https://app.example/b"])"}},
        {WA_CLAIM_SCHEME, {"scheme", R"("https")"}},
        {WA_CLAIM_STATEMENT, {"statement", R"("Sign in to Example")"}},
        {WA_CLAIM_URI, {"uri", R"("https://app.example/login")"}},
        {WA_CLAIM_VERSION, {"version", R"("1")"}}};
    Members members;
    for (const auto &[bit, member] : all)
        if ((form.claims & bit) != 0) members.emplace(member.first, member.second);
    return members;
}

const std::vector<std::pair<std::string, std::string>> &hostile_fields() {
    static const std::string long_text = '"' + std::string(5000, 'a') + '"';
    static const std::vector<std::pair<std::string, std::string>> all{
        {"statement", R"("")"},
        {"statement", R"("a\nURI: https://evil.example")"},
        {"statement", R"(" a")"},
        {"statement", R"("a ")"},
        {"statement", R"("a\r")"},
        {"statement", R"("\n")"},
        {"statement", R"("URI: https://evil.example")"},
        {"statement", R"("Nonce: abcdefgh")"},
        {"statement", R"("\u00e9")"},
        {"statement", R"("a\u0000b")"},
        {"statement", R"("a\u2028b")"},
        {"statement", long_text},
        {"domain", R"("")"},
        {"domain", R"("APP.example")"},
        {"domain", R"("app.example.")"},
        {"domain", R"("me@app.example")"},
        {"domain", R"("app.example:08")"},
        {"domain", R"("app.example wants you to sign in with your X account:\n0x00")"},
        {"domain", R"("https://app.example")"},
        {"domain", R"("app.example:0")"},
        {"uri", R"("")"},
        {"uri", R"("app.example")"},
        {"uri", R"("https://a b")"},
        {"uri", R"("https://app.example\nVersion: 2")"},
        {"uri", R"("https://%zz")"},
        {"version", R"("2")"},
        {"version", R"("")"},
        {"version", R"("1 ")"},
        {"version", R"("01")"},
        {"nonce", R"("")"},
        {"nonce", R"("abcdefg")"},
        {"nonce", R"("abcdefgh ")"},
        {"nonce", R"("abcd-efgh")"},
        {"nonce", R"("abcdefgh\nIssued At: 2026-01-15T12:00:00Z")"},
        {"issued_at", R"("2026-02-30T00:00:00Z")"},
        {"issued_at", R"("2026-01-15t12:00:00z")"},
        {"issued_at", R"("2026-01-15T12:00:60Z")"},
        {"issued_at", R"("2026-01-15")"},
        {"issued_at", R"("")"},
        {"issued_at", R"("2026-01-15T12:00:00.000+02:00")"},
        {"expiration_time", R"("")"},
        {"expiration_time", R"("2026-01-15T24:00:00Z")"},
        {"not_before", R"("2026-01-15T12:00Z")"},
        {"not_before", R"("")"},
        {"request_id", R"("")"},
        {"request_id", R"("a b")"},
        {"request_id", R"("a\nResources:")"},
        {"resources", "[]"},
        {"resources", R"([""])"},
        {"resources", R"(["https://a b"])"},
        {"resources", R"(["https://a\n- https://b"])"},
        {"resources", R"(["a"])"},
        {"scheme", R"("")"},
        {"scheme", R"("HTTPS")"},
        {"scheme", R"("java script")"},
        {"callback_url", R"("")"},
        {"account", R"("")"},
        {"account", R"("nobody at all")"},
        {"account", R"("0x00\n\nURI: https://evil.example")"},
        {"chain", R"("")"},
        {"chain", R"("1")"},
        {"chain", R"("a:b:c")"}};
    return all;
}

} // namespace walletauth::conformance
