// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: the lines of namespaces/xrpl/caip122.md.

import { asked, sign } from './sign-in.mjs';
import { KEYPAIRS } from './sign.mjs';
import { EXPIRATION_TIME, ISSUED_AT, SERVICE, case_of, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const text = [
    `${SERVICE.domain} wants you to sign in with your XRPL account:`, asked.account, '', asked.statement, '', `URI: ${asked.uri}`,
    'Version: 1', 'Chain ID: 0', `Nonce: ${nonce(asked)}`, `Issued At: ${ISSUED_AT}`, `Expiration Time: ${EXPIRATION_TIME}`,
].join('\n');
write_cases(import.meta.url, [await case_of(KEYPAIRS, asked, { message: { text } }, sign)]);
