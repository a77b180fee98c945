// SPDX-License-Identifier: Apache-2.0
// The same objects as those of `require`, so that an error is an error of both.
import walletauth from './index.cjs';

export const {
    Host, Query, RawJson, Resolver, SignIn, WalletauthError,
    answerOf, isValidOrThrow, openDirectory, openInstalled, openManifest, openResolver, openShared, openSignIn, rawJson,
} = walletauth;
