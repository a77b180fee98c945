// SPDX-License-Identifier: Apache-2.0
// How users of Bitcoin sign in: CAIP-122's text, and Reown AppKit's dialect.
#pragma once

#include <walletauth/sign_in/forms.hpp>

namespace walletauth::bitcoin {

extern const sign_in::FormEntry sign_in_forms[4];

} // namespace walletauth::bitcoin
