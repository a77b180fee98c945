// SPDX-License-Identifier: Apache-2.0
// Writes ../vectors/*.json, or with --check compares them with what is committed.

import { account_vectors } from './account.mjs';
import { contract_account_vectors } from './contract-accounts.mjs';
import { eip191_vectors } from './eip191.mjs';
import { eip191_kwil_vectors } from './eip191-kwil.mjs';
import { eip712_vectors } from './eip712.mjs';
import { write_files } from '../../../tests/interop/write-files.mjs';

write_files(import.meta.url, [await eip191_vectors(), await eip191_kwil_vectors(), await eip712_vectors(),
                              await account_vectors(), await contract_account_vectors()]);
