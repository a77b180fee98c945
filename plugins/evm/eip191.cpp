// SPDX-License-Identifier: Apache-2.0
#include "eip191.hpp"

#include "recover.hpp"

#include <array>
#include <charconv>

namespace walletauth::evm {

Hash256 eip191_hash(std::span<const std::uint8_t> message) noexcept {
    constexpr std::string_view prefix = "\x19"
                                        "Ethereum Signed Message:\n";
    std::array<char, 20> digits{};
    const auto end =
        std::to_chars(digits.data(), digits.data() + digits.size(), message.size()).ptr;
    Keccak256 hasher;
    hasher.update(as_bytes(prefix));
    hasher.update(as_bytes({digits.data(), static_cast<std::size_t>(end - digits.data())}));
    hasher.update(message);
    return hasher.finish();
}

Result<Proof> Eip191::verify(const wa_request &request) const {
    if (auto good = check_chain(view(request.chain)); !good) return std::unexpected(good.error());
    const auto signature = read_signature(view(request.signature));
    if (!signature) return judge_claim(request, std::unexpected(signature.error()));
    return judge_claim(request,
                       prove_signer(request, *signature, eip191_hash(view(request.message)), 0));
}

} // namespace walletauth::evm
