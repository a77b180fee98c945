// Writes tests/vectors/near/*.json, or with --check compares them with what is committed.

import { nep413_vectors } from './near/nep413.mjs';
import { nep413_kwil_vectors } from './near/nep413-kwil.mjs';
import { write_files } from './write-files.mjs';

write_files('near', [await nep413_vectors(), await nep413_kwil_vectors()]);
