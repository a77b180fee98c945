// SPDX-License-Identifier: Apache-2.0
#include "chain_state.hpp"

#include "address.hpp"
#include "class_table.hpp"
#include "felt_text.hpp"
#include "hashes.hpp"
#include "node_answers.hpp"

#include <walletauth/request/evidence.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

#include <optional>
#include <string_view>

namespace walletauth::starknet {
namespace {

/// All that this request can ask, and the answers that it has.
struct Questions {
    Question chain_id;
    Question call;
    Question legacy_call; ///< only after the call found no such entry point
    Question class_hash;  ///< only after a call answered 1
    OtherEvidence other;
};

std::string quoted(const Felt &felt) { return json::quote(felt.hex()); }

std::string calldata_of(const Felt &hash, std::span<const Felt> signature) {
    std::vector<std::string> felts{quoted(hash), quoted(Felt{signature.size()})};
    for (const auto &felt : signature)
        felts.push_back(quoted(felt));
    return canonical_array(felts);
}

std::string call_query(const std::string &block, const std::string &calldata, const Felt &account,
                       std::string_view entry_point) {
    const auto request =
        canonical_object({{"calldata", calldata},
                          {"contract_address", quoted(account)},
                          {"entry_point_selector", quoted(starknet_keccak(entry_point))}});
    return canonical_call("starknet_call",
                          canonical_object({{"block_id", block}, {"request", request}}));
}

std::string class_hash_query(const std::string &block, const Felt &account) {
    return canonical_call(
        "starknet_getClassHashAt",
        canonical_object({{"block_id", block}, {"contract_address", quoted(account)}}));
}

Result<Questions> sort_evidence(const wa_request &request, const Felt &account, const Felt &hash,
                                std::span<const Felt> signature) {
    const auto block = block_id(view(request.block));
    if (!block) return std::unexpected(block.error());
    const auto calldata = calldata_of(hash, signature);
    Questions sorted;
    sorted.chain_id.query = canonical_call("starknet_chainId", canonical_array({}));
    sorted.call.query = call_query(*block, calldata, account, "is_valid_signature");
    sorted.legacy_call.query = call_query(*block, calldata, account, "isValidSignature");
    sorted.class_hash.query = class_hash_query(*block, account);
    sorted.other = match_evidence(
        request, {&sorted.chain_id, &sorted.call, &sorted.legacy_call, &sorted.class_hash});
    if (sorted.other.repeated) return refuse_repeated();
    return sorted;
}

/// The answers of both calls as one; nothing if the second is still to be asked.
Result<std::optional<Answer>> read_calls(const Questions &questions, const Felt &account) {
    const auto first = read_call(*questions.call.answer, account);
    if (!first) return std::unexpected(first.error());
    if (*first != Answer::no_entry_point) {
        if (questions.legacy_call.answer == nullptr) return *first;
        return refuse(WA_MALFORMED_EVIDENCE, "isValidSignature was answered, and never asked");
    }
    if (questions.legacy_call.answer == nullptr) return std::optional<Answer>{};
    const auto second = read_call(*questions.legacy_call.answer, account);
    if (!second) return std::unexpected(second.error());
    // The account was there a call ago.
    if (*second == Answer::not_deployed) {
        return refuse(WA_ERROR_EVIDENCE, "the node answers two calls as if of two blocks: ",
                      "isValidSignature finds no contract");
    }
    return *second;
}

Result<void> check_chain_answer(const wa_request &request, const Question &question) {
    if (question.answer == nullptr) return refuse(WA_NEEDS_EVIDENCE, "which chain the node is of");
    const auto expected = chain_id(view(request.chain));
    if (!expected) return std::unexpected(expected.error());
    const auto stated = read_felt_answer(*question.answer, "starknet_chainId");
    if (!stated) return std::unexpected(stated.error());
    if (*stated == *expected) return {};
    return refuse(WA_ERROR_EVIDENCE, "the node is of chain ", chain_text(*stated), ", not of ",
                  chain_text(*expected));
}

/// Accounts of Cairo 0 answer 1. Of an unknown class it may mean anything.
Result<ChainState> prove_by_one(const Questions &questions) {
    if (questions.class_hash.answer == nullptr) {
        return refuse(WA_NEEDS_EVIDENCE, "the account answers 1: of which class is it?");
    }
    const auto hash = read_felt_answer(*questions.class_hash.answer, "starknet_getClassHashAt");
    if (!hash) return std::unexpected(hash.error());
    if (is_cairo_0(*hash)) return ChainState::valid;
    return refuse(WA_REJECTED_SIGNATURE, "the account answers 1, not VALID, and is of class ",
                  hash->hex());
}

} // namespace

Result<std::string> block_id(std::string_view block) {
    if (block.empty()) return std::string{R"("latest")"};
    if (parse_decimal_u64(block)) return R"({"block_number":)" + std::string{block} + '}';
    // starknet-specs wants felts without leading zeros.
    if (const auto hash = Felt::from_hex(block))
        return R"({"block_hash":")" + hash->hex() + R"("})";
    return refuse(WA_MALFORMED_REQUEST, "block is no number and no hash: ", quoted_excerpt(block));
}

Result<ChainState> prove_by_state(const wa_request &request, const Felt &account, const Felt &hash,
                                  std::span<const Felt> signature) {
    if (request.evidence_count == 0) return ChainState::unasked;
    const auto questions = sort_evidence(request, account, hash, signature);
    if (!questions) return std::unexpected(questions.error());
    const bool has_later =
        questions->legacy_call.answer != nullptr || questions->class_hash.answer != nullptr;
    if (questions->other.unasked || (has_later && questions->call.answer == nullptr)) {
        return refuse_unasked();
    }
    // What another chain says of its account is no answer.
    if (auto good = check_chain_answer(request, questions->chain_id); !good) {
        return std::unexpected(good.error());
    }
    if (questions->call.answer == nullptr) return ChainState::unasked;
    const auto answer = read_calls(*questions, account);
    if (!answer) return std::unexpected(answer.error());
    if (!*answer) return refuse(WA_NEEDS_EVIDENCE, "the account has no is_valid_signature");
    if (**answer == Answer::one) return prove_by_one(*questions);
    if (questions->class_hash.answer != nullptr) {
        return refuse(WA_MALFORMED_EVIDENCE,
                      "starknet_getClassHashAt was answered, and never asked");
    }
    switch (**answer) {
    case Answer::valid:
        return ChainState::valid;
    case Answer::not_deployed:
        return ChainState::not_deployed;
    case Answer::no_entry_point:
        return refuse(WA_REJECTED_SIGNATURE, "the contract is no account");
    case Answer::reverted:
    case Answer::other:
    case Answer::one:
        break;
    }
    return refuse(WA_REJECTED_SIGNATURE, "the account says that it has not signed");
}

Result<std::vector<std::string>> state_queries(const wa_request &request, const Felt &account,
                                               const Felt &hash, std::span<const Felt> signature) {
    auto questions = sort_evidence(request, account, hash, signature);
    if (!questions) return std::unexpected(questions.error());
    std::vector<std::string> queries;
    if (questions->chain_id.answer == nullptr)
        queries.push_back(std::move(questions->chain_id.query));
    if (questions->call.answer == nullptr) {
        queries.push_back(std::move(questions->call.query));
        return queries;
    }
    const auto answer = read_calls(*questions, account);
    // Of which chain the node is comes before what it says.
    if (!answer && !queries.empty()) return queries;
    if (!answer) return std::unexpected(answer.error());
    if (!*answer) {
        queries.push_back(std::move(questions->legacy_call.query));
    } else if (**answer == Answer::one && questions->class_hash.answer == nullptr) {
        queries.push_back(std::move(questions->class_hash.query));
    }
    return queries;
}

} // namespace walletauth::starknet
