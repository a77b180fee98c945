/* SPDX-License-Identifier: Apache-2.0 */
/* What the linker of an executable with a fixed address makes of a host that uses the library of
 * the plugins itself: a copy of its constant, and a jump that stands for its function. */
#include <secp256k1.h>

typedef int (*wa_serialize)(const secp256k1_context *, unsigned char *, size_t *,
                            const secp256k1_pubkey *, unsigned int);

const void *wa_host_constant(void);
wa_serialize wa_host_function(void);

const void *wa_host_constant(void) { return secp256k1_context_static; }
wa_serialize wa_host_function(void) { return secp256k1_ec_pubkey_serialize; }
