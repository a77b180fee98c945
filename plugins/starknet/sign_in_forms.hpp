// SPDX-License-Identifier: Apache-2.0
// Signing in by SNIP-12: one document of typed data, revision 1.
#pragma once

#include <walletauth/sign_in/forms.hpp>

namespace walletauth::starknet {

extern const sign_in::FormEntry sign_in_forms[1];

} // namespace walletauth::starknet
