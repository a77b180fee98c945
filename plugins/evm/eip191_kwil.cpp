// SPDX-License-Identifier: Apache-2.0
#include "eip191_kwil.hpp"

#include "eip191.hpp"
#include "notation.hpp"
#include "recover.hpp"

#include <walletauth/text/hex.hpp>

namespace walletauth::evm {
namespace {

Result<Proof> prove(const wa_request &request, const Signature &signature) noexcept {
    int v = signature.v;
    if (v == 27 || v == 28) v -= 27;
    if (v >= 35) {
        return refuse(WA_REJECTED_SIGNATURE, "v is ", v,
                      ", expected 0 to 7, 27 or 28: 35 and above is of a transaction (EIP-155)");
    }
    if (v > 7) {
        return refuse(WA_REJECTED_SIGNATURE, "v is ", v, ", expected 0 to 7, 27 or 28");
    }
    const auto key =
        recover_key(signature, v & 3, Rule::compat, eip191_hash(view(request.message)));
    if (!key) return std::unexpected(key.error());
    return prove_key(request, *key, 0);
}

std::unexpected<Refusal> wrong_size(std::size_t size) noexcept {
    if (size == 64) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature has 64 bytes, which eip191 reads ",
                      "(EIP-2098), expected 65 (r, s, v)");
    }
    return refuse(WA_MALFORMED_SIGNATURE, "signature has ", size, " bytes, expected 65 (r, s, v)");
}

Result<Proof> verify(const wa_request &request) {
    if (auto good = check_chain(view(request.chain)); !good) return std::unexpected(good.error());
    const auto bytes = view(request.signature);
    if (bytes.size() != 65) return judge_claim(request, wrong_size(bytes.size()));
    const auto signature = read_signature(bytes);
    if (!signature) return judge_claim(request, std::unexpected(signature.error()));
    return judge_claim(request, prove(request, *signature));
}

Result<std::vector<std::uint8_t>> parse_signature(std::string_view text) {
    auto bytes = parse_signature_text(text);
    if (bytes && bytes->size() != 65) return wrong_size(bytes->size());
    return bytes;
}

Result<std::vector<std::uint8_t>> parse_public_key(std::string_view text) {
    constexpr std::size_t compact_id_digits = 40;
    const auto digits = text.starts_with("0x") ? text.substr(2) : text;
    if (digits.size() == compact_id_digits) {
        if (auto bytes = decode_hex(digits)) return std::move(*bytes);
    }
    return parse_public_key_text(text);
}

} // namespace

constexpr SchemeVerifier eip191_kwil_verifier{
    {.verify = &verify, .notation = {&parse_signature, &parse_public_key, &format_public_key}}};

} // namespace walletauth::evm
