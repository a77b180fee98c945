// SPDX-License-Identifier: Apache-2.0
// A text is a signature, a key or an account, or it is none: nothing around it is skipped.
#include "check.hpp"
#include "output_call.hpp"

namespace walletauth::conformance {
namespace {

using Read = std::function<std::uint32_t(wa_text text, wa_buffer *out, wa_buffer *detail)>;

/// One member of a valid vector's request, and the function that reads it.
struct Notation {
    std::string_view member;
    std::string_view function;
    Read read;
};

std::vector<Notation> notations(const wa_plugin &plugin, wa_text chain, wa_text scheme) {
    return {{"signature", "parse_signature",
             [=, &plugin](wa_text text, wa_buffer *out, wa_buffer *detail) {
                 return plugin.parse_signature(chain, scheme, text, out, detail);
             }},
            {"public_key", "parse_public_key",
             [=, &plugin](wa_text text, wa_buffer *out, wa_buffer *detail) {
                 return plugin.parse_public_key(chain, scheme, text, out, detail);
             }},
            {"account", "normalize_account",
             [=, &plugin](wa_text text, wa_buffer *out, wa_buffer *detail) {
                 return plugin.normalize_account(chain, text, out, detail);
             }}};
}

Output read(const Notation &notation, const std::string &vector, const std::string &name,
            std::string_view text) {
    begin_step(vector, name);
    return call({vector, name, [&](wa_buffer *out, wa_buffer *detail, const Place &) {
                     return notation.read(walletauth::text_of(text), out, detail);
                 }});
}

struct Around {
    std::string_view before;
    std::string_view behind;
    std::string_view what;
};
constexpr Around rubbish[]{{" ", "", " with a space before it"},
                           {"", " ", " with a space behind it"},
                           {"", "\n", " with a line feed behind it"},
                           {"", {"\0", 1}, " with a NUL behind it"},
                           {"", "~", " with ~ behind it"}};

/// How many texts were tried.
std::size_t try_texts(Context &context, const Vector &vector, const Notation &notation) {
    const auto value = vector.request.find(notation.member);
    // White space around an array is JSON's own.
    if (!value || value->kind() != json::Kind::string || value->text().starts_with('[')) return 0;
    const std::string text{value->text()};
    const auto plain = read(notation, vector.id, std::string{notation.function}, text);
    if (plain.status != WA_OK) return 0;
    for (const auto &[before, behind, what] : rubbish) {
        const auto name = std::string{notation.function}.append(what);
        const auto output =
            read(notation, vector.id, name, std::string{before}.append(text).append(behind));
        if (output.status != WA_OK || output.bytes != plain.bytes) continue;
        context.fail("notation", vector.id, name, "malformed", text_of(output));
    }
    return std::size(rubbish);
}

} // namespace

void check_texts(Context &context) {
    std::size_t count = 0;
    const auto scheme = view(context.scheme->id);
    for (const auto &file : context.files) {
        for (const auto &vector : file.vectors()) {
            const auto chain = vector.request.find("chain");
            const auto of = vector.request.find("scheme");
            const auto status = vector.expect.find("status");
            if (!chain || !of || of->text() != scheme || status->text() != "valid") continue;
            for (const auto &notation : notations(
                     context.plugin(), walletauth::text_of(chain->text()), context.scheme->id)) {
                count += try_texts(context, vector, notation);
            }
        }
    }
    if (count == 0) return context.skip("no valid vector of this scheme has a text");
    context.note(std::to_string(count) + " texts");
}

} // namespace walletauth::conformance
