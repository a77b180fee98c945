// SPDX-License-Identifier: Apache-2.0
// Signing in by NEP-413: the payload itself is the form.
#pragma once

#include <walletauth/sign_in/forms.hpp>

namespace walletauth::near {

extern const sign_in::FormEntry sign_in_forms[1];

} // namespace walletauth::near
