// SPDX-License-Identifier: Apache-2.0
// Writes ../tests/sign_in.json: the document SignIn of SNIP-12, hashed and signed by starknet.js, of an OpenZeppelin
// account that follows from its key.

import { OZ, openzeppelin_calldata } from './accounts.mjs';
import { STARKNET, sign_document, signer } from './sign.mjs';
import { MAIN, single } from './snip12.mjs';
import { EXPIRATION_TIME, ISSUED_AT, SERVICE, nonce, write_cases } from '../../../tests/interop/sign-in.mjs';

const text = (name) => ({ name, type: 'string' });
const shortstring = (name) => ({ name, type: 'shortstring' });
const who = signer('sign-in');
const holder = single(who, OZ, openzeppelin_calldata(who.x));
const asked = { chain: MAIN, scheme: 'snip12', form: 'snip12', account: holder.account, statement: 'Sign in to Example' };
const uri = `https://${SERVICE.domain}`;
const document = {
    types: {
        StarknetDomain: ['name', 'version', 'chainId', 'revision'].map(shortstring),
        SignIn: [text('domain'), { name: 'address', type: 'ContractAddress' },
                 ...['statement', 'uri', 'nonce', 'issuedAt', 'expirationTime'].map(text)],
    },
    primaryType: 'SignIn',
    domain: { name: 'Sign in', version: '1', chainId: 'SN_MAIN', revision: '1' },
    message: { domain: SERVICE.domain, address: asked.account, statement: asked.statement, uri,
               nonce: nonce({ ...asked, uri }), issuedAt: ISSUED_AT, expirationTime: EXPIRATION_TIME },
};
write_cases(import.meta.url, [{
    id: 'snip12', source: STARKNET, challenge: asked,
    request: { chain: asked.chain, scheme: asked.scheme, form: asked.form, account: asked.account, public_key: who.key,
               message: { json: document }, params: holder.params,
               signature: await sign_document(who, document, asked.account) },
}]);
