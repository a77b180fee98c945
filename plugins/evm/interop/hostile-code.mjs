// SPDX-License-Identifier: Apache-2.0
// Contracts that a thief would deploy, in EVM code by hand (the Yellow Paper's opcodes): what no compiler writes.

import { concat, pad, toHex } from 'viem';

const MAGIC = pad('0x1626ba7e', { dir: 'right', size: 32 });
const NO = pad('0xffffffff', { dir: 'right', size: 32 });
/** PUSH32 word, MSTORE at 0; PUSH3 size, PUSH1 0, RETURN or REVERT. */
const says = (word, size, end = '0xf3') => concat(['0x7f', word, '0x600052', '0x62', toHex(size, { size: 3 }), '0x6000', end]);
/** NO, unless the code before has left a one: JUMPI over it. The jump's target is behind 3 + 1 + 41 bytes. */
const says_if = (condition) =>
    concat([condition, '0x60', toHex((condition.length - 2) / 2 + 3 + says(NO, 32).length / 2 - 1, { size: 1 }), '0x57', says(NO, 32), '0x5b', says(MAGIC, 32)]);

/** By name. Each stands at an address of its own. */
export const HOSTILE = {
    bytes_31: says(MAGIC, 31),
    bytes_64: says(MAGIC, 64),
    bytes_1mb: says(MAGIC, 1 << 20),
    reverts_1mb: says(MAGIC, 1 << 20, '0xfd'),
    echo: '0x366000600037366000f3',                      // CALLDATASIZE bytes of the call, back
    yes_to_nobody: says_if('0x3315'),                          // if CALLER is zero: a plain call's
    calls_back: '0x6000600060006000600033' + '5af1' + '60005260206000f3',  // CALLs CALLER, and answers whether that went well
    tells_gas: '0x5a60005260206000f3',
    destroys: '0x33ff',                                       // SELFDESTRUCT to CALLER
    transient: '0x600160015d',                                // TSTORE
    memory: '0x60016fffffffffffffffffffffffffffffffff52',      // MSTORE far behind all gas
    past_the_end: '0x6001600060003e',                         // RETURNDATACOPY of what was not returned
    forwards: '0x60143603601460003760006000601436036000600060003560601c5af100',  // calls the first 20 bytes with the rest
};
export const hostile_address = (name) => pad(toHex(0x1000 + Object.keys(HOSTILE).indexOf(name)), { size: 20, dir: 'left' }).replace('0x0000', '0xabad');
