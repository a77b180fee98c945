// Writes tests/vectors/starknet/*.json, or with --check compares them with what is committed.

import { snip12_vectors } from './starknet/snip12.mjs';
import { write_files } from './write-files.mjs';

write_files('starknet', [await snip12_vectors()]);
