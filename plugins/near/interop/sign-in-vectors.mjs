// SPDX-License-Identifier: Apache-2.0
// sign-in.json: NEP-413 messages whose recipient is the service, and whose nonce is 32 letters and digits.

import { NEAR_API_JS, NEAR_SIGN_VERIFY, ed25519_signer, params, sign_nep413 } from './sign.mjs';
import { base64, rejected, valid } from '../../../tests/interop/verdicts.mjs';
import { FIELDS, sign_in_file } from '../../../tests/interop/sign-in-vectors.mjs';

export async function sign_in_vectors() {
    const who = ed25519_signer('sign-in vectors');
    const cases = [];
    for (const [id, callback_url, why] of [['nep413', undefined, 'a message that stays on the page'],
                                           ['nep413-with-callback', `https://${FIELDS.domain}/back`, 'the wallet sends the user back']]) {
        const payload = { message: FIELDS.statement, recipient: FIELDS.domain, nonce: Buffer.from(FIELDS.nonce), callback_url };
        cases.push({ id, text: payload.message, why, source: `${NEAR_API_JS} and ${NEAR_SIGN_VERIFY}: same bytes`,
                     expect: valid(who.account), refused: rejected('signature'),
                     request: { chain: 'near:mainnet', scheme: 'nep413', account: who.account, public_key: who.key,
                                message: { text: payload.message }, params: params(payload),
                                signature: base64(await sign_nep413(who, payload)) } });
    }
    const file = sign_in_file(cases);
    // Domain and nonce are parameters here.
    for (const { id, request } of cases) {
        const say = (kind, changed, why) => file.add(`sign-in-${id}-${kind}`, { ...request, params: { ...request.params, ...changed } },
            rejected('signature'), `derived from sign-in-${id}`, why);
        say('domain', { recipient: 'app.example.evil' }, 'a text for another service');
        say('nonce', { nonce: { base64: base64(Buffer.from('Q7mZ2k9xB4vT1nR8wE5yU3hJ6cL0pA2d')) } }, 'another challenge');
        say('callback', { callback_url: 'https://app.example.evil/back' }, 'the user is sent elsewhere');
    }
    return file;
}
