// SPDX-License-Identifier: Apache-2.0
#include "ecdsa.hpp"

#include "best_multiply.hpp"
#include "scalar.hpp"
#include "verify_kernel.hpp"

namespace walletauth::starknet {
namespace {

constexpr Words limit_251{0, 0, 0, std::uint64_t{1} << 59};

using felt_detail::is_zero;

std::unexpected<Refusal> rejected(std::string_view what) noexcept {
    return refuse(WA_REJECTED_SIGNATURE, "Stark signature: ", what);
}

bool matches(const Words &u1, const Words &u2, const Felt &key, const Felt &r) noexcept {
    return with_best_multiply([&]<class Multiply>() {
        using Kernel = VerifyKernel<Multiply>;
        const Words x = key.montgomery();
        return Kernel::matches(u1, u2, x, Kernel::curve_value(x), r.montgomery());
    });
}

/// cairo-lang, signature.py (verify): every value in the range that the builtin can hold.
Result<void> check_starkware_ranges(const Words &hash, const Words &r, const Words &s,
                                    const Words &inverse) noexcept {
    if (is_zero(hash) || !felt_detail::is_below(hash, limit_251)) {
        return rejected("hash is not in 1 .. 2^251 - 1");
    }
    if (is_zero(r) || !felt_detail::is_below(r, limit_251)) {
        return rejected("r is not in 1 .. 2^251 - 1");
    }
    if (!felt_detail::is_below(s, curve_order)) return rejected("s is not in 1 .. n - 1");
    if (!felt_detail::is_below(inverse, limit_251)) return rejected("1/s is not below 2^251");
    return {};
}

} // namespace

bool is_on_curve(const Felt &x) noexcept {
    const Felt d = x * x * x + x + curve_beta;
    return d.is_zero() || is_square(d.words());
}

Result<void> verify_ecdsa(const Felt &hash, const Felt &r, const Felt &s, const Felt &key_x,
                          Rule rule) noexcept {
    const Words z_words = hash.words();
    const Words r_words = r.words();
    const Words s_reduced = reduce_scalar(s.words());
    if (is_zero(s_reduced)) return rejected("s is 0 modulo n");
    if (r_words == curve_order) return rejected("r is n");
    if (!is_on_curve(key_x)) return rejected("the key is no x coordinate of the curve");
    const Words inverse = invert_modulo(s_reduced, scalar_modulus);
    if (rule == Rule::strict) {
        if (auto good = check_starkware_ranges(z_words, r_words, s.words(), inverse); !good) {
            return good;
        }
    }
    const Words u1 = multiply_scalars(reduce_scalar(z_words), inverse);
    const Words u2 = multiply_scalars(reduce_scalar(r_words), inverse);
    if ((is_zero(u1) && is_zero(u2)) || !matches(u1, u2, key_x, r)) {
        return rejected("no match of key and hash");
    }
    return {};
}

} // namespace walletauth::starknet
