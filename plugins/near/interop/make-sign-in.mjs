// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: a NEP-413 message. The nonce is the 32 characters themselves.

import { asked, sign } from './sign-in.mjs';
import { NEAR_API_JS, params } from './sign.mjs';
import { SERVICE, case_of, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const signed = { message: { text: asked.statement },
                 params: params({ recipient: SERVICE.domain, nonce: Buffer.from(nonce(asked)) }) };
write_cases(import.meta.url, [await case_of(NEAR_API_JS, asked, signed, sign)]);
