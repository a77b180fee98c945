// SPDX-License-Identifier: Apache-2.0
// The daemon's page in a real browser, with a wallet of EIP-6963 and one of the Wallet Standard: a
// user signs in for a site, sees a second one without a tap, and signs out. Keys stay outside of the
// browser: viem and Node sign. Usage: node page.mjs DAEMON PLUGINS
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {generateKeyPairSync, sign} from 'node:crypto';
import {once} from 'node:events';
import {chromium} from 'playwright-core';
import {generatePrivateKey, privateKeyToAccount} from 'viem/accounts';

const SITE = 'https://site.example/board?x=1';

function base58(bytes) {
  const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
  let text = '';
  for (let rest = BigInt('0x' + bytes.toString('hex')); rest > 0n; rest /= 58n) text = alphabet[Number(rest % 58n)] + text;
  return '1'.repeat(bytes.findIndex((byte) => byte !== 0)) + text;
}

/** Runs in the page, before its own script, as an extension's would. */
function wallets({account, address}) {
  const icon = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';
  const provider = {async request({method, params}) {
    if (method === 'eth_requestAccounts') return [account];
    if (method === 'eth_chainId') return '0x1';
    if (method === 'personal_sign' && params[1] === account) return window.signByViem(params[0]);
    throw Object.assign(new Error(`no ${method}`), {code: 4200});
  }};
  const announce = () => window.dispatchEvent(new CustomEvent('eip6963:announceProvider',
    {detail: Object.freeze({info: {uuid: 'one', name: 'By EIP-6963', icon, rdns: 'example.one'}, provider})}));
  window.addEventListener('eip6963:requestProvider', announce);
  announce();
  const own = {address, publicKey: new Uint8Array(32), chains: ['solana:mainnet'], features: []};
  const wallet = {version: '1.0.0', name: 'By the Wallet Standard', icon, chains: ['solana:mainnet'], accounts: [], features: {
    'standard:connect': {connect: async () => ({accounts: wallet.accounts = [own]})},
    'solana:signMessage': {signMessage: async ({message}) =>
      [{signedMessage: message, signature: new Uint8Array(await window.signByNode([...message]))}]},
  }};
  const register = (api) => api.register(wallet);
  window.addEventListener('wallet-standard:app-ready', ({detail}) => register(detail));
  window.dispatchEvent(new CustomEvent('wallet-standard:register-wallet', {detail: register}));
}

async function visit(browser, name, subject, {account, address, secret}) {
  const context = await browser.newContext({ignoreHTTPSErrors: true});
  await context.exposeFunction('signByViem', (raw) => account.signMessage({message: {raw}}));
  await context.exposeFunction('signByNode', (bytes) => [...sign(null, Buffer.from(bytes), secret)]);
  await context.addInitScript(wallets, {account: account.address, address});
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  await page.goto(SITE);
  assert.match(page.url(), /^https:\/\/login\.example\/forward\?request=/);
  await page.getByRole('button', {name}).click();
  await page.getByRole('button', {name: `Sign with ${name}`}).click();
  await page.waitForURL(SITE);
  const {headers} = JSON.parse(await page.textContent('body'));
  assert.equal(headers.find(([key]) => key === 'X-Walletauth-Subject')[1], subject);
  await page.goto('https://other.example/');
  assert.equal(page.url(), 'https://other.example/');
  // The hostile site sets what it can. None of it reaches the other one, nor do scripts see ours.
  assert.equal(await page.evaluate(() => {
    document.cookie = '__Host-wa_fwd=x; Domain=example; Path=/; Secure';
    return document.cookie;
  }), '');
  await page.goto(SITE);
  assert.equal(page.url(), SITE);
  await page.goto('https://login.example/forward');
  assert.match(await page.textContent('main'), new RegExp(subject));
  await page.getByRole('button', {name: 'Sign out'}).click();
  await page.getByText('Nobody is signed in').waitFor();
  assert.deepEqual(said, []);
  await context.close();
}

const server = spawn('python3', [new URL('serve.py', import.meta.url).pathname, ...process.argv.slice(2)], {stdio: ['pipe', 'pipe', 'inherit']});
const port = (await once(server.stdout, 'data')).toString().trim();
const browser = await chromium.launch({executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', `--host-resolver-rules=MAP *.example:443 127.0.0.1:${port}`]});
try {
  const account = privateKeyToAccount(generatePrivateKey());
  const {publicKey, privateKey: secret} = generateKeyPairSync('ed25519');
  const address = base58(publicKey.export({format: 'der', type: 'spki'}).subarray(12));
  const users = {account, address, secret};
  await visit(browser, 'By EIP-6963', `eip155:1:${account.address}`, users);
  await visit(browser, 'By the Wallet Standard', `solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp:${address}`, users);
  const context = await browser.newContext({ignoreHTTPSErrors: true});
  const page = await context.newPage();
  await page.goto(SITE);
  await page.getByText('No wallet was found').waitFor();
  console.log('forward-auth in Chromium: two wallets signed in, saw two sites, and signed out');
} finally {
  await browser.close();
  server.stdin.end();
  await once(server, 'exit');
}
