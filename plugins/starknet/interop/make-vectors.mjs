// Writes tests/vectors/starknet/*.json, or with --check compares them with what is committed.

import { account_vectors } from './starknet/account.mjs';
import { owner_vectors } from './starknet/owners.mjs';
import { snip12_vectors } from './starknet/snip12.mjs';
import { state_vectors } from './starknet/state.mjs';
import { write_files } from './write-files.mjs';

write_files('starknet', [await snip12_vectors(), await owner_vectors(), await state_vectors(),
                         account_vectors()]);
