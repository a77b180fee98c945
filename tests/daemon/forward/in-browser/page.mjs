// SPDX-License-Identifier: Apache-2.0
// The daemon's page in a real browser, with the wallets of each plugins/<chain>/interop/browser.mjs: a user signs in for a
// site, sees a second one without a tap, and signs out. Keys stay outside of the browser: the chain's own libraries sign.
// Before that the wallet refuses, answers nothing of use, and signs with another account: the page says so each time.
// Usage: node page.mjs DAEMON PLUGINS
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {existsSync, readdirSync} from 'node:fs';
import {chromium} from 'playwright-core';

const SITE = 'https://site.example/board?x=1';
const ICON = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg"/>';

/** {chain's folder: what its browser.mjs exports}. */
async function all_wallets() {
  const folder = new URL('../../../../plugins/', import.meta.url);
  const found = {};
  for (const name of readdirSync(folder)) {
    const file = new URL(`${name}/interop/browser.mjs`, folder);
    if (existsSync(file)) found[name] = await import(file);
  }
  return found;
}

/** What a wallet does when it is asked to sign. `another` account signs only where browser.mjs has one. */
const MOODS = {
  refuses: () => { throw new Error('User rejected the request'); },
  rubbish: () => ({}),
  garbled: () => ({signature: 'rubbish'}),
  another: (challenge, wallet) => wallet.another(challenge),
  signs: (challenge, wallet) => wallet.sign(challenge),
};

/** What it answers when it is asked for an account, where browser.mjs asks this. */
const CONNECT = {refuses: MOODS.refuses, garbled: () => 'rubbish', signs: ({asked}) => asked.account};

/** The sentence that a user must see then. Who has signed is known before the daemon is asked where the wallet says it. */
function sentence(mood, name, {asked: {account}, says_account = [], gives_no_reason}) {
  const unclear = `${name} gave an answer that this page can't read. Try again, or take another wallet.`;
  const refused = new RegExp(`^${name}'s signature is refused: .+\\. Choose ${account} there, and try again\\.$`);
  const reason = gives_no_reason ? 'it was not confirmed there' : '(The u|U)ser rejected [\\w ]+';
  if (mood === 'refuses') return new RegExp(`^${name} refused: ${reason}\\. Try again, or take another wallet\\.$`);
  if (mood === 'rubbish') return unclear;
  if (mood === 'garbled') return new RegExp(`${refused.source}|^${unclear}$`);
  return says_account.includes(name) ? new RegExp(`^${name} signed with \\w+\\. Choose ${account} there, and try again\\.$`) : refused;
}

async function open(browser, wallets) {
  const context = await browser.newContext({ignoreHTTPSErrors: true});
  const mood = {now: 'signs'};
  for (const [name, wallet] of Object.entries(wallets)) {
    await context.exposeFunction(`sign_${name}`, (challenge) =>
      challenge === 'connect' ? CONNECT[mood.now](wallet) : MOODS[mood.now](challenge, wallet));
    await context.addInitScript(wallet.inject, {asked: wallet.asked, icon: ICON, sign: `sign_${name}`});
  }
  const page = await context.newPage();
  const said = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(error.message));
  return {context, page, said, mood};
}

async function visit(browser, wallets, name, wallet) {
  const {chain, account} = wallet.asked;
  const {context, page, said, mood} = await open(browser, wallets);
  await page.goto(SITE);
  assert.match(page.url(), /^https:\/\/login\.example\/forward\?request=/);
  const names = Object.values(wallets).flatMap((chain) => chain.names);
  await page.waitForFunction((count) => document.querySelectorAll('button').length >= count, names.length);
  assert.deepEqual((await page.getByRole('button').allTextContents()).sort(), names.sort());
  for (mood.now of Object.keys(CONNECT)) {
    if (mood.now !== 'signs' && !wallet.another) continue;
    await page.getByRole('button', {name, exact: true}).click();
    if (mood.now === 'refuses') await page.getByText(sentence(mood.now, name, wallet)).waitFor();
    if (mood.now === 'garbled') await page.getByText(new RegExp(`^${name}'s account is refused: .+ Choose another one`)).waitFor();
  }
  await page.getByRole('button', {name: `Sign with ${name}`}).waitFor();
  for (mood.now of Object.keys(MOODS)) {
    if (mood.now === 'another' && !wallet.another) continue;
    await page.getByRole('button', {name: `Sign with ${name}`}).click();
    if (mood.now === 'signs') break;
    await page.getByText(sentence(mood.now, name, wallet)).waitFor();
  }
  await page.waitForURL(SITE);
  const {headers} = JSON.parse(await page.textContent('body'));
  const subject = `${chain}:${account}`;
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
  // Of all that went wrong the browser itself names the sign-ins that the daemon refused.
  assert.deepEqual(said.filter((line) => !/^Failed to load resource: .* status of 40[01] /.test(line)), []);
  await context.close();
}

const wallets = await all_wallets();
const asked = Object.values(wallets).map((chain) => chain.asked);
const server = spawn('python3', [new URL('serve.py', import.meta.url).pathname, ...process.argv.slice(2, 4),
  JSON.stringify(asked.map(({chain}) => chain)), JSON.stringify(asked.map(({form}) => form))], {stdio: ['pipe', 'pipe', 'inherit']});
const port = (await once(server.stdout, 'data')).toString().trim();
const browser = await chromium.launch({executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', `--host-resolver-rules=MAP *.example:443 127.0.0.1:${port}`]});
try {
  let count = 0;
  for (const wallet of Object.values(wallets))
    for (const name of wallet.names) {
      await visit(browser, wallets, name, wallet);
      console.log(`${name}: ${wallet.asked.chain}`);
      ++count;
    }
  assert.ok(count > 1);
  const {page} = await open(browser, {});
  await page.goto(SITE);
  await page.getByText('No wallet was found').waitFor();
  console.log(`forward-auth in Chromium: ${count} wallets signed in, saw two sites, and signed out`);
} finally {
  await browser.close();
  server.stdin.end();
  await once(server, 'exit');
}
