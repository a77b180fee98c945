// SPDX-License-Identifier: Apache-2.0
#include <walletauth/curve/secp256k1.hpp>

namespace walletauth {

std::string_view explain(Secp256k1Fault fault) noexcept {
    switch (fault) {
    case Secp256k1Fault::key_form:
        return "a key has 33 bytes (02 or 03) or 65 (04)";
    case Secp256k1Fault::key_off_curve:
        return "the key is no point of the curve";
    case Secp256k1Fault::recovery_id:
        return "the recovery id is not 0 to 3";
    case Secp256k1Fault::der_size:
        return "a DER signature has 8 to 72 bytes";
    case Secp256k1Fault::der_layout:
        return "the signature is no DER sequence of two integers";
    case Secp256k1Fault::der_negative:
        return "r or s is negative in DER";
    case Secp256k1Fault::der_padding:
        return "r or s has a needless zero in front in DER";
    case Secp256k1Fault::r_overflow:
        return "r is not below the group order";
    case Secp256k1Fault::s_overflow:
        return "s is not below the group order";
    case Secp256k1Fault::s_high:
        return "s is in the upper half of the group order";
    case Secp256k1Fault::r_zero:
        return "r is zero";
    case Secp256k1Fault::s_zero:
        return "s is zero";
    case Secp256k1Fault::no_key:
        return "no key can have made this signature";
    case Secp256k1Fault::mismatch:
        return "the signature does not match";
    case Secp256k1Fault::bad_tweak:
        return "the tweak is not below the group order, or leaves no key";
    }
    return {};
}

} // namespace walletauth
