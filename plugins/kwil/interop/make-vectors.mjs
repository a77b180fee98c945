// SPDX-License-Identifier: Apache-2.0
// Writes ../vectors/*.json, or with --check compares them with what is committed.

import { ed25519_vectors } from './ed25519-schemes.mjs';
import { secp256k1_vectors } from './secp256k1.mjs';
import { write_files } from '../../../tests/interop/write-files.mjs';

write_files(import.meta.url, [ed25519_vectors('ed25519'), ed25519_vectors('ed25519_nr'), secp256k1_vectors()]);
