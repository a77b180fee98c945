/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold before a signature is looked at. plugin.hpp does this for plugins in C++. */
#ifndef DEMO_REQUEST_H
#define DEMO_REQUEST_H

#include "output.h"

#define MAX_MESSAGE_SIZE 65536

/* WA_UNSUPPORTED_SCHEME, WA_UNSUPPORTED_CHAIN. */
answer check_route(wa_text chain, wa_text scheme);
answer check_chain(wa_text chain);

/* The whole request but the content of its fields, in the order of precedence. */
answer check_request(const wa_request *request);

#endif
