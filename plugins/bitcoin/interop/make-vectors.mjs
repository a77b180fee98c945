// SPDX-License-Identifier: Apache-2.0
// Writes ../vectors/*.json, or with --check compares them with what is committed.

import { account_vectors } from './account.mjs';
import { bip137_vectors } from './bip137.mjs';
import { bip322_vectors } from './bip322.mjs';
import { sign_in_vectors } from './sign-in-vectors.mjs';
import { write_files } from '../../../tests/interop/write-files.mjs';

write_files(import.meta.url, [bip322_vectors(), bip137_vectors(), account_vectors(), sign_in_vectors()]);
