// SPDX-License-Identifier: Apache-2.0
// Sign-In with Ethereum (EIP-4361), and Reown AppKit's dialect of it.
#pragma once

#include <walletauth/sign_in/forms.hpp>

namespace walletauth::evm {

extern const sign_in::FormEntry sign_in_forms[2];

} // namespace walletauth::evm
