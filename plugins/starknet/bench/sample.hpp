// SPDX-License-Identifier: Apache-2.0
// What starknet.js 10.8.0 signed: a SNIP-12 document for an account. Of its s here is n - s, which
// is as good: gnark-crypto takes only the lower of the two.
#pragma once

#include "plugins/starknet/felt.hpp"

#include <string_view>

namespace walletauth::bench {

using starknet::Felt;

inline Felt felt(std::string_view hex) { return Felt::from_hex(hex).value_or(Felt{}); }

inline const Felt stark_r =
    felt("0x1d11773f072508d69adf2f98627c51e38fb467d320ce8f87e21cd155bd500f4");
inline const Felt stark_s =
    felt("0x26728cea8c71c8f596c7dd2315771c61e03e385040a6a7fe0e4c0af1a09e311");
inline const Felt stark_key =
    felt("0x39d9e6ce352ad4530a0ef5d5a18fd3303c3606a7fa6ac5b620020ad681cc33b");
inline const Felt stark_hash =
    felt("0x3fc744e401c5e02cfa390166d467c9c8b531f38b441ae5356f0b7e9942f894");
inline const Felt stark_account =
    felt("0x64b48806902a367c8598f4f95c305e8c1a1acba5f082d294a43793113115691");
inline constexpr std::string_view stark_document =
    R"({"types":{"StarknetDomain":[{"name":"name","type":"shortstring"},)"
    R"({"name":"version","type":"shortstring"},{"name":"chainId","type":"shortstring"},)"
    R"({"name":"revision","type":"shortstring"}],"Message":[{"name":"a","type":"u128*"}]},)"
    R"("primaryType":"Message","domain":{"name":"Dapp","version":"1","chainId":"SN_MAIN",)"
    R"("revision":"1"},"message":{"a":[]}})";

} // namespace walletauth::bench
