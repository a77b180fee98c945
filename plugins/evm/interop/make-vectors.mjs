// SPDX-License-Identifier: Apache-2.0
// Writes ../vectors/*.json, or with --check compares them with what is committed.

import { account_vectors } from './account.mjs';
import { has_anvil } from './anvil.mjs';
import { contract_account_vectors } from './contract-accounts.mjs';
import { eip191_vectors } from './eip191.mjs';
import { eip191_kwil_vectors } from './eip191-kwil.mjs';
import { eip712_vectors } from './eip712.mjs';
import { sign_in_vectors } from './sign-in-vectors.mjs';
import { write_files } from '../../../tests/interop/write-files.mjs';

const files = [await eip191_vectors(), await eip191_kwil_vectors(), await eip712_vectors(), await account_vectors(),
               await sign_in_vectors()];
if (has_anvil()) {
    files.push(...await contract_account_vectors());
} else {
    console.error('SKIP SKIP SKIP: contract accounts are left as they are: anvil is for Linux on x86-64');
}
write_files(import.meta.url, files);
