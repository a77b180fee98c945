// SPDX-License-Identifier: Apache-2.0
// Writes ../vectors/*.json, or with --check compares them with what is committed.

import { xrpl_message_vectors } from './message.mjs';
import { xrpl_signin_vectors } from './signin.mjs';
import { sign_in_vectors } from './sign-in-vectors.mjs';
import { check_known_fields } from './fields.mjs';
import { write_files } from '../../../tests/interop/write-files.mjs';

check_known_fields();
write_files(import.meta.url, [xrpl_message_vectors(), xrpl_signin_vectors(), sign_in_vectors()]);
