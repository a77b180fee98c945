// SPDX-License-Identifier: Apache-2.0
#include "owned.hpp"

#include "tagged_hash.hpp"

#include <walletauth/hash/ripemd160.hpp>
#include <walletauth/request/parameters.hpp>

#include <array>

namespace walletauth::bitcoin {
namespace {

struct TypeName {
    std::string_view name;
    AddressType type;
};
constexpr TypeName type_names[]{{"p2pkh", AddressType::p2pkh},
                                {"p2sh-p2wpkh", AddressType::p2sh_p2wpkh},
                                {"p2wpkh", AddressType::p2wpkh},
                                {"p2tr", AddressType::p2tr}};

Result<Secp256k1Key> read_point(Bytes key) noexcept {
    const auto point = key.size() == 32 ? Secp256k1Key::lift_x(key.first<32>())
                                        : Secp256k1Key::parse(key, Rule::strict);
    if (point) return *point;
    if (point.error() == Secp256k1Fault::key_form) {
        return refuse(WA_MALFORMED_PUBLIC_KEY, "public key has ", key.size(),
                      " bytes, expected 33 (02 or 03), 65 (04) or 32 (x of Taproot)");
    }
    return refuse(WA_REJECTED_SIGNER, "public key is no point of secp256k1");
}

} // namespace

Result<std::optional<AddressType>> read_address_type(
    std::span<const wa_parameter> parameters) noexcept {
    const auto word =
        Parameters{parameters}.word("address_type", {"p2pkh", "p2sh-p2wpkh", "p2wpkh", "p2tr"});
    if (!word) return std::unexpected(word.error());
    for (const auto &known : type_names) {
        if (*word == known.name) return known.type;
    }
    return std::nullopt;
}

Address p2pkh_of(Bytes key) noexcept { return address_of(AddressKind::p2pkh, hash160(key)); }

Address p2wpkh_of(const Secp256k1Key &key) noexcept {
    return address_of(AddressKind::p2wpkh, hash160(key.compressed()));
}

Address p2sh_p2wpkh_of(const Secp256k1Key &key) noexcept {
    const auto redeem_script = script_of(p2wpkh_of(key));
    return address_of(AddressKind::p2sh, hash160(redeem_script.span()));
}

std::optional<Address> p2tr_of(const Secp256k1Key &internal) noexcept {
    const auto x = internal.x();
    const auto even = Secp256k1Key::lift_x(x);
    if (!even) return std::nullopt;
    const auto output = even->tweaked(tagged_hash(tweak_tag, x));
    if (!output) return std::nullopt;
    return address_of(AddressKind::p2tr, output->x());
}

Result<Address> address_of_type(AddressType type, const Secp256k1Key &key) noexcept {
    switch (type) {
    case AddressType::p2pkh:
        return p2pkh_of(key.compressed());
    case AddressType::p2sh_p2wpkh:
        return p2sh_p2wpkh_of(key);
    case AddressType::p2wpkh:
        return p2wpkh_of(key);
    case AddressType::p2tr:
        break;
    }
    const auto address = p2tr_of(key);
    if (!address) return refuse(WA_REJECTED_SIGNER, "the key has no Taproot address");
    return *address;
}

Result<Address> address_of_key(Bytes key, std::optional<AddressType> type) noexcept {
    const auto point = read_point(key);
    if (!point && WA_STATUS_CLASS(point.error().status) == WA_CLASS_MALFORMED) {
        return std::unexpected(point.error());
    }
    if (key.size() == 32 && type.value_or(AddressType::p2tr) != AddressType::p2tr) {
        return refuse(WA_MALFORMED_PARAMS, "address_type: a key of 32 bytes is Taproot's, p2tr");
    }
    if (key.size() == 65 && type.value_or(AddressType::p2pkh) != AddressType::p2pkh) {
        return refuse(WA_MALFORMED_PARAMS, "address_type: an uncompressed key has p2pkh alone");
    }
    if (key.size() == 33 && !type) {
        return refuse(WA_MALFORMED_PARAMS, "address_type is missing: the key has four addresses");
    }
    if (!point) return std::unexpected(point.error());
    if (key.size() == 32) return address_of(AddressKind::p2tr, key);
    if (key.size() == 65) return p2pkh_of(key);
    return address_of_type(*type, *point);
}

} // namespace walletauth::bitcoin
