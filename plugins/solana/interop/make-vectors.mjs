// SPDX-License-Identifier: Apache-2.0
// Writes ../vectors/*.json, or with --check compares them with what is committed.

import { memo_vectors } from './memo.mjs';
import { message_vectors } from './message.mjs';
import { offchain_vectors } from './offchain.mjs';
import { sign_in_vectors } from './sign-in-vectors.mjs';
import { write_files } from '../../../tests/interop/write-files.mjs';

write_files(import.meta.url, [message_vectors(), offchain_vectors(), memo_vectors(), sign_in_vectors()]);
