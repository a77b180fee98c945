// SPDX-License-Identifier: Apache-2.0
#include "bip322_signature.hpp"

#include "legacy_message.hpp"

#include <walletauth/text/text.hpp>

namespace walletauth::bitcoin {
namespace {

constexpr std::string_view simple_prefix = "smp";
constexpr std::string_view full_prefix = "ful";
constexpr std::string_view funds_prefix = "pof";

Result<Bip322Signature> read_simple(Variant variant, std::span<const std::uint8_t> bytes) {
    ByteReader reader{bytes};
    auto stack = read_stack(reader);
    if (stack && reader.at_end()) {
        Bip322Signature signature;
        signature.variant = variant;
        signature.witness = std::move(*stack);
        return signature;
    }
    const bool is_transaction = parse_transaction(bytes).has_value();
    if (is_transaction) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature is a transaction: these begin with ful");
    }
    if (bytes.size() == 64) {
        return refuse(
            WA_MALFORMED_SIGNATURE,
            "signature is 64 bytes and no witness stack: the count 01 and 40 are missing");
    }
    if (bytes.size() == legacy_signature_size && bytes[0] >= first_header &&
        bytes[0] <= last_header) {
        return refuse(WA_MALFORMED_SIGNATURE,
                      "signature is no witness stack but one of signmessage: scheme bip137");
    }
    return refuse(WA_MALFORMED_SIGNATURE, "signature of ", bytes.size(),
                  " bytes is no witness stack, or something is left over");
}

Result<Bip322Signature> read_full(std::span<const std::uint8_t> bytes) {
    auto transaction = parse_transaction(bytes);
    if (!transaction) {
        return refuse(WA_MALFORMED_SIGNATURE, "signature of ", bytes.size(),
                      " bytes behind ful is no transaction");
    }
    if (transaction->inputs.size() != 1) {
        return refuse(WA_UNSUPPORTED_OPERATION, "to_sign has ", transaction->inputs.size(),
                      " inputs: proofs of funds are not verified");
    }
    if (transaction->version != 0 && transaction->version != 2) {
        return refuse(WA_UNSUPPORTED_OPERATION, "to_sign has version ", transaction->version,
                      ", and only 0 and 2 are known (BIP-322, upgradeable rules)");
    }
    Bip322Signature signature;
    signature.variant = Variant::full;
    signature.to_sign = std::move(*transaction);
    return signature;
}

} // namespace

std::string_view prefix_of(std::string_view bytes) noexcept {
    for (const auto prefix : {simple_prefix, full_prefix, funds_prefix}) {
        if (bytes.starts_with(prefix)) return prefix;
    }
    return {};
}

Result<Bip322Signature> read_bip322(std::span<const std::uint8_t> bytes, bool of_key_hash) {
    const auto prefix = prefix_of(as_text(bytes));
    const auto rest = bytes.subspan(prefix.size());
    if (prefix == funds_prefix) {
        return refuse(WA_UNSUPPORTED_OPERATION, "proofs of funds (pof) are not verified");
    }
    if (prefix == full_prefix) return read_full(rest);
    if (prefix == simple_prefix) return read_simple(Variant::simple, rest);
    const bool is_compact = bytes.size() == legacy_signature_size && bytes[0] >= first_header &&
                            bytes[0] < first_nested_header;
    if (!of_key_hash || !is_compact) return read_simple(Variant::bare, bytes);
    Bip322Signature signature;
    signature.variant = Variant::legacy;
    signature.compact = bytes;
    return signature;
}

} // namespace walletauth::bitcoin
