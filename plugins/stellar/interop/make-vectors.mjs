// SPDX-License-Identifier: Apache-2.0
// Writes ../vectors/*.json, or with --check compares them with what is committed.

import { account_vectors } from './account.mjs';
import { sep53_vectors } from './sep53.mjs';
import { state_vectors } from './state.mjs';
import { sign_in_vectors } from './sign-in-vectors.mjs';
import { write_files } from '../../../tests/interop/write-files.mjs';

write_files(import.meta.url, [sep53_vectors(), state_vectors(), account_vectors(), sign_in_vectors()]);
