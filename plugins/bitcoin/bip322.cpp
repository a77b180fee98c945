// SPDX-License-Identifier: Apache-2.0
#include "bip322.hpp"

#include "bip322_spend.hpp"
#include "notation.hpp"

namespace walletauth::bitcoin {
namespace {

bool is_unsupported(const Refusal &refusal) noexcept {
    return WA_STATUS_CLASS(refusal.status) == WA_CLASS_UNSUPPORTED;
}

Result<Proof> verify(const wa_request &request) {
    const auto claim = read_claim(request);
    const bool of_key_hash = claim && claim->address.kind == AddressKind::p2pkh;
    const auto signature = read_bip322(view(request.signature), of_key_hash);
    if (!claim && is_unsupported(claim.error())) return std::unexpected(claim.error());
    if (!signature && is_unsupported(signature.error())) {
        return std::unexpected(signature.error());
    }
    if (!claim) return std::unexpected(claim.error());
    if (!signature) return std::unexpected(signature.error());
    if (claim->rejected) return std::unexpected(*claim->rejected);
    const auto signer = signer_of(claim->address, *signature, view(request.message));
    if (!signer) return std::unexpected(signer.error());
    return prove(*claim, *signer);
}

} // namespace

constexpr SchemeVerifier bip322_verifier{
    {.verify = &verify, .notation = bip322_notation, .check_chain = &check_chain}};

} // namespace walletauth::bitcoin
