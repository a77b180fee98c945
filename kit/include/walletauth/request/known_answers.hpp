// SPDX-License-Identifier: Apache-2.0
/// A plugin's self-test: questions whose answers are known, asked whenever a host loads the plugin.
/// They show that the libraries of this machine answer as those of every other one. So they hold
/// what must be valid, and where versions of a library differ also what must not be.
///
/// A self-test is one or more tables. Facts are yes or no; requests go through a scheme's verifier;
/// a table of another shape is asked by a function of its own.
///
///     constexpr KnownFact facts[]{{"SHA-512/256 of abc", [] { return hash("abc") == published;
///     }}}; constexpr KnownRequest requests[]{
///         {.name = "RFC 8032, test 1", .account = "d75a...", .signature = "e556..."},
///         {.name = "S + L", .account = "d75a...", .signature = "...", .status =
///         WA_REJECTED_SIGNATURE},
///     };
///
///     Result<void> self_test() {
///         if (auto good = check_known_answers(facts); !good) return good;
///         return check_known_answers(verifier, "example:main", requests);
///     }
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace walletauth {

struct KnownFact {
    std::string_view name;
    bool (*holds)();
};

/// A request and the status that it must get. Texts are in the scheme's notation; what is left out
/// is empty. `derived` is accepted and nothing else. The account is compared with the proven one,
/// as the kit does when a host asks.
struct KnownRequest {
    std::string_view name;
    std::string_view account{};
    std::string_view public_key{};
    std::string_view message{}; ///< the bytes, as wa_request has them
    std::string_view signature{};
    std::uint32_t status = WA_OK;
    std::uint32_t flags = 0; ///< WA_REQUEST_COMPAT
    std::span<const wa_parameter> parameters{};
};

/// WA_ERROR_INTERNAL, with the name of the first fact that does not hold.
[[nodiscard]] Result<void> check_known_answers(std::span<const KnownFact> facts);

/// WA_ERROR_INTERNAL, with the name of the first request that got another status, and which. A key
/// or signature that cannot be read has the status of its parser.
[[nodiscard]] Result<void> check_known_answers(const SignatureVerifier &verifier,
                                               std::string_view chain,
                                               std::span<const KnownRequest> requests);

/// One answer: WA_ERROR_INTERNAL with its name, unless it is the expected one.
[[nodiscard]] Result<void> check_known_answer(std::string_view name, std::uint32_t status,
                                              std::uint32_t expected);

/// The same of a table whose rows have a `name` and a `status`; `ask` gives the status of a row.
template <class Row, std::size_t size, class Ask>
[[nodiscard]] Result<void> check_known_answers(const Row (&rows)[size], Ask ask) {
    for (const Row &row : rows) {
        if (auto good = check_known_answer(row.name, ask(row), row.status); !good) return good;
    }
    return {};
}

/// The status of an answer, for `ask`.
template <class T>
[[nodiscard]] std::uint32_t status_of(const Result<T> &result) noexcept {
    return result ? static_cast<std::uint32_t>(WA_OK) : result.error().status;
}

} // namespace walletauth
