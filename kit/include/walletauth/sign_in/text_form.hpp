// SPDX-License-Identifier: Apache-2.0
/// Sign-in texts of lines: EIP-4361 and its relatives. A form is a row of a table; one reader and
/// one writer serve them all. A new chain writes a row:
///
///     constexpr sign_in::TextForm example_form{.wallet_name = "Example",
///                                              .is_account = &is_example_address,
///                                              .chain_of = &chain_of_text,
///                                              .text_of = &text_of_chain};
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/sign_in/claims.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace walletauth::sign_in {

/// The lines behind the statement.
enum class Field : std::uint8_t {
    uri,
    version,
    chain,
    nonce,
    issued_at,
    expiration_time,
    not_before,
    request_id,
    resources
};
inline constexpr std::size_t field_count = 9;
using FieldOrder = std::array<Field, field_count>;

/// EIP-4361, and most namespaces of CAIP-122.
inline constexpr FieldOrder eip4361_order{
    Field::uri,        Field::version,    Field::chain,
    Field::nonce,      Field::issued_at,  Field::expiration_time,
    Field::not_before, Field::request_id, Field::resources};
/// CAIP-122's own template: the chain after the request's id.
inline constexpr FieldOrder caip122_order{
    Field::uri,        Field::version,    Field::nonce, Field::issued_at, Field::expiration_time,
    Field::not_before, Field::request_id, Field::chain, Field::resources};

/// A set of fields, for what a form demands.
template <class... Fields>
[[nodiscard]] constexpr std::uint32_t fields(Fields... each) noexcept {
    return (0U | ... | (1U << static_cast<unsigned>(each)));
}
inline constexpr std::uint32_t eip4361_needs =
    fields(Field::uri, Field::version, Field::chain, Field::nonce, Field::issued_at);

/// The empty lines between the account and the fields where there is no statement.
enum class Blank : std::uint8_t {
    two,        ///< EIP-4361; three around an empty statement
    one,        ///< and no empty statement
    one_or_two, ///< wallets differ; one is written
};

/// One form. A constant.
struct TextForm {
    /// "... with your X account:"; empty: any name is read, and none can be written without
    /// `written_name`.
    std::string_view wallet_name;
    /// Written in the place of an empty wallet_name.
    std::string_view written_name{};
    FieldOrder order = eip4361_order;
    std::uint32_t needs = eip4361_needs; ///< fields() that must be there
    Blank blank = Blank::two;
    bool has_scheme = false; ///< "https://" may stand before the domain
    /// Whether a text is an account of the request's chain, in a spelling that is read.
    bool (*is_account)(std::string_view text, std::string_view chain);
    /// The CAIP-2 chain of a "Chain ID", and the other way round; nothing if there is none.
    std::optional<std::string> (*chain_of)(std::string_view text);
    std::optional<std::string> (*text_of)(std::string_view chain);
};

/// What a text claims. The checks, in this order: size, charset, grammar, domain, account,
/// statement, resources, then the other fields by their names. `chain` is the request's. Linear.
[[nodiscard]] Result<Claims> read_text(const TextForm &form, std::string_view chain,
                                       std::string_view text);
/// The same as parts of `text`, which must outlive them.
[[nodiscard]] Result<ClaimsView> view_text(const TextForm &form, std::string_view chain,
                                           std::string_view text);
/// The same as JSON.
[[nodiscard]] Result<std::string> read_text_json(const TextForm &form, std::string_view chain,
                                                 std::string_view text);

/// The text with these claims. Whatever read_text would refuse, or read as other claims, is
/// refused: WA_MALFORMED_MESSAGE. A missing version is "1", a missing chain is `chain`.
[[nodiscard]] Result<std::string> compose_text(const TextForm &form, std::string_view chain,
                                               const Claims &claims);

} // namespace walletauth::sign_in
