// SPDX-License-Identifier: Apache-2.0
#include "nep413_kwil.hpp"

#include "account.hpp"
#include "claim.hpp"
#include "kwil_blob.hpp"
#include "notation.hpp"
#include "payload.hpp"
#include "shown.hpp"

#include <walletauth/request/parameters.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/byte_array.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::near {
namespace {

/// The text that the wallet was given to sign.
Result<std::string> signed_text(const wa_request &request) {
    const auto bytes = view(request.message);
    const auto encoding = Parameters{request}.word("message_encoding", {"text", "base64"});
    if (!encoding) return std::unexpected(encoding.error());
    return *encoding == "base64" ? encode_base64(bytes) : std::string{as_text(bytes)};
}

Result<void> check_identity(const wa_request &request) noexcept {
    const auto identity = Parameters{request}.word("identity", {"hex", "key"});
    return identity ? Result<void>{} : std::unexpected(identity.error());
}

/// What kwil-db overlooks, and a wallet never writes.
Result<void> check_strict(const KwilBlob &blob, std::string_view text) noexcept {
    if (blob.option > 1) {
        return refuse(WA_MALFORMED_SIGNATURE, "option byte is ", blob.option, ", expected 0 or 1");
    }
    if (blob.trailing != 0) {
        return refuse(WA_MALFORMED_SIGNATURE, blob.trailing, " bytes stand behind the payload");
    }
    if (!is_utf8(blob.recipient) || !is_utf8(blob.callback_url)) {
        return refuse(WA_MALFORMED_SIGNATURE, "a text of the payload is not UTF-8");
    }
    if (blob.tag != nep413_tag) {
        return refuse(WA_REJECTED_SIGNATURE, "tag is ", blob.tag, ", expected ", nep413_tag);
    }
    if (blob.message != text) {
        return refuse(WA_REJECTED_SIGNATURE, "the signature carries another message");
    }
    return {};
}

/// What a signature that does not match may come from.
std::string_view mismatch_hint(const wa_request &request, const Payload &payload) noexcept {
    const bool text = Parameters{request}.text("message_encoding").value_or("text") == "text";
    if (payload.callback_url) {
        return text ? "; message_encoding is text, the blob has a callback_url"
                    : "; message_encoding is base64, the blob has a callback_url";
    }
    return text ? "; message_encoding is text, the blob has no callback_url"
                : "; message_encoding is base64, the blob has no callback_url";
}

Result<KwilBlob> no_blob() noexcept {
    return refuse(WA_MALFORMED_SIGNATURE, "signature is no hex and no padded base64");
}

Result<Proof> verify(const wa_request &request) {
    if (auto good = check_chain(view(request.chain)); !good) return std::unexpected(good.error());
    if (auto good = check_claim(request); !good) return std::unexpected(good.error());
    const auto key = key_of(request);
    if (!key) return std::unexpected(key.error());
    const auto text = signed_text(request);
    if (!text) return std::unexpected(text.error());
    if (auto good = check_identity(request); !good) return std::unexpected(good.error());
    const Rule rule = rule_of(request);
    if (rule == Rule::strict && !is_utf8(*text))
        return refuse(WA_MALFORMED_MESSAGE, "message is not UTF-8");
    const auto blob = read_kwil_blob(view(request.signature));
    if (!blob) return std::unexpected(blob.error());
    if (rule == Rule::strict) {
        if (auto good = check_strict(*blob, *text); !good) return std::unexpected(good.error());
    }
    if (const auto expected = Parameters{request}.text("recipient");
        expected && *expected != blob->recipient) {
        return refuse(WA_REJECTED_POLICY, "recipient is \"", shown<44>(blob->recipient).view(),
                      "\", expected \"", shown<44>(*expected).view(), '"');
    }
    // kwil-db's Borsh reader gives "" for an absent callback, and so signs neither.
    const Payload payload{*text, blob->nonce.first<32>(), blob->recipient,
                          blob->callback_url.empty() ? std::nullopt
                                                     : std::optional{blob->callback_url}};
    if (auto good = verify_signature(*key, blob->signature, payload_hash(payload), rule,
                                     mismatch_hint(request, payload));
        !good) {
        return std::unexpected(good.error());
    }
    Proof proof;
    (void)proof.account.assign(derived_account(*key));
    (void)proof.public_key.assign(key->bytes());
    return proof;
}

Result<std::vector<std::uint8_t>> parse_signature(std::string_view text) {
    if (text.starts_with('[')) {
        if (auto bytes = decode_byte_array(text, max_kwil_blob_size)) return std::move(*bytes);
        return refuse(WA_MALFORMED_SIGNATURE,
                      "signature is no JSON array of numbers from 0 to 255");
    }
    auto hex = decode_hex(text);
    auto base64 = decode_base64(text);
    const auto hex_blob = hex ? read_kwil_blob(*hex) : no_blob();
    const auto base64_blob = base64 ? read_kwil_blob(*base64) : no_blob();
    if (hex_blob.has_value() != base64_blob.has_value()) {
        return hex_blob ? std::move(*hex) : std::move(*base64);
    }
    if (const auto odd =
            find_odd_character(WA_MALFORMED_SIGNATURE, "signature", text, Base64::possible)) {
        return std::unexpected(*odd);
    }
    if (hex_blob)
        return refuse(WA_MALFORMED_SIGNATURE, "signature is a kwil blob as hex and base64");
    // Hex digits are of base64's alphabet, too: what is all hex was meant as such.
    if (hex) return std::unexpected(hex_blob.error());
    return std::unexpected(base64_blob.error());
}

} // namespace

constexpr SchemeVerifier nep413_kwil_verifier{
    {.verify = &verify,
     .notation = {&parse_signature, &parse_public_key_text, &format_public_key}}};

} // namespace walletauth::near
