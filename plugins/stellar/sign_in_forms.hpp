// SPDX-License-Identifier: Apache-2.0
// Signing in by a text behind SEP-53's prefix: CAIP-122's lines.
#pragma once

#include <walletauth/sign_in/forms.hpp>

namespace walletauth::stellar {

extern const sign_in::FormEntry sign_in_forms[1];

} // namespace walletauth::stellar
