// SPDX-License-Identifier: Apache-2.0
#include "bip322_spend.hpp"

#include "ecdsa.hpp"
#include "legacy_message.hpp"
#include "sighash.hpp"

#include <walletauth/hash/ripemd160.hpp>
#include <walletauth/hash/sha2.hpp>

#include <algorithm>
#include <array>

namespace walletauth::bitcoin {
namespace {

/// What is checked against an output's script: input 0 of to_sign, whole.
struct Spend {
    const Address *address;
    Variant variant;
    Bytes script; ///< scriptSig
    const Stack *witness;
    const Transaction *transaction; ///< of full; nullptr: all fields have their defaults
    Bytes message;
};

/// The fields of to_sign; WA_REJECTED_SIGNATURE where one is not as BIP-322 has it.
Result<ToSign> read_to_sign(const Spend &spend) {
    ToSign to_sign;
    to_sign.to_spend_id = to_spend_id(message_hash(spend.message), script_of(*spend.address));
    if (spend.transaction == nullptr) return to_sign;
    const auto &transaction = *spend.transaction;
    const auto &input = transaction.inputs.front();
    constexpr std::array<std::uint8_t, 1> op_return{0x6a};
    if (transaction.outputs.size() != 1 || transaction.outputs.front().value != 0 ||
        !std::ranges::equal(transaction.outputs.front().script, op_return)) {
        return refuse(WA_REJECTED_SIGNATURE,
                      "to_sign has another output than one of value 0 with OP_RETURN");
    }
    if (!std::ranges::equal(input.output_id, to_sign.to_spend_id) || input.output_index != 0) {
        return refuse(WA_REJECTED_SIGNATURE,
                      "to_sign spends another output: of another message or address");
    }
    to_sign.version = transaction.version;
    to_sign.sequence = input.sequence;
    to_sign.lock_time = transaction.lock_time;
    return to_sign;
}

/// A key in a script or witness, which says which bytes were hashed.
Result<Secp256k1Key> read_script_key(Bytes bytes, bool must_be_compressed) {
    const auto key = Secp256k1Key::parse(bytes, Rule::strict);
    if (!key) return refuse(WA_REJECTED_SIGNATURE, explain(key.error()));
    if (must_be_compressed && bytes.size() != 33) {
        return refuse(WA_REJECTED_SIGNATURE, "the key in the witness is not compressed (BIP-143)");
    }
    return *key;
}

std::unexpected<Refusal> refuse_count(std::string_view where, const Stack &items) noexcept {
    return refuse(WA_REJECTED_SIGNATURE, where, " has ", items.size(),
                  items.size() == 1 ? " item" : " items", ", expected 2: signature and key");
}

/// Two items, signature and key, of the hash in `program`.
Result<Signer> spend_key_hash(const Spend &spend, const Stack &items, Bytes program,
                              bool is_segwit) {
    if (items.size() != 2) return refuse_count(is_segwit ? "the witness" : "scriptSig", items);
    const auto key = read_script_key(items[1], is_segwit);
    if (!key) return std::unexpected(key.error());
    if (!std::ranges::equal(hash160(items[1]), program)) {
        return refuse(WA_REJECTED_SIGNER, "the key in the signature is not of this address");
    }
    const auto to_sign = read_to_sign(spend);
    if (!to_sign) return std::unexpected(to_sign.error());
    const auto script = script_of(address_of(AddressKind::p2pkh, program));
    const auto digest =
        is_segwit ? segwit_sighash(*to_sign, script) : legacy_sighash(*to_sign, script);
    if (auto good = check_script_ecdsa(items[0], digest, *key); !good) {
        return std::unexpected(good.error());
    }
    Signer signer;
    signer.address = spend.address->kind == AddressKind::p2pkh  ? p2pkh_of(items[1])
                     : spend.address->kind == AddressKind::p2sh ? p2sh_p2wpkh_of(*key)
                                                                : p2wpkh_of(*key);
    (void)signer.key.assign(items[1]);
    return signer;
}

/// The pushes of a scriptSig, if it has nothing else: each of 1 to 75 bytes, whose opcode is its
/// size. Keys and signatures need no others.
std::optional<Stack> read_pushes(Bytes script) {
    constexpr std::uint8_t longest_push = 75;
    Stack items;
    ByteReader reader{script};
    while (!reader.at_end()) {
        const auto size = reader.number(1);
        if (!size || *size == 0 || *size > longest_push) return std::nullopt;
        const auto item = reader.take(*size);
        if (!item) return std::nullopt;
        items.push_back(*item);
    }
    return items;
}

Result<Signer> spend_p2pkh(const Spend &spend) {
    if (spend.variant != Variant::full) {
        return refuse(WA_REJECTED_SIGNATURE, "a P2PKH address has no witness: it needs the full "
                                             "variant (ful), or 65 bytes of signmessage");
    }
    const auto pushes = read_pushes(spend.script);
    if (!pushes || !spend.witness->empty()) {
        return refuse(WA_REJECTED_SIGNATURE,
                      "the input of a P2PKH address has more than signature and key");
    }
    return spend_key_hash(spend, *pushes, spend.address->program.span(), false);
}

/// Whether the witness ends in a script of the address: the redeem script itself, or the script of
/// a P2WSH within (BIP-141). Of P2WPKH it has a key there, and no script.
bool has_script_of(const Stack &witness, Bytes program) {
    if (witness.empty()) return false;
    const auto last = witness.back();
    const auto nested = script_of(address_of(AddressKind::p2wsh, sha256(last)));
    if (std::ranges::equal(hash160(nested.span()), program)) return true;
    const bool is_p2wpkh = last.size() == 22 && last[0] == 0 && last[1] == 20;
    return !is_p2wpkh && std::ranges::equal(hash160(last), program);
}

/// The key in the witness says what the redeem script is.
Result<Signer> spend_bare_p2sh(const Spend &spend) {
    const auto &witness = *spend.witness;
    const auto program = spend.address->program.span();
    if (has_script_of(witness, program)) {
        return refuse(WA_UNSUPPORTED_OPERATION, "the P2SH address is of a script, such as that ",
                      "of several keys: no scripts are run");
    }
    if (witness.size() != 2) return refuse_count("the witness", witness);
    const auto point = read_script_key(witness[1], true);
    if (!point) return std::unexpected(point.error());
    const auto key = hash160(witness[1]);
    const auto redeem_script = script_of(address_of(AddressKind::p2wpkh, key));
    if (!std::ranges::equal(hash160(redeem_script.span()), program)) {
        return refuse(WA_REJECTED_SIGNER, "the key in the witness is not of this address");
    }
    return spend_key_hash(spend, witness, key, true);
}

/// The redeem script is the last push of scriptSig. Without a prefix wallets leave it out.
Result<Signer> spend_p2sh(const Spend &spend) {
    if (spend.variant == Variant::simple) {
        return refuse(WA_REJECTED_SIGNATURE,
                      "smp is for native segwit: a P2SH address needs the full variant (ful)");
    }
    if (spend.variant == Variant::bare) return spend_bare_p2sh(spend);
    const auto &witness = *spend.witness;
    constexpr std::size_t nested_size = 22; // 0, 20, hash of the key
    const auto script = spend.script;
    const bool is_nested = script.size() == 1 + nested_size && script[0] == nested_size &&
                           script[1] == 0 && script[2] == 20;
    if (is_nested) {
        if (!std::ranges::equal(hash160(script.subspan(1)), spend.address->program.span())) {
            return refuse(WA_REJECTED_SIGNER, "the redeem script is not of this address");
        }
        return spend_key_hash(spend, witness, script.subspan(3), true);
    }
    if (script.empty()) {
        return refuse(WA_REJECTED_SIGNATURE, "the redeem script of the P2SH address is missing");
    }
    return refuse(WA_UNSUPPORTED_OPERATION,
                  "the P2SH address has another script than P2WPKH: no scripts are run");
}

Result<Signer> spend_p2wsh(const Spend &spend) {
    const auto &witness = *spend.witness;
    if (witness.empty() ||
        !std::ranges::equal(sha256(witness.back()), spend.address->program.span())) {
        return refuse(WA_REJECTED_SIGNER, "the witness has not the script of this address");
    }
    return refuse(WA_UNSUPPORTED_OPERATION, "the address is of a script (P2WSH): none are run");
}

Result<Signer> spend_p2tr(const Spend &spend) {
    const auto &witness = *spend.witness;
    if (witness.size() > 1) {
        constexpr std::uint8_t annex = 0x50;
        const bool has_annex = !witness.back().empty() && witness.back()[0] == annex;
        return refuse(WA_UNSUPPORTED_OPERATION, "the Taproot signature has ",
                      has_annex ? "an annex" : "a script, and none are run");
    }
    const auto program = spend.address->program.span().first<32>();
    const auto key = Secp256k1Key::lift_x(program);
    if (!key) return refuse(WA_REJECTED_SIGNER, "the address has no key on the curve");
    if (witness.size() != 1 || (witness[0].size() != 64 && witness[0].size() != 65)) {
        return refuse(WA_REJECTED_SIGNATURE, "the witness is not one item of 64 or 65 bytes");
    }
    const bool has_type = witness[0].size() == 65;
    const std::uint8_t type = has_type ? witness[0][64] : 0;
    if (has_type && type != 1) {
        return refuse(WA_REJECTED_SIGNATURE, "the hash type is ", type,
                      ", expected none, or 1: SIGHASH_ALL");
    }
    const auto to_sign = read_to_sign(spend);
    if (!to_sign) return std::unexpected(to_sign.error());
    const auto digest = taproot_sighash(*to_sign, script_of(*spend.address), type);
    if (auto good = secp256k1_verify_bip340(witness[0].first<64>(), digest, *key); !good) {
        return refuse(WA_REJECTED_SIGNATURE, explain(good.error()));
    }
    Signer signer{address_of(AddressKind::p2tr, key->x()), {}};
    (void)signer.key.assign(key->x());
    return signer;
}

Result<Signer> signer_of_legacy(const Bip322Signature &signature, Bytes message) {
    const auto bytes = signature.compact.first<legacy_signature_size>();
    const auto key = recover_legacy(bytes, message, Rule::strict);
    if (!key) return std::unexpected(key.error());
    Signer signer;
    if (bytes[0] < first_compressed_header) {
        (void)signer.key.assign(key->uncompressed());
    } else {
        (void)signer.key.assign(key->compressed());
    }
    signer.address = p2pkh_of(signer.key.span());
    return signer;
}

} // namespace

Result<Signer> signer_of(const Address &address, const Bip322Signature &signature, Bytes message) {
    if (signature.variant == Variant::legacy) return signer_of_legacy(signature, message);
    const bool is_full = signature.variant == Variant::full;
    Spend spend{&address, signature.variant, {}, &signature.witness, nullptr, message};
    if (is_full) {
        const auto &input = signature.to_sign.inputs.front();
        spend.script = input.script;
        spend.witness = &input.witness;
        spend.transaction = &signature.to_sign;
    }
    switch (address.kind) {
    case AddressKind::p2pkh:
        return spend_p2pkh(spend);
    case AddressKind::p2sh:
        return spend_p2sh(spend);
    default:
        break;
    }
    if (!spend.script.empty()) {
        return refuse(WA_REJECTED_SIGNATURE, "an input of native segwit has a scriptSig");
    }
    if (address.kind == AddressKind::p2wsh) return spend_p2wsh(spend);
    if (address.kind == AddressKind::p2tr) return spend_p2tr(spend);
    return spend_key_hash(spend, *spend.witness, address.program.span(), true);
}

} // namespace walletauth::bitcoin
