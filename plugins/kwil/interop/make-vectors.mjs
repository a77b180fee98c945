// Writes tests/vectors/kwil/*.json, or with --check compares them with what is committed.

import { ed25519_vectors } from './kwil/ed25519-schemes.mjs';
import { secp256k1_vectors } from './kwil/secp256k1.mjs';
import { write_files } from './write-files.mjs';

write_files('kwil', [ed25519_vectors('ed25519'), ed25519_vectors('ed25519_nr'), secp256k1_vectors()]);
