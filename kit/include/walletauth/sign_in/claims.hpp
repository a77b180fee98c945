// SPDX-License-Identifier: Apache-2.0
/// What a sign-in text claims, and its JSON (sign_in.h).
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace walletauth::sign_in {

/// A time as it is written in a text, and what it says.
template <class Text>
struct BasicTime {
    Text text;                ///< RFC 3339, as signed
    std::int64_t seconds = 0; ///< since 1970-01-01T00:00:00Z, rounded down

    bool operator==(const BasicTime &) const = default;
};
using Time = BasicTime<std::string>;

/// Reads a time of RFC 3339 in its one strict spelling: upper-case T and Z, no second 60, 1 to 9
/// digits of a fraction, a date that exists, an offset of at most 23:59. Linear.
[[nodiscard]] std::optional<Time> read_time(std::string_view text);
/// The seconds of such a time.
[[nodiscard]] std::optional<std::int64_t> seconds_of(std::string_view text) noexcept;

/// Absent and empty differ.
template <class Text>
struct BasicClaims {
    std::optional<Text> account;      ///< bare, as written
    std::optional<Text> callback_url; ///< NEP-413
    std::optional<std::string> chain; ///< CAIP-2, which few texts spell
    std::optional<Text> domain;       ///< host[:port]
    std::optional<BasicTime<Text>> expiration_time;
    std::optional<BasicTime<Text>> issued_at;
    std::optional<Text> nonce;
    std::optional<BasicTime<Text>> not_before;
    std::optional<Text> request_id;
    std::optional<std::vector<Text>> resources;
    std::optional<Text> scheme; ///< of a URI, before the domain
    std::optional<Text> statement;
    std::optional<Text> uri;
    std::optional<Text> version;

    bool operator==(const BasicClaims &) const = default;
};
using Claims = BasicClaims<std::string>;
/// Parts of the text that was read, which must outlive them: most of what claims of their own cost
/// is the memory for each.
using ClaimsView = BasicClaims<std::string_view>;

/// The same, with texts of their own.
[[nodiscard]] Claims owned(const ClaimsView &claims);
[[nodiscard]] bool are_same(const ClaimsView &one, const Claims &other) noexcept;

/// Canonical JSON with the seconds of each time beside it; "size: ..." (WA_MALFORMED_MESSAGE) if it
/// has more than WA_CLAIMS_CAPACITY bytes.
[[nodiscard]] Result<std::string> to_json(const Claims &claims);
[[nodiscard]] Result<std::string> to_json(const ClaimsView &claims);

/// Fields of `compose`: the members above without seconds, each a string but for `resources`.
/// WA_MALFORMED_MESSAGE for anything else, with the check that an unreadable member fails.
[[nodiscard]] Result<Claims> read_fields(std::string_view json);

/// A refusal of a check: WA_MALFORMED_MESSAGE, "check: why".
template <class... Parts>
[[nodiscard]] std::unexpected<Refusal> refuse_check(std::string_view check,
                                                    const Parts &...why) noexcept {
    return refuse(WA_MALFORMED_MESSAGE, check, ": ", why...);
}

/// What a form can write as a statement.
enum class StatementRule : std::uint8_t {
    line,          ///< of EIP-4361's characters, unlike any field
    line_or_empty, ///< the same, or nothing
    words,         ///< printable ASCII in any lines, and not empty
};
/// Whether every form that has statements can write this one: not empty, at most 1,000 bytes of
/// EIP-4361's characters, unlike any field. WA_MALFORMED_MESSAGE, "statement: why".
[[nodiscard]] Result<void> check_statement(std::string_view statement);
/// `by_reader` is why a form's reader refuses the text that was written of these claims. Whoever
/// gave them has not seen that text: where one claim alone is at fault, it is named instead, with
/// what to do.
[[nodiscard]] std::unexpected<Refusal> refuse_unwritten(const Claims &claims, StatementRule rule,
                                                        const Refusal &by_reader);
/// Of a form whose text can't do without one.
[[nodiscard]] std::unexpected<Refusal> refuse_without_account() noexcept;

/// At most 4,096 bytes of 0x20 to 0x7e and line feeds; the checks "size" and "charset".
[[nodiscard]] Result<void> check_characters(std::string_view text) noexcept;
/// A plain host[:port]: lower-case ASCII labels or an IPv6 address in brackets, a port without
/// leading zeros; no userinfo, no trailing dot, no percent. At most 260 bytes.
[[nodiscard]] bool is_domain(std::string_view text) noexcept;
/// A URI of RFC 3986, section 3, with its scheme.
[[nodiscard]] bool is_uri(std::string_view text) noexcept;
/// *( reserved / unreserved / " " ) of RFC 3986, as EIP-4361 has it.
[[nodiscard]] bool is_statement(std::string_view text) noexcept;
/// *pchar of RFC 3986.
[[nodiscard]] bool is_request_id(std::string_view text) noexcept;
/// Eight or more letters and digits.
[[nodiscard]] bool is_nonce(std::string_view text) noexcept;

} // namespace walletauth::sign_in
