// SPDX-License-Identifier: Apache-2.0
/// What a scheme takes as a message that signs it bare: without a prefix of its own that no other
/// protocol has. Under such a scheme a signature made for something else, a transaction of another
/// chain or its hash, would count as a log-in. There is no list of these: strict means text. Two
/// kinds of chains sign text, too, and these are told by the names of its members.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>

#include <cstdint>
#include <expected>
#include <span>

namespace walletauth {

enum class MessageKind : std::uint8_t { text, bytes };

/// The parameter that lets a service take bytes: `text` (the default) or `bytes`. It widens what is
/// accepted, so it is the service's alone.
inline constexpr wa_parameter_info message_kind_info{
    sizeof(wa_parameter_info),
    WA_PARAMETER_TEXT,
    WA_ROLE_SERVICE,
    0,
    text_of("message_kind"),
    text_of("text (the default); or bytes: a message that is no text is taken, too"),
    8};

/// What the request's parameter says; WA_MALFORMED_PARAMS for another value.
[[nodiscard]] Result<MessageKind> read_message_kind(const wa_request &request) noexcept;

/// WA_REJECTED_POLICY if the message is no plain text (text.hpp) and the service expects text.
[[nodiscard]] Result<void> check_bare_message(std::span<const std::uint8_t> message,
                                              MessageKind kind) noexcept;

/// True if `message` is a JSON object that has account_number, chain_id, msgs and sequence,
/// whatever else is in it: an amino document, which Cosmos chains sign as a transaction by
/// secp256k1 over sha256 (cosmos-sdk, StdSignDoc; BNB Beacon Chain, StdSignMsg). Values are not
/// looked at.
[[nodiscard]] bool is_amino_document(std::span<const std::uint8_t> message) noexcept;

/// True if `message` is a JSON object that has nonce, value, receiver, sender, gasPrice, gasLimit,
/// chainID and version, whatever else is in it: MultiversX signs this text as a transaction by
/// Ed25519 (docs.multiversx.com, "Signing transactions"). Values are not looked at.
[[nodiscard]] bool is_multiversx_transaction(std::span<const std::uint8_t> message) noexcept;

} // namespace walletauth
