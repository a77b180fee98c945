// SPDX-License-Identifier: Apache-2.0
#include "notations.hpp"

namespace walletauth::conformance {

bool is_valid_of(const Vector &vector, const wa_scheme &scheme) {
    const auto name = vector.request.find("scheme");
    return name && name->text() == view(scheme.id) &&
           vector.expect.find("status")->text() == "valid";
}

std::optional<std::string> notation_text(const Vector &vector, const Notation &notation) {
    const auto value = vector.request.find(notation.member);
    // White space around an array is JSON's own.
    if (!value || value->kind() != json::Kind::string || value->text().starts_with('['))
        return std::nullopt;
    return std::string{value->text()};
}

std::optional<Bytes> read_notation(const Context &context, const Vector &vector,
                                   const Notation &notation, std::string_view what,
                                   std::string_view text) {
    const auto &adapter = context.subject.adapter();
    const auto chain = vector.request.find("chain")->text();
    const auto scheme = view(context.scheme->id);
    begin_step(vector.id, std::string{notation.function} + std::string{what});
    if (notation.member == "account") {
        const auto account = adapter.normalize_account(chain, text);
        return account ? std::optional{bytes_from(*account)} : std::nullopt;
    }
    const auto bytes = notation.member == "signature"
                           ? adapter.parse_signature(chain, scheme, text)
                           : adapter.parse_public_key(chain, scheme, text);
    return bytes ? std::optional{*bytes} : std::nullopt;
}

} // namespace walletauth::conformance
