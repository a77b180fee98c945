// SPDX-License-Identifier: Apache-2.0
// A text is a signature, a key or an account, or it is none: nothing around it is skipped.
#include "check.hpp"
#include "notations.hpp"

namespace walletauth::conformance {
namespace {

struct Around {
    std::string_view before;
    std::string_view behind;
    std::string_view what;
};
constexpr Around rubbish[]{{" ", "", " with a space before it"},
                           {"\xef\xbb\xbf", "", " with a byte order mark before it"},
                           {"", " ", " with a space behind it"},
                           {"", "\n", " with a line feed behind it"},
                           {"", {"\0", 1}, " with a NUL behind it"},
                           {"", "~", " with ~ behind it"}};

/// How many texts were tried.
std::size_t try_texts(Context &context, const Vector &vector, const Notation &notation) {
    const auto text = notation_text(vector, notation);
    const auto plain = text ? read_notation(context, vector, notation, "", *text) : std::nullopt;
    if (!plain) return 0;
    for (const auto &[before, behind, what] : rubbish) {
        const auto around = std::string{before} + *text + std::string{behind};
        if (read_notation(context, vector, notation, what, around) != plain) continue;
        context.fail("notation", vector.id, std::string{notation.function} + std::string{what},
                     "malformed", "the same as without it");
    }
    return std::size(rubbish);
}

} // namespace

void check_texts(Context &context) {
    std::size_t count = 0;
    for (const auto &file : context.files) {
        for (const auto &vector : file.vectors()) {
            if (!is_valid_of(vector, *context.scheme)) continue;
            for (const auto &notation : notations)
                count += try_texts(context, vector, notation);
        }
    }
    if (count == 0) return context.skip("no valid vector of this scheme has a text");
    context.note(std::to_string(count) + " texts");
}

} // namespace walletauth::conformance
