// SPDX-License-Identifier: Apache-2.0
#include "chain_state_self_test.hpp"

#include "account_probe.hpp"
#include "eip191.hpp"
#include "signature.hpp"

#include <walletauth/request/known_answers.hpp>
#include <walletauth/text/hex.hpp>

#include <string>

namespace walletauth::evm {
namespace {

// Recorded from anvil 1.7.1 (vector evm-6492-ethers): an account that its factory deploys.
constexpr std::string_view chain = "eip155:31337";
constexpr std::string_view account = "0xF8f8e11DD4439c511742dAf7136E457D705b65DB";
constexpr std::string_view message = "example.org wants you to sign in with your Ethereum account";
constexpr std::string_view wrapped =
    "0x00000000000000000000000009635f643e140090a9a8dcd712ed6285858cebef"
    "0000000000000000000000000000000000000000000000000000000000000060"
    "00000000000000000000000000000000000000000000000000000000000000e0"
    "0000000000000000000000000000000000000000000000000000000000000044"
    "32c02a1400000000000000000000000013f529a8bf8fe00fdee0baf4405dc987"
    "7cbd5dc000000000000000000000000000000000000000000000000000000000"
    "0000000100000000000000000000000000000000000000000000000000000000"
    "0000000000000000000000000000000000000000000000000000000000000041"
    "6847ec48ff0b06475dd6e8ed34f328f4faa59befb17e12ed82c0203cc63996fb"
    "33c3e3ae070e7245c5353bd317f5a217467d8c9f28cc8a44f4dc66b75278f42f"
    "1b00000000000000000000000000000000000000000000000000000000000000"
    "6492649264926492649264926492649264926492649264926492649264926492";
// keccak256 of the probe's query at block 166, by viem 2.57.20.
constexpr std::string_view query_hash =
    "b3bb3783138885c0a8fb08bee9371bf18c3eec6be1314304d65c27105811101c";

constexpr std::string_view magic =
    "1626ba7e00000000000000000000000000000000000000000000000000000000";
constexpr std::string_view nothing =
    "0000000000000000000000000000000000000000000000000000000000000000";

/// What a node may answer: the code's size and the outcome as last digits, and the last word.
struct KnownOutcome {
    std::string_view name;
    char size;
    char outcome;
    std::string_view answer;
    std::uint32_t accept;
    std::uint32_t status;
};
constexpr std::uint32_t by_state = WA_ACCEPT_DERIVED | WA_ACCEPT_CHAIN_STATE;
constexpr std::uint32_t by_any = by_state | WA_ACCEPT_COUNTERFACTUAL;
constexpr KnownOutcome outcomes[]{
    {"an account says yes", '9', '1', magic, by_any, WA_OK},
    {"a contract says yes that its factory would deploy", '0', '1', magic, by_any, WA_OK},
    {"an account answers something else", '9', '2', nothing, by_any, WA_REJECTED_SIGNATURE},
    {"an account reverts", '9', '3', nothing, by_any, WA_REJECTED_SIGNATURE},
    {"the gas is used up", '9', '4', nothing, by_any, WA_ERROR_EVIDENCE},
    {"no code after the factory", '0', '0', nothing, by_any, WA_REJECTED_SIGNATURE},
    {"yes without the magic value", '9', '1', nothing, by_any, WA_ERROR_EVIDENCE},
    {"no code, counterfactual not accepted", '0', '0', nothing, by_state, WA_UNSUPPORTED_EVIDENCE},
};

std::string result_of(const KnownOutcome &known) {
    const auto number = [](std::string_view digits) {
        return std::string(64 - digits.size(), '0') + std::string{digits};
    };
    return "\"0x" + number("7a69") + number("a6") + number({&known.size, 1}) +
           std::string{nothing} + number({&known.outcome, 1}) + std::string{known.answer} + '"';
}

std::uint32_t ask(const KnownOutcome &known) {
    const auto signature = parse_signature_text(wrapped);
    if (!signature) return signature.error().status;
    wa_request request{};
    request.struct_size = sizeof request;
    request.scheme = text_of("eip191");
    request.chain = text_of(chain);
    request.account = text_of(account);
    request.message = bytes_of(as_bytes(message));
    request.signature = bytes_of(*signature);
    request.block = text_of("166");
    request.accept = known.accept;
    const auto queries = eip191_verifier.evidence_queries(request);
    if (!queries) return queries.error().status;
    if (queries->size() != 1) return WA_ERROR_INTERNAL;
    const auto answer = result_of(known);
    const wa_evidence evidence{bytes_of(as_bytes(queries->front())), bytes_of(as_bytes(answer)),
                               WA_EVIDENCE_RESULT, 0};
    request.evidence = &evidence;
    request.evidence_count = 1;
    return status_of(eip191_verifier.verify(request));
}

bool asks_as_known() {
    const auto signature = parse_signature_text(wrapped);
    const auto address = parse_address(account, {});
    const auto block = block_parameter("166");
    if (!signature || !address || !block) return false;
    const auto wrapper = read_erc6492(*signature);
    if (!wrapper) return false;
    const AccountQuestion question{*address, eip191_hash(as_bytes(message)), wrapper->signature,
                                   &*wrapper, false};
    Keccak256 hasher;
    hasher.update(as_bytes(probe_query(question, *block)));
    return encode_hex(hasher.finish()) == query_hash;
}

constexpr KnownFact facts[]{{"the probe's query", &asks_as_known}};

} // namespace

Result<void> chain_state_self_test() {
    if (auto good = check_known_answers(facts); !good) return good;
    return check_known_answers(outcomes, ask);
}

} // namespace walletauth::evm
