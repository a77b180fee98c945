// SPDX-License-Identifier: Apache-2.0
// What a node is asked about a contract account, and its answers, byte for byte: the probe, and
// the plain questions where a node runs no init code. contract-accounts.md explains both.
#pragma once

#include "address.hpp"
#include "erc6492.hpp"

#include <walletauth/hash/keccak.hpp>
#include <walletauth/interface.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace walletauth::evm {

/// What isValidSignature is asked (ERC-1271), and by which way the account may be deployed first.
struct AccountQuestion {
    Address account{};
    Hash256 hash{};
    std::span<const std::uint8_t> signature;
    const Wrapper *deployment = nullptr; ///< its factory may be called; NULL: none
    bool prepares = false;               ///< also after an account with code said no
};

/// The block as an element of `params`, in canonical JSON: "finalized" if `block` is empty, a
/// quantity for a decimal height of at most 20 digits, EIP-1898 for 0x and 64 lower-case hex
/// digits. Anything else is WA_MALFORMED_REQUEST.
[[nodiscard]] Result<std::string> block_parameter(std::string_view block);

/// Canonical JSON calls. `block` is what block_parameter gives.
[[nodiscard]] std::string probe_query(const AccountQuestion &question, const std::string &block);
[[nodiscard]] std::string chain_query();
[[nodiscard]] std::string code_query(const Address &account, const std::string &block);
[[nodiscard]] std::string call_query(const AccountQuestion &question, const std::string &block);

enum class Outcome : std::uint8_t {
    no_code = 0,
    magic = 1,    ///< the account says yes
    another = 2,  ///< it answered something else
    reverted = 3, ///< it refused
    spent = 4     ///< the gas was used up, so whatever came back is no answer
};

/// What a node said of the account.
struct AccountState {
    Outcome outcome = Outcome::no_code;
    bool has_code = false;       ///< before anything was called
    bool is_delegated = false;   ///< the code is a delegation by EIP-7702
    bool is_token_bound = false; ///< the code is a proxy of ERC-6551
    std::string height;          ///< decimal; empty if the node did not say
};

/// The probe's result: six words. `reference` is the chain's decimal number. Anything else than
/// the whole answer of this probe on this chain is WA_ERROR_EVIDENCE.
[[nodiscard]] Result<AccountState> read_probe(const wa_evidence &answer,
                                              std::string_view reference);

/// WA_ERROR_EVIDENCE unless the answer is a JSON object, as what a node refuses with is. Which one
/// does not matter: clients spell it in many ways.
[[nodiscard]] Result<void> check_error(const wa_evidence &answer);

/// The answers to the three plain questions; WA_ERROR_EVIDENCE as above. An account without code
/// is not asked, so `call` is not read then. `probe` is what the node refused the probe with: one
/// that had no gas for it has none to spare for the account, whose "no" then is of what ran out.
[[nodiscard]] Result<AccountState> read_plain(const wa_evidence &probe, const wa_evidence &chain,
                                              const wa_evidence &code, const wa_evidence &call,
                                              std::string_view reference);

} // namespace walletauth::evm
