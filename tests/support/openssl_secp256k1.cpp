// SPDX-License-Identifier: Apache-2.0
#include "openssl_secp256k1.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <cstdlib>
#include <ranges>

namespace walletauth::openssl {
namespace {

template <auto free>
struct Free {
    template <class T>
    void operator()(T *object) const noexcept {
        free(object);
    }
};
using Context = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Free<BN_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Free<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Free<OSSL_PARAM_free>>;

/// An oracle without memory answers nothing.
void must(bool holds) {
    if (!holds) std::abort();
}

Number read_number(View bytes) {
    Number number{BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr)};
    must(number != nullptr);
    return number;
}

Bytes der_of(const Signature &signature) {
    std::uint8_t *out = nullptr;
    const int size = i2d_ECDSA_SIG(signature.get(), &out);
    must(size > 0);
    Bytes bytes(out, out + size);
    OPENSSL_free(out);
    return bytes;
}

} // namespace

void FreeKey::operator()(EVP_PKEY *key) const noexcept { EVP_PKEY_free(key); }

Key make_key() {
    Key key{EVP_EC_gen("secp256k1")};
    must(key != nullptr);
    return key;
}

Key read_key(View bytes) {
    const Builder builder{OSSL_PARAM_BLD_new()};
    must(builder &&
         OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "secp256k1",
                                         0) == 1 &&
         OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, bytes.data(),
                                          bytes.size()) == 1);
    const Params params{OSSL_PARAM_BLD_to_param(builder.get())};
    const Context context{EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr)};
    must(params && context && EVP_PKEY_fromdata_init(context.get()) == 1);
    EVP_PKEY *key = nullptr;
    if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1) return {};
    return Key{key};
}

Bytes uncompressed(const Key &key) {
    Bytes bytes(65);
    std::size_t size = 0;
    must(EVP_PKEY_set_utf8_string_param(key.get(), OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
                                        "uncompressed") == 1 &&
         EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, bytes.data(),
                                         bytes.size(), &size) == 1 &&
         size == bytes.size());
    return bytes;
}

Bytes compressed(const Key &key) {
    Bytes bytes(33);
    std::size_t size = 0;
    must(EVP_PKEY_set_utf8_string_param(key.get(), OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
                                        "compressed") == 1 &&
         EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, bytes.data(),
                                         bytes.size(), &size) == 1 &&
         size == bytes.size());
    return bytes;
}

Bytes sign(const Key &key, View digest) {
    const Context context{EVP_PKEY_CTX_new(key.get(), nullptr)};
    Bytes der(72);
    std::size_t size = der.size();
    must(context && EVP_PKEY_sign_init(context.get()) == 1 &&
         EVP_PKEY_sign(context.get(), der.data(), &size, digest.data(), digest.size()) == 1);
    der.resize(size);
    return der;
}

bool verify(const Key &key, View digest, View der) {
    const Context context{EVP_PKEY_CTX_new(key.get(), nullptr)};
    must(context && EVP_PKEY_verify_init(context.get()) == 1);
    return EVP_PKEY_verify(context.get(), der.data(), der.size(), digest.data(), digest.size()) ==
           1;
}

std::optional<std::array<std::uint8_t, 64>> read_der(View der) {
    const std::uint8_t *at = der.data();
    const Signature parsed{d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()))};
    if (!parsed || !std::ranges::equal(der_of(parsed), der)) return std::nullopt;
    std::array<std::uint8_t, 64> out{};
    if (BN_bn2binpad(ECDSA_SIG_get0_r(parsed.get()), out.data(), 32) != 32 ||
        BN_bn2binpad(ECDSA_SIG_get0_s(parsed.get()), out.data() + 32, 32) != 32) {
        return std::nullopt;
    }
    return out;
}

Bytes write_der(std::span<const std::uint8_t, 64> signature) {
    const Signature out{ECDSA_SIG_new()};
    auto r = read_number(signature.first<32>());
    auto s = read_number(signature.last<32>());
    must(out && ECDSA_SIG_set0(out.get(), r.get(), s.get()) == 1);
    (void)r.release(); // the signature's
    (void)s.release();
    return der_of(out);
}

std::array<std::uint8_t, 64> twin(std::span<const std::uint8_t, 64> signature) {
    BIGNUM *read = nullptr;
    must(BN_hex2bn(&read, "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141") != 0);
    const Number order{read};
    const auto s = read_number(signature.last<32>());
    std::array<std::uint8_t, 64> out{};
    std::ranges::copy(signature, out.begin());
    must(BN_sub(s.get(), order.get(), s.get()) == 1 &&
         BN_bn2binpad(s.get(), out.data() + 32, 32) == 32);
    return out;
}

} // namespace walletauth::openssl
