// Writes tests/vectors/near/*.json, or with --check compares them with what is committed.

import { nep413_vectors } from './near/nep413.mjs';
import { write_files } from './write-files.mjs';

write_files('near', [await nep413_vectors()]);
