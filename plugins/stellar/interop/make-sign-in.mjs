// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: CAIP-122's lines, signed by SEP-53.

import { asked, sign, sign_in_text } from './sign-in.mjs';
import { BOTH } from './sign.mjs';
import { EXPIRATION_TIME, ISSUED_AT, SERVICE, case_of, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const uri = `https://${SERVICE.domain}`;
const text = sign_in_text({
    domain: SERVICE.domain, account: asked.account, statement: asked.statement, uri, version: '1', chain: 'pubnet',
    nonce: nonce({ ...asked, uri }), issued_at: ISSUED_AT, expiration_time: EXPIRATION_TIME,
});
write_cases(import.meta.url, [await case_of(BOTH, asked, { message: { text } }, sign)]);
