// SPDX-License-Identifier: Apache-2.0
#include "ecdsa.hpp"

namespace walletauth::bitcoin {

Result<void> check_script_ecdsa(Bytes item, const Hash256 &digest,
                                const Secp256k1Key &key) noexcept {
    constexpr std::uint8_t sighash_all = 1;
    if (item.empty()) return refuse(WA_REJECTED_SIGNATURE, "the signature in it is empty");
    const auto signature = secp256k1_parse_der(item.first(item.size() - 1));
    if (!signature) return refuse(WA_REJECTED_SIGNATURE, explain(signature.error()));
    if (item.back() != sighash_all) {
        return refuse(WA_REJECTED_SIGNATURE, "the hash type is ", item.back(),
                      ", expected 1: SIGHASH_ALL");
    }
    const auto good = secp256k1_verify(*signature, digest, key, Rule::strict);
    if (!good) return refuse(WA_REJECTED_SIGNATURE, explain(good.error()));
    return {};
}

} // namespace walletauth::bitcoin
