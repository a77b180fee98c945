// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: the lines of namespaces/xrpl/caip122.md, as a message and in the memo of a SignIn.

import { classicAddressToXAddress } from 'ripple-address-codec';

import { asked, sign, sign_memo } from './sign-in.mjs';
import { CODEC, KEYPAIRS } from './sign.mjs';
import { EXPIRATION_TIME, ISSUED_AT, SERVICE, case_of, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const text_of = (challenge) => [
    `${SERVICE.domain} wants you to sign in with your XRPL account:`, challenge.account, '', challenge.statement, '', `URI: ${challenge.uri}`,
    'Version: 1', 'Chain ID: 0', `Nonce: ${nonce(challenge)}`, `Issued At: ${ISSUED_AT}`, `Expiration Time: ${EXPIRATION_TIME}`,
].join('\n');
const made = async (id, source, challenge, by) => ({ ...await case_of(source, challenge, { message: { text: text_of(challenge) } }, by), id });
/** The same user, whose request has the account as an X-address, which is longer. */
const as_x_address = ({ id, request, ...rest }) =>
    ({ id: `${id}-x-address`, ...rest, request: { ...request, account: classicAddressToXAddress(request.account, false, false) } });
const users = async (challenge) => [
    await made('caip122-message', KEYPAIRS, challenge, sign),
    await made('caip122-signin', `${CODEC} and ${KEYPAIRS}`, { ...challenge, scheme: 'xrpl-signin' }, sign_memo),
];
const others = await users({ ...asked, statement: 'Sign in to Example by an X-address' });
write_cases(import.meta.url, [...await users(asked), ...others.map(as_x_address)]);
