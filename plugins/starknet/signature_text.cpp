// SPDX-License-Identifier: Apache-2.0
#include "signature_text.hpp"

#include "felt_array.hpp"
#include "felt_text.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/text/json_excerpt.hpp>

#include <string>

namespace walletauth::starknet {
namespace {

template <class... Parts>
std::unexpected<Refusal> malformed(const Parts &...parts) {
    return refuse(WA_MALFORMED_SIGNATURE, parts...);
}

/// starknet.js, Signature of @noble/curves: the bit that recovers R's y, which no account reads.
bool is_recovery(const json::Value &value) {
    const bool has_digit = value.kind() == json::Kind::number || value.kind() == json::Kind::string;
    return has_digit && value.text().size() == 1 && value.text()[0] >= '0' &&
           value.text()[0] <= '3';
}

Result<Felt> read_member(const json::Value &object, std::string_view name) {
    const auto member = object.find(name);
    if (!member) return malformed("signature.", name, " is missing: ", excerpt(object.source()));
    return read_json_felt(*member, WA_MALFORMED_SIGNATURE, "signature." + std::string{name},
                          Numbers::accepted);
}

/// Numbers are felts, too: the reader keeps their digits. A number that somebody else has rounded
/// is another signature, which can only fail.
Result<std::vector<Felt>> parse_object(std::string_view text) {
    const auto document = json::Document::parse(text);
    if (!document) {
        return malformed("signature is no JSON: ", document.error().reason, ": ", excerpt(text));
    }
    const auto root = document->root();
    for (std::size_t i = 0; i < root.size(); ++i) {
        const auto name = root.name(i);
        if (name == "r" || name == "s" || (name == "recovery" && is_recovery(root.at(i)))) continue;
        return malformed("signature.", excerpt(name), ": found ",
                         json::excerpt(root.at(i).source(), 24),
                         ", expected r, s and perhaps recovery (0 to 3)");
    }
    const auto r = read_member(root, "r");
    if (!r) return std::unexpected(r.error());
    const auto s = read_member(root, "s");
    if (!s) return std::unexpected(s.error());
    return std::vector{*r, *s};
}

Result<std::vector<Felt>> parse_list(std::string_view text) {
    std::vector<Felt> felts;
    for (std::size_t at = 0; at <= text.size();) {
        const auto comma = std::min(text.find(',', at), text.size());
        const auto part = text.substr(at, comma - at);
        const auto felt = read_felt_text(part);
        if (!felt) {
            const auto where = "signature[" + std::to_string(felts.size()) + ']';
            return refuse_felt(WA_MALFORMED_SIGNATURE, where, felt.error(), part);
        }
        felts.push_back(*felt);
        at = comma + 1;
    }
    return felts;
}

/// One text without a comma: a felt alone is more likely a signature that was cut.
std::unexpected<Refusal> refuse_single(std::string_view text) {
    constexpr std::string_view forms =
        ", expected an array of felts, {\"r\", \"s\"}, or felts with commas between";
    const auto felt = read_felt_text(text);
    if (felt) return malformed("signature is one felt, r or s alone", forms);
    const auto digits = text.starts_with("0x") ? text.substr(2) : text;
    const bool is_hex = digits.find_first_not_of("0123456789abcdefABCDEF") == digits.npos;
    if (is_hex && digits.size() == 128) { // Signature.toCompactHex of @noble/curves
        return malformed("signature is r and s together: give [\"0x...\", \"0x...\"]");
    }
    if (is_hex && digits.size() == 130) {
        return malformed("signature has 65 bytes, as one of secp256k1", forms);
    }
    return malformed("signature ", felt.error().view(), forms);
}

/// JSON may have blanks around it; a signature has nothing around it.
Result<void> check_end(std::string_view text) {
    const char end = text.starts_with('[') ? ']' : text.starts_with('{') ? '}' : text.back();
    if (text.ends_with(end)) return {};
    return malformed("signature ends with ", character_name(text.back()).view(), ", expected ",
                     character_name(end).view(), ": ", excerpt(text));
}

} // namespace

Result<std::vector<Felt>> parse_signature_text(std::string_view text) {
    if (text.empty()) return refuse_single(text);
    if (auto good = check_end(text); !good) return std::unexpected(good.error());
    auto felts = text.starts_with('[')
                     ? parse_felts(text, WA_MALFORMED_SIGNATURE, "signature", Numbers::accepted)
                 : text.starts_with('{') ? parse_object(text)
                 : text.contains(',')    ? parse_list(text)
                                         : refuse_single(text);
    if (felts && felts->size() > max_signature_felts) {
        return malformed("signature has ", felts->size(), " felts, the limit is ",
                         max_signature_felts);
    }
    return felts;
}

} // namespace walletauth::starknet
