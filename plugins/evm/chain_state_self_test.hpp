// SPDX-License-Identifier: Apache-2.0
// Known answers of contract accounts, which need no library but show that the probe's code, its
// questions and its reading are as they were published.
#pragma once

#include <walletauth/interface.hpp>

namespace walletauth::evm {

[[nodiscard]] Result<void> chain_state_self_test();

} // namespace walletauth::evm
