// SPDX-License-Identifier: Apache-2.0
// A form says that its texts claim something that nobody has defined.
#include "sign_in_breaker.hpp"

namespace {

wa_sign_in_form form;
const wa_sign_in_form *forms[1];

void spoil(wa_sign_in_table &table) {
    form = *table.forms[0];
    form.claims |= UINT64_C(1) << 40;
    forms[0] = &form;
    table.forms = forms;
    table.form_count = 1;
}

} // namespace

BREAKER_OF_TEXTS(spoil);
