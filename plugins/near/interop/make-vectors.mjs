// SPDX-License-Identifier: Apache-2.0
// Writes ../vectors/*.json, or with --check compares them with what is committed.

import { nep413_vectors } from './nep413.mjs';
import { nep413_kwil_vectors } from './nep413-kwil.mjs';
import { sign_in_vectors } from './sign-in-vectors.mjs';
import { write_files } from '../../../tests/interop/write-files.mjs';

write_files(import.meta.url, [await nep413_vectors(), await nep413_kwil_vectors(), await sign_in_vectors()]);
