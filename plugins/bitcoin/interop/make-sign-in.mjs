// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: CAIP-122's text, which bip322-js signs.

import { EXPIRATION_TIME, ISSUED_AT, SERVICE, case_of, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';
import { asked, sign } from './sign-in.mjs';
import { caip122_text } from './sign-in-vectors.mjs';
import { BIP322_JS } from './sign.mjs';

const uri = `https://${SERVICE.domain}`;
const text = caip122_text({ domain: SERVICE.domain, uri, statement: asked.statement, version: '1', nonce: nonce({ ...asked, uri }),
    issued_at: ISSUED_AT, expiration_time: EXPIRATION_TIME }, asked.account, asked.chain);
write_cases(import.meta.url, [await case_of(`${BIP322_JS} signs`, asked, { message: { text } }, sign)]);
