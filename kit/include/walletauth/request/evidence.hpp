// SPDX-License-Identifier: Apache-2.0
/// Chain state as evidence: how a plugin writes its questions, finds the answers in a request, and
/// sees to it that they are of one block. A plugin fetches nothing: it answers WA_NEEDS_EVIDENCE,
/// the host asks a node, and comes back with the same request and the answers.
///
/// What a node's answer means is the chain's own and stays in its plugin. Three rules are
/// everybody's:
/// - an answer belongs to a question only if it repeats the query byte for byte;
/// - what was not asked for is WA_MALFORMED_EVIDENCE;
/// - an answer that is not understood is WA_ERROR_EVIDENCE, never a yes and never a no.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/interface.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace walletauth {

/// Whether the service takes this proof: WA_ACCEPT_DERIVED or WA_ACCEPT_CHAIN_STATE.
[[nodiscard]] inline bool accepts(const wa_request &request, std::uint32_t proof) noexcept {
    return (request.accept & proof) != 0;
}

/// A member of a JSON object. The value is canonical JSON: what json::quote, canonical_object or
/// canonical_array give, or an integer.
struct JsonMember {
    std::string_view name; ///< printable ASCII without quotes and backslashes
    std::string value;
};

/// `{"a":1,"b":"x"}`: the members sorted by their names, no white space. A name must be there once.
[[nodiscard]] std::string canonical_object(std::initializer_list<JsonMember> members);
/// `[1,"x"]`, in the order given.
[[nodiscard]] std::string canonical_array(std::span<const std::string> values);
/// A query: `{"method":"eth_chainId","params":[]}`. `params` is canonical JSON; the method must be
/// one of the scheme's `evidence_methods`.
[[nodiscard]] std::string canonical_call(std::string_view method, std::string_view params);

/// What a request may ask, and its answer if it has one.
struct Question {
    std::string query;
    const wa_evidence *answer = nullptr; ///< into the request
};

/// What evidence a request has beside one answer to each question.
struct OtherEvidence {
    bool unasked = false;  ///< an answer to none of the questions
    bool repeated = false; ///< a second answer to one of them; the question has the last
};

/// Gives each question its answer. Linear in the evidence times the questions.
[[nodiscard]] OtherEvidence match_evidence(const wa_request &request,
                                           std::initializer_list<Question *> questions) noexcept;

/// WA_MALFORMED_EVIDENCE for what no rule of the scheme asks.
[[nodiscard]] std::unexpected<Refusal> refuse_unasked() noexcept;
/// WA_MALFORMED_EVIDENCE for two answers to one question.
[[nodiscard]] std::unexpected<Refusal> refuse_repeated() noexcept;

/// Whether the node gave a result; otherwise the answer is its error object.
[[nodiscard]] inline bool is_result(const wa_evidence &evidence) noexcept {
    return evidence.kind == WA_EVIDENCE_RESULT;
}

/// The block that an answer says it is of: by hash, by height, both or neither.
struct StatedBlock {
    InlineText<WA_BLOCK_CAPACITY> hash; ///< or empty
    std::optional<std::uint64_t> height;
};

/// Whether two answers to one request are of one block. Two hashes tell it. If one is missing:
/// where the service names the block, every query does, and an answer need not repeat it, but
/// heights must not differ; where it names none, nothing tells, so the answer is no.
[[nodiscard]] bool at_one_block(const wa_request &request, const StatedBlock &a,
                                const StatedBlock &b) noexcept;

/// The same of any number of answers, where heights must not differ beside hashes either;
/// WA_ERROR_EVIDENCE names the first answer that does not fit.
[[nodiscard]] Result<void> require_one_block(const wa_request &request,
                                             std::span<const StatedBlock> blocks) noexcept;

} // namespace walletauth
