// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <walletauth/plugin.h>
extern "C" {
#define WA_CLAIM_ACCOUNT UINT64_C(0x0001)
#define WA_CLAIM_CHAIN UINT64_C(0x0002)
#define WA_CLAIM_DOMAIN UINT64_C(0x0004)
#define WA_CLAIM_URI UINT64_C(0x0008)
#define WA_CLAIM_VERSION UINT64_C(0x0010)
#define WA_CLAIM_NONCE UINT64_C(0x0020)
#define WA_CLAIM_STATEMENT UINT64_C(0x0040)
#define WA_CLAIM_ISSUED_AT UINT64_C(0x0080)
#define WA_CLAIM_EXPIRATION_TIME UINT64_C(0x0100)
#define WA_CLAIM_NOT_BEFORE UINT64_C(0x0200)
#define WA_CLAIM_REQUEST_ID UINT64_C(0x0400)
#define WA_CLAIM_RESOURCES UINT64_C(0x0800)
typedef struct wa_sign_in_form {
    uint32_t struct_size, reserved;
    wa_text id, scheme;
    uint64_t claims;
} wa_sign_in_form;
typedef struct wa_sign_in_table {
    uint32_t struct_size, reserved;
    const wa_sign_in_form *const *forms;
    size_t form_count;
    uint32_t (*read)(const wa_request *, wa_text form, wa_buffer *out,
                     wa_buffer *detail) WA_NOEXCEPT;
    uint32_t (*compose)(wa_text chain, wa_text scheme, wa_text form, wa_bytes fields,
                        wa_buffer *out, wa_buffer *detail) WA_NOEXCEPT;
} wa_sign_in_table;
}
