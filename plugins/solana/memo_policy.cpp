// SPDX-License-Identifier: Apache-2.0
#include "memo_policy.hpp"

#include "account.hpp"

#include <algorithm>
#include <array>

namespace walletauth::solana {
namespace {

// MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr
constexpr Key memo_program{0x05, 0x4a, 0x53, 0x5a, 0x99, 0x29, 0x21, 0x06, 0x4d, 0x24, 0xe8,
                           0x71, 0x60, 0xda, 0x38, 0x7c, 0x7c, 0x35, 0xb5, 0xdd, 0xbc, 0x92,
                           0xbb, 0x81, 0xe4, 0x1f, 0xa8, 0x40, 0x41, 0x05, 0x44, 0x8d};
// ComputeBudget111111111111111111111111111111
constexpr Key compute_budget_program{
    0x03, 0x06, 0x46, 0x6f, 0xe5, 0x21, 0x17, 0x32, 0xff, 0xec, 0xad, 0xba, 0x72, 0xc3, 0x9b, 0xe7,
    0xbc, 0x8c, 0xe5, 0xbb, 0xc5, 0xf7, 0x12, 0x6b, 0x2c, 0x43, 0x9b, 0x3a, 0x40, 0x00, 0x00, 0x00};
// L2TExMFKdjpN9kozasaurPirfHy9P8sbXoAN1qA3S95
constexpr Key lighthouse_program{0x04, 0xdf, 0xad, 0x79, 0x62, 0xff, 0xb1, 0xdd, 0x92, 0x5d, 0x0a,
                                 0x9f, 0xb5, 0xe6, 0xd0, 0x0c, 0xe6, 0x19, 0x5b, 0xa8, 0xbb, 0x3a,
                                 0x91, 0xfd, 0x07, 0xef, 0x98, 0x60, 0xc5, 0xe9, 0x7b, 0xb8};

// ComputeBudget: the instruction's number and a little-endian u32 or u64.
constexpr std::uint8_t set_compute_unit_limit = 2;
constexpr std::uint8_t set_compute_unit_price = 3;

// Lighthouse: the instructions that only compare. 0 and 1 write memory accounts; 16 and later call
// other programs.
constexpr std::uint8_t first_lighthouse_assertion = 2;
constexpr std::uint8_t last_lighthouse_assertion = 15;

using Check = Result<void>;

// What one walk over the instructions collects.
struct Seen {
    bool memo = false;
    bool unit_limit = false;
    bool unit_price = false;
    Bytes memo_text;
    std::array<bool, 256> used{}; // keys that something uses
};

[[nodiscard]] bool mark_first(bool &seen) noexcept {
    const bool first = !seen;
    seen = true;
    return first;
}

Check check_memo(const Instruction &instruction, Seen &seen) noexcept {
    if (!mark_first(seen.memo)) {
        return refuse(WA_REJECTED_POLICY, "transaction has more than one memo");
    }
    const auto accounts = instruction.accounts;
    if (!accounts.empty() && (accounts.size() != 1 || accounts[0] != 0)) {
        return refuse(WA_REJECTED_POLICY, "memo names other accounts than its signer");
    }
    seen.memo_text = instruction.data;
    return {};
}

Check check_compute_budget(const Instruction &instruction, Seen &seen) noexcept {
    const auto data = instruction.data;
    const int number = data.empty() ? -1 : data[0];
    const bool limit = number == set_compute_unit_limit && data.size() == 5;
    const bool price = number == set_compute_unit_price && data.size() == 9;
    if ((!limit && !price) || !instruction.accounts.empty()) {
        return refuse(WA_REJECTED_POLICY, "ComputeBudget instruction ", number, " of ", data.size(),
                      " bytes, expected a unit limit or price without accounts");
    }
    if (!mark_first(limit ? seen.unit_limit : seen.unit_price)) {
        return refuse(WA_REJECTED_POLICY, "ComputeBudget instruction ", number, " is there twice");
    }
    return {};
}

Check check_lighthouse(const Instruction &instruction) noexcept {
    const int number = instruction.data.empty() ? -1 : instruction.data[0];
    if (number >= first_lighthouse_assertion && number <= last_lighthouse_assertion) return {};
    return refuse(WA_REJECTED_POLICY, "Lighthouse instruction ", number,
                  ", expected an assertion, 2 to 15");
}

Check check_instruction(const TransactionMessage &message, const Instruction &instruction,
                        Seen &seen) {
    const auto program = message.key(instruction.program);
    seen.used[instruction.program] = true;
    for (const std::uint8_t account : instruction.accounts)
        seen.used[account] = true;
    if (std::ranges::equal(program, memo_program)) return check_memo(instruction, seen);
    if (std::ranges::equal(program, compute_budget_program)) {
        return check_compute_budget(instruction, seen);
    }
    if (std::ranges::equal(program, lighthouse_program)) return check_lighthouse(instruction);
    return refuse(WA_REJECTED_POLICY, "transaction runs program ", format_account(program).view());
}

} // namespace

Result<Bytes> memo_of(const TransactionMessage &message) {
    if (message.required_signatures != 1) {
        return refuse(WA_REJECTED_POLICY, "transaction has ", message.required_signatures,
                      " signers, expected the account alone");
    }
    if (message.lookup_tables != 0) {
        return refuse(WA_REJECTED_POLICY, "transaction uses ", message.lookup_tables,
                      " address lookup tables");
    }
    Seen seen;
    seen.used[0] = true; // pays
    for (const auto &instruction : message.instructions) {
        if (auto good = check_instruction(message, instruction, seen); !good) {
            return std::unexpected(good.error());
        }
    }
    for (std::size_t i = 0; i < message.key_count(); ++i) {
        if (!seen.used[i]) {
            return refuse(WA_REJECTED_POLICY, "transaction names ",
                          format_account(message.key(i)).view(), " and does not use it");
        }
    }
    if (!seen.memo) return refuse(WA_REJECTED_POLICY, "transaction has no memo");
    return seen.memo_text;
}

} // namespace walletauth::solana
