// SPDX-License-Identifier: Apache-2.0
#include "nep413_kwil.hpp"

#include "account.hpp"
#include "kwil_blob.hpp"
#include "payload.hpp"

#include "core/support/base64.hpp"
#include "core/support/hex.hpp"
#include "core/support/text.hpp"

namespace walletauth::near {
namespace {

/// The text that the wallet was given to sign.
Result<std::string> signed_text(const wa_request &request) {
    const auto bytes = view(request.message);
    const auto encoding = text_parameter(request, "message_encoding").value_or("text");
    if (encoding == "base64") return encode_base64(bytes);
    if (encoding != "text") {
        return refuse(WA_MALFORMED_PARAMS, "message_encoding is ", encoding,
                      ", expected text or base64");
    }
    return std::string{reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

std::expected<void, Refusal> check_identity(const wa_request &request) noexcept {
    const auto identity = text_parameter(request, "identity").value_or("hex");
    if (identity == "hex" || identity == "key") return {};
    return refuse(WA_MALFORMED_PARAMS, "identity is ", identity, ", expected hex or key");
}

/// What kwil-db overlooks, and a wallet never writes.
std::expected<void, Refusal> check_strict(const KwilBlob &blob, std::string_view text) noexcept {
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

} // namespace

Result<Proof> Nep413Kwil::verify(const wa_request &request) const {
    if (auto good = check_chain(view(request.chain)); !good) return std::unexpected(good.error());
    if (auto good = check_claim(request); !good) return std::unexpected(good.error());
    const auto claim = view(request.account);
    Key key;
    if (request.public_key.size != 0) {
        const auto given = read_key(view(request.public_key));
        if (!given) return std::unexpected(given.error());
        key = *given;
    } else if (kind_of(claim) != AccountKind::implicit ||
               !decode_hex_into(claim, std::span{key.storage}.first(32))) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "account ", claim,
                      " needs the public key beside it");
    }
    const auto text = signed_text(request);
    if (!text) return std::unexpected(text.error());
    if (auto good = check_identity(request); !good) return std::unexpected(good.error());
    const auto blob = read_kwil_blob(view(request.signature));
    if (!blob) return std::unexpected(blob.error());
    const bool compat = (request.flags & WA_REQUEST_COMPAT) != 0;
    if (!compat) {
        if (!is_utf8(*text)) return refuse(WA_MALFORMED_MESSAGE, "message is not UTF-8");
        if (auto good = check_strict(*blob, *text); !good) return std::unexpected(good.error());
    }
    if (const auto expected = text_parameter(request, "recipient");
        expected && *expected != blob->recipient) {
        return refuse(WA_REJECTED_POLICY, "recipient is ", blob->recipient, ", expected ",
                      *expected);
    }
    // kwil-db's Borsh reader gives "" for an absent callback, and so signs neither.
    const Payload payload{*text, blob->nonce.first<32>(), blob->recipient,
                          blob->callback_url.empty() ? std::nullopt
                                                     : std::optional{blob->callback_url}};
    if (auto good = verify_signature(key, blob->signature, payload_hash(payload),
                                     compat ? Reading::nearcore : Reading::strict);
        !good) {
        return std::unexpected(good.error());
    }
    Proof proof;
    (void)proof.account.assign(derived_account(key));
    (void)proof.public_key.assign(key.bytes());
    return proof;
}

Result<std::vector<std::uint8_t>> Nep413Kwil::parse_signature(std::string_view, std::string_view,
                                                              std::string_view text) const {
    auto hex = decode_hex(text);
    auto base64 = decode_base64(text);
    const bool hex_fits = hex && read_kwil_blob(*hex);
    const bool base64_fits = base64 && read_kwil_blob(*base64);
    if (hex_fits != base64_fits) return hex_fits ? std::move(*hex) : std::move(*base64);
    return refuse(WA_MALFORMED_SIGNATURE, "signature of ", text.size(), " characters is ",
                  hex_fits ? "both" : "neither", " hex and base64 of a kwil blob");
}

} // namespace walletauth::near
