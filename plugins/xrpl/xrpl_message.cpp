// SPDX-License-Identifier: Apache-2.0
#include "xrpl_message.hpp"

#include "claim.hpp"
#include "notation.hpp"
#include "ownership.hpp"

#include <walletauth/request/bare_message.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::xrpl {
namespace {

Result<void> check_policy(std::span<const std::uint8_t> message, MessageKind kind,
                          const Key &key) noexcept {
    if (has_hash_prefix(message)) {
        return refuse(WA_REJECTED_POLICY, "message begins with ", as_text(message.first(3)),
                      " and a zero: a transaction or claim of XRPL");
    }
    if (auto good = check_bare_message(message, kind); !good) return good;
    if (key.is_ed25519() && is_multiversx_transaction(message)) {
        return refuse(WA_REJECTED_POLICY, "message is a transaction of MultiversX");
    }
    return {};
}

Result<Key> key_of(const Claim &claim) noexcept {
    if (claim.key) return *claim.key;
    return refuse(WA_MALFORMED_PUBLIC_KEY,
                  "no public key is given, and neither address nor signature has it");
}

bool is_malformed(const Refusal &refusal) noexcept {
    return WA_STATUS_CLASS(refusal.status) == WA_CLASS_MALFORMED;
}

Result<Proof> verify(const wa_request &request) {
    const auto claim = read_claim(request);
    if (!claim) return std::unexpected(claim.error());
    const auto key = key_of(*claim);
    if (!key) return std::unexpected(key.error());
    const auto kind = read_message_kind(request);
    if (!kind) return std::unexpected(kind.error());
    const auto signature = read_signature(*key, view(request.signature));
    if (!signature && is_malformed(signature.error())) return std::unexpected(signature.error());
    const auto ownership = ownership_of(request, *key, std::string{view(request.account)});
    if (auto good = check_evidence(ownership); !good) return std::unexpected(good.error());
    const auto message = view(request.message);
    if (auto good = check_policy(message, *kind, *key); !good) return std::unexpected(good.error());
    if (auto good = check_derived(request, ownership); !good) return std::unexpected(good.error());
    if (!signature) return std::unexpected(signature.error());
    if (auto good = verify_signature(*key, *signature, message); !good) {
        return std::unexpected(good.error());
    }
    return prove_ownership(request, *key, ownership);
}

Result<std::vector<std::string>> evidence_queries(const wa_request &request) {
    const auto claim = read_claim(request);
    if (!claim) return std::unexpected(claim.error());
    const auto key = key_of(*claim);
    if (!key) return std::unexpected(key.error());
    auto ownership = ownership_of(request, *key, std::string{view(request.account)});
    return std::vector{std::move(ownership.question.query)};
}

} // namespace

constexpr SchemeVerifier xrpl_message_verifier{
    {.verify = &verify, .notation = message_notation, .evidence_queries = &evidence_queries}};

} // namespace walletauth::xrpl
