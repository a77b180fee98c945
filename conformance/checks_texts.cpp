// SPDX-License-Identifier: Apache-2.0
// A text is a signature, a key or an account, or it is none: nothing around it is skipped.
#include "check.hpp"

#include <optional>

namespace walletauth::conformance {
namespace {

/// A member of a request, and the function that reads it.
struct Notation {
    std::string_view member;
    std::string_view function;
};
constexpr Notation notations[]{{"signature", "parse_signature"},
                               {"public_key", "parse_public_key"},
                               {"account", "normalize_account"}};

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

/// What the plugin reads; nothing if it refuses.
std::optional<Bytes> read(const Context &context, const Vector &vector, const std::string &call,
                          std::string_view member, std::string_view text) {
    const auto &adapter = context.subject.adapter();
    const auto chain = vector.request.find("chain")->text();
    const auto scheme = view(context.scheme->id);
    begin_step(vector.id, call);
    if (member == "account") {
        const auto account = adapter.normalize_account(chain, text);
        return account ? std::optional{bytes_from(*account)} : std::nullopt;
    }
    const auto bytes = member == "signature" ? adapter.parse_signature(chain, scheme, text)
                                             : adapter.parse_public_key(chain, scheme, text);
    return bytes ? std::optional{*bytes} : std::nullopt;
}

/// How many texts were tried.
std::size_t try_texts(Context &context, const Vector &vector, const Notation &notation) {
    const auto value = vector.request.find(notation.member);
    // White space around an array is JSON's own.
    if (!value || value->kind() != json::Kind::string || value->text().starts_with('[')) return 0;
    const std::string text{value->text()};
    const std::string function{notation.function};
    const auto plain = read(context, vector, function, notation.member, text);
    if (!plain) return 0;
    for (const auto &[before, behind, what] : rubbish) {
        const auto call = function + std::string{what};
        const auto around = std::string{before} + text + std::string{behind};
        if (read(context, vector, call, notation.member, around) != plain) continue;
        context.fail("notation", vector.id, call, "malformed", "the same as without it");
    }
    return std::size(rubbish);
}

} // namespace

void check_texts(Context &context) {
    std::size_t count = 0;
    for (const auto &file : context.files) {
        for (const auto &vector : file.vectors()) {
            const auto scheme = vector.request.find("scheme");
            const bool ours = scheme && scheme->text() == view(context.scheme->id);
            if (!ours || vector.expect.find("status")->text() != "valid") continue;
            for (const auto &notation : notations)
                count += try_texts(context, vector, notation);
        }
    }
    if (count == 0) return context.skip("no valid vector of this scheme has a text");
    context.note(std::to_string(count) + " texts");
}

} // namespace walletauth::conformance
