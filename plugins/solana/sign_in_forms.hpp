// SPDX-License-Identifier: Apache-2.0
// Sign-In with Solana, and Reown AppKit's dialect, in each of the three ways that wallets sign
// text.
#pragma once

#include <walletauth/sign_in/forms.hpp>

namespace walletauth::solana {

extern const sign_in::FormEntry sign_in_forms[4];

} // namespace walletauth::solana
