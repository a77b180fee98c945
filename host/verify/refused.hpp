// SPDX-License-Identifier: Apache-2.0
// A refusal as a verdict. Internal.
#pragma once

#include <walletauth/verifier.hpp>

namespace walletauth {

[[nodiscard]] inline Verdict refused(const Refusal &refusal) {
    Verdict verdict;
    verdict.status = refusal.status;
    verdict.detail = refusal.detail.view();
    return verdict;
}

[[nodiscard]] inline Verdict out_of_memory() noexcept {
    Verdict verdict;
    verdict.status = WA_ERROR_MEMORY;
    return verdict;
}

} // namespace walletauth
