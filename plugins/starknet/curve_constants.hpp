// SPDX-License-Identifier: Apache-2.0
// The Stark curve and StarkWare's points on it (starkware-libs/cairo-lang, pedersen_params.json).
#pragma once

#include "curve.hpp"

namespace walletauth::starknet {
namespace curve_detail {

/// A constant of up to 64 hex digits, written as in the sources.
consteval Felt constant(std::string_view digits) {
    Words value{};
    for (const char c : digits) {
        const auto digit = static_cast<std::uint64_t>(c <= '9' ? c - '0' : c - 'a' + 10);
        for (std::size_t i = 3; i > 0; --i)
            value[i] = value[i] << 4 | value[i - 1] >> 60;
        value[0] = value[0] << 4 | digit;
    }
    return Felt::from_words(value).value();
}
consteval Affine point(std::string_view x, std::string_view y) {
    return {constant(x).montgomery(), constant(y).montgomery()};
}

} // namespace curve_detail

/// y^2 = x^3 + x + beta.
inline constexpr Felt curve_beta =
    curve_detail::constant("6f21413efbe40de150e596d72f7a8c5609ad26c15c915c1f4cdfcb99cee9e89");

inline constexpr Affine generator =
    curve_detail::point("1ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfca",
                        "5668060aa49730b7be4801df46ec62de53ecd11abe43a32873000c36e8dc1f");

/// Pedersen's shift point and its four bases.
inline constexpr std::array<Affine, 5> pedersen_points{
    curve_detail::point("49ee3eba8c1600700ee1b87eb599f16716b0b1022947733551fde4050ca6804",
                        "3ca0cfe4b3bc6ddf346d49d06ea0ed34e621062c0e056c1d0405d266e10268a"),
    curve_detail::point("234287dcbaffe7f969c748655fca9e58fa8120b6d56eb0c1080d17957ebe47b",
                        "3b056f100f96fb21e889527d41f4e39940135dd7a6c94cc6ed0268ee89e5615"),
    curve_detail::point("4fa56f376c83db33f9dab2656558f3399099ec1de5e3018b7a6932dba8aa378",
                        "3fa0984c931c9e38113e0c0e47e4401562761f92a7a23b45168f4e80ff5b54d"),
    curve_detail::point("4ba4cc166be8dec764910f75b45f74b40c690c74709e90f3aa372f0bd2d6997",
                        "40301cf5c1751f4b971e46c4ede85fcac5c59a5ce5ae7c48151f27b24b219c"),
    curve_detail::point("54302dcb0e6cc1c6e44cca8f61a63bb2ca65048d53fb325d36ff12c49a58202",
                        "1b77b3e37d13504b348046268d8ae25ce98ad783c25561a879dcc77e99c2426"),
};

} // namespace walletauth::starknet
