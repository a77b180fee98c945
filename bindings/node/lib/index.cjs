// SPDX-License-Identifier: Apache-2.0
'use strict';

const { WalletauthError } = require('./errors.cjs');
const { answerOf } = require('./evidence.cjs');
const { Host, openDirectory, openInstalled, openManifest, openShared } = require('./host.cjs');
const { RawJson } = require('./json.cjs');
const { Resolver, openResolver } = require('./resolver.cjs');
const { SignIn, openSignIn } = require('./sign-in.cjs');
const { Query, isValidOrThrow } = require('./verdict.cjs');

const rawJson = (text) => new RawJson(text);

module.exports = {
    Host, Query, RawJson, Resolver, SignIn, WalletauthError,
    answerOf, isValidOrThrow, openDirectory, openInstalled, openManifest, openResolver, openShared, openSignIn, rawJson,
};
