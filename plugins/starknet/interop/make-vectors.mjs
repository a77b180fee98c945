// SPDX-License-Identifier: Apache-2.0
// Writes ../vectors/*.json, or with --check compares them with what is committed.

import { account_vectors } from './account.mjs';
import { owner_vectors } from './owners.mjs';
import { snip12_vectors } from './snip12.mjs';
import { state_vectors } from './state.mjs';
import { sign_in_vectors } from './sign-in-vectors.mjs';
import { write_files } from '../../../tests/interop/write-files.mjs';

write_files(import.meta.url, [await snip12_vectors(), await owner_vectors(), await state_vectors(),
                              account_vectors(), await sign_in_vectors()]);
