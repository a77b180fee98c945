// SPDX-License-Identifier: Apache-2.0
#include "brood.hpp"

#include <utility>

namespace walletauth::cli::breed {

void Brood::add(std::string kind, const Draft &draft, Expectation expect, std::string why) {
    auto json = draft.json();
    if (herd_.holds(json)) return;
    negatives_.emplace_back(std::move(kind), std::move(json), expect, std::move(why));
}

} // namespace walletauth::cli::breed
