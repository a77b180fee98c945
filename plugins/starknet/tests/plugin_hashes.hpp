// SPDX-License-Identifier: Apache-2.0
// The plugin's own Pedersen and Poseidon for the slow encoder, where the slow ones would take too
// long. They are compared with the slow ones apart from documents.
#pragma once

#include "slow_snip12.hpp"

#include "plugins/starknet/hashes.hpp"

#include <vector>

namespace slow_snip12 {

inline std::vector<walletauth::starknet::Felt> to_felts(const std::vector<Int> &elements) {
    std::vector<walletauth::starknet::Felt> felts;
    for (const Int &element : elements)
        felts.push_back(slow_stark::to_felt(element));
    return felts;
}

inline Hashes plugin_hashes() {
    namespace fast = walletauth::starknet;
    using slow_stark::to_felt;
    using slow_stark::to_int;
    using Elements = std::vector<Int>;
    return {
        {[](const Elements &all) { return to_int(fast::pedersen_array(to_felts(all))); },
         [](const Int &a, const Int &b) { return to_int(fast::pedersen(to_felt(a), to_felt(b))); }},
        {[](const Elements &all) { return to_int(fast::poseidon_array(to_felts(all))); },
         [](const Int &a, const Int &b) {
             return to_int(fast::poseidon(to_felt(a), to_felt(b)));
         }}};
}

} // namespace slow_snip12
