// SPDX-License-Identifier: Apache-2.0
#include "brood.hpp"

#include <utility>

namespace walletauth::cli::breed {

void Brood::add(std::string kind, const Draft &draft, Expectation expect, std::string why) {
    if (herd_.holds(draft.question())) return;
    negatives_.emplace_back(std::move(kind), draft.json(), expect, std::move(why));
}

} // namespace walletauth::cli::breed
