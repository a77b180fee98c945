// SPDX-License-Identifier: Apache-2.0
// Verdicts that say something else than what was found.
#include "mutant.hpp"

namespace mutants {
namespace {

template <std::uint32_t from, std::uint32_t to>
void renamed(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == from) refuse_with(verdict, to);
}

void always_bound(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_OK) verdict.flags |= WA_VERDICT_CHAIN_BOUND;
}

void never_bound(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    verdict.flags = 0;
}

void no_key(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    std::memset(verdict.public_key, 0, verdict.public_key_size);
    verdict.public_key_size = 0;
}

void other_key(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.public_key_size != 0) verdict.public_key[verdict.public_key_size - 1] ^= 1;
}

void given_key(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_OK || request.public_key.size == 0) return;
    verdict.public_key_size = static_cast<std::uint32_t>(request.public_key.size);
    std::memcpy(verdict.public_key, request.public_key.data, request.public_key.size);
}

void other_link(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_OK && verdict.link == WA_LINK_DERIVED &&
        (request.accept & WA_ACCEPT_CHAIN_STATE) != 0)
        verdict.link = WA_LINK_CHAIN_STATE;
}

void made_up_block(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status != WA_OK || verdict.link != WA_LINK_CHAIN_STATE) return;
    verdict.block_size = 1;
    verdict.block[0] = '1';
}

/// A rare fault: one key in 256, which no sample need meet.
void rare(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    const auto &signature = request.signature;
    if (verdict.status == WA_REJECTED_SIGNATURE && signature.size > 9 && signature.data[9] == 0x5a)
        claim(request, verdict);
}

std::uint64_t calls = 0;

/// After ten thousand calls all is valid. State, which a plugin must not have.
void tired(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (__atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) > 10000 &&
        verdict.status == WA_REJECTED_SIGNATURE)
        claim(request, verdict);
}

void first_for_all(const wa_request *const *requests, wa_verdict *const *verdicts,
                   std::size_t count) noexcept {
    good().verify(requests, verdicts, count);
    for (std::size_t i = 1; i < count; ++i) {
        if (verdicts[0]->status == WA_REJECTED_SIGNATURE && verdicts[i]->status == WA_OK)
            *verdicts[i] = *verdicts[0];
    }
}

std::uint32_t blind(wa_buffer *) noexcept { return WA_OK; }

std::uint32_t capitals(wa_text chain, wa_text scheme, wa_bytes key, wa_buffer *out,
                       wa_buffer *detail) noexcept {
    const auto status = good().format_public_key(chain, scheme, key, out, detail);
    for (std::size_t i = 0; status == WA_OK && i < out->size; ++i)
        if (out->data[i] >= 'a' && out->data[i] <= 'z' && i > 1) out->data[i] ^= 0x20;
    return status;
}

constexpr Mutant rows[]{
    {"answer-signature-malformed", "", "a wrong signature is called malformed",
     &verifies<&renamed<WA_REJECTED_SIGNATURE, WA_MALFORMED_SIGNATURE>>},
    {"answer-signature-signer", "", "a wrong signature is called another signer's",
     &verifies<&renamed<WA_REJECTED_SIGNATURE, WA_REJECTED_SIGNER>>},
    {"answer-signer-signature", "", "another signer's signature is called wrong",
     &verifies<&renamed<WA_REJECTED_SIGNER, WA_REJECTED_SIGNATURE>>},
    {"answer-policy-signature", "", "what policy refuses is called a wrong signature",
     &verifies<&renamed<WA_REJECTED_POLICY, WA_REJECTED_SIGNATURE>>},
    {"answer-message-signature", "", "a malformed message is called a wrong signature",
     &verifies<&renamed<WA_MALFORMED_MESSAGE, WA_REJECTED_SIGNATURE>>},
    {"answer-signature-error", "", "a wrong signature is called an error",
     &verifies<&renamed<WA_REJECTED_SIGNATURE, WA_ERROR_INTERNAL>>},
    {"answer-bound", "", "each verdict says that the chain is signed", &verifies<&always_bound>},
    {"answer-unbound", "bound", "no verdict says that the chain is signed",
     &verifies<&never_bound>},
    {"answer-no-key", "", "no verdict has a key", &verifies<&no_key>},
    {"answer-other-key", "", "each verdict has a key of another last bit", &verifies<&other_key>},
    {"answer-given-key", "", "each verdict has the key as it was given", &verifies<&given_key>},
    {"answer-link", "evidence", "what was derived is said to be proven by the chain",
     &verifies<&other_link>},
    {"answer-block", "evidence", "the block of a verdict is made up", &verifies<&made_up_block>},
    {"answer-rare", "", "one wrong signature in 256 is valid", &verifies<&rare>},
    {"answer-tired", "", "after ten thousand calls each signature is valid", &verifies<&tired>},
    {"array-spoilt", "", "a wrong signature at the head of an array spoils the others",
     [](wa_plugin &table) { table.verify = &first_for_all; }},
    {"self-test-blind", "", "self_test tests nothing",
     [](wa_plugin &table) { table.self_test = &blind; }},
    {"key-capitals", "", "format_public_key writes letters in the other case",
     [](wa_plugin &table) { table.format_public_key = &capitals; }},
};

} // namespace

constinit const std::span<const Mutant> of_answers{rows};

} // namespace mutants
