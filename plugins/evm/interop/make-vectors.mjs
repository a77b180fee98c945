// Writes tests/vectors/evm/*.json, or with --check compares them with what is committed.

import { account_vectors } from './evm/account.mjs';
import { eip191_vectors } from './evm/eip191.mjs';
import { eip191_kwil_vectors } from './evm/eip191-kwil.mjs';
import { eip712_vectors } from './evm/eip712.mjs';
import { write_files } from './write-files.mjs';

write_files('evm', [await eip191_vectors(), await eip191_kwil_vectors(), await eip712_vectors(),
                    await account_vectors()]);
