// SPDX-License-Identifier: Apache-2.0
#include "eip191.hpp"

#include "notation.hpp"
#include "ownership.hpp"

#include <walletauth/request/bare_message.hpp>
#include <walletauth/text/text.hpp>

#include <array>
#include <charconv>

namespace walletauth::evm {
namespace {

/// A digest that a contract or another protocol hands out to be signed, such as that of a Safe's
/// transaction, has 32 bytes; a text of 32 bytes is a text.
bool may_be_a_digest(std::span<const std::uint8_t> message) noexcept {
    constexpr std::size_t digest_size = 32;
    return message.size() == digest_size && !is_plain_text(message);
}

} // namespace

Hash256 eip191_hash(std::span<const std::uint8_t> message) noexcept {
    constexpr std::string_view prefix = "\x19"
                                        "Ethereum Signed Message:\n";
    std::array<char, 20> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), message.size()).ptr;
    Keccak256 hasher;
    hasher.update(as_bytes(prefix));
    hasher.update(as_bytes({digits.data(), static_cast<std::size_t>(end - digits.data())}));
    hasher.update(message);
    return hasher.finish();
}

namespace {

Result<Statement> read_statement(const wa_request &request) noexcept {
    const auto kind = read_message_kind(request);
    if (!kind) return std::unexpected(kind.error());
    const auto message = view(request.message);
    Statement statement{.digest = eip191_hash(message), .hashes = {}, .flags = 0, .policy = {}};
    if (*kind == MessageKind::text && rule_of(request) == Rule::strict &&
        may_be_a_digest(message)) {
        statement.policy =
            make_refusal(WA_REJECTED_POLICY, "message is 32 bytes that are no text, such as a ",
                         "hash: message_kind bytes lets it pass");
    }
    return statement;
}

} // namespace

constexpr SchemeVerifier eip191_verifier{{.verify = &verify_statement<&read_statement>,
                                          .notation = hex_notation,
                                          .evidence_queries = &statement_queries<&read_statement>}};

} // namespace walletauth::evm
