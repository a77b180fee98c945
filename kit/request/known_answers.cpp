// SPDX-License-Identifier: Apache-2.0
#include <walletauth/request/known_answers.hpp>

#include <walletauth/status.hpp>

#include <vector>

namespace walletauth {
namespace {

using Bytes = std::vector<std::uint8_t>;

std::uint32_t ask(const SignatureVerifier &verifier, std::string_view chain,
                  const KnownRequest &known) {
    const auto signature = verifier.parse_signature(chain, {}, known.signature);
    if (!signature) return signature.error().status;
    const auto key = known.public_key.empty()
                         ? Result<Bytes>{Bytes{}}
                         : verifier.parse_public_key(chain, {}, known.public_key);
    if (!key) return key.error().status;
    wa_request request{};
    request.struct_size = sizeof request;
    request.flags = known.flags;
    request.chain = text_of(chain);
    request.account = text_of(known.account);
    request.public_key = bytes_of(*key);
    request.message = bytes_of(as_bytes(known.message));
    request.signature = bytes_of(*signature);
    request.parameters = known.parameters.data();
    request.parameter_count = known.parameters.size();
    request.accept = WA_ACCEPT_DERIVED;
    const auto proof = verifier.verify(request);
    if (!proof) return proof.error().status;
    // What the kit sees to when a host asks (plugin.hpp).
    if (proof->account.empty()) return WA_ERROR_INTERNAL;
    const bool is_claimed = known.account.empty() || proof->account.view() == known.account;
    return is_claimed ? WA_OK : WA_REJECTED_SIGNER;
}

} // namespace

Result<void> check_known_answer(std::string_view name, std::uint32_t status,
                                std::uint32_t expected) {
    if (status == expected) return {};
    return refuse(WA_ERROR_INTERNAL, name, ": answered ", status_and_reason(status), ", expected ",
                  status_and_reason(expected));
}

Result<void> check_known_answers(std::span<const KnownFact> facts) {
    for (const auto &fact : facts) {
        if (!fact.holds()) return refuse(WA_ERROR_INTERNAL, "self-test failed: ", fact.name);
    }
    return {};
}

Result<void> check_known_answers(const SignatureVerifier &verifier, std::string_view chain,
                                 std::span<const KnownRequest> requests) {
    for (const auto &known : requests) {
        const auto status = ask(verifier, chain, known);
        if (auto good = check_known_answer(known.name, status, known.status); !good) return good;
    }
    return {};
}

} // namespace walletauth
