// SPDX-License-Identifier: Apache-2.0
//
// The outermost object of a typed-data document, which EIP-712 and SNIP-12 have in common: types,
// primaryType, domain and message, and no other member.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>
#include <walletauth/text/json.hpp>

namespace walletauth::typed_data {

struct Document {
    json::Value types;
    json::Value primary_type;
    json::Value domain;
    json::Value message;
};

// The member of that name and kind; WA_MALFORMED_MESSAGE without it.
[[nodiscard]] inline Result<json::Value> member(const json::Value &root, std::string_view name,
                                                json::Kind kind) {
    const auto value = root.find(name);
    if (!value) return refuse(WA_MALFORMED_MESSAGE, name, ": missing");
    if (value->kind() != kind) {
        return refuse(WA_MALFORMED_MESSAGE, name, ": found ", json::kind_name(value->kind()),
                      ", expected ", json::kind_name(kind));
    }
    return *value;
}

// Nothing of JSON: most likely a text message sent to a typed-data scheme. Empty for a document
// with a fault inside.
[[nodiscard]] inline std::string_view explain_plain_text(std::string_view text) noexcept {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && std::string_view{"{[\"\xef"}.contains(text[first])) {
        return {}; // the last begins a byte order mark, which the reader names
    }
    return R"(message is no JSON (byte 0): give the typed-data document as {"json": {...}})";
}

// WA_MALFORMED_MESSAGE names the member that is missing, of another kind, or unknown.
[[nodiscard]] inline Result<Document> read_document(const json::Value &root) {
    if (root.kind() == json::Kind::string) {
        return refuse(WA_MALFORMED_MESSAGE,
                      "found a JSON string, expected a typed-data object: ", "decode it once more");
    }
    if (root.kind() != json::Kind::object) {
        return refuse(WA_MALFORMED_MESSAGE, "found ", json::kind_name(root.kind()),
                      ", expected a typed-data object");
    }
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto name = root.name(i);
        if (name != "types" && name != "primaryType" && name != "domain" && name != "message") {
            return refuse(WA_MALFORMED_MESSAGE, root.at(i).path(),
                          ": unknown member of the document");
        }
    }
    const auto types = member(root, "types", json::Kind::object);
    if (!types) return std::unexpected(types.error());
    const auto primary_type = member(root, "primaryType", json::Kind::string);
    if (!primary_type) return std::unexpected(primary_type.error());
    const auto domain = member(root, "domain", json::Kind::object);
    if (!domain) return std::unexpected(domain.error());
    const auto message = member(root, "message", json::Kind::object);
    if (!message) return std::unexpected(message.error());
    return Document{*types, *primary_type, *domain, *message};
}

} // namespace walletauth::typed_data
