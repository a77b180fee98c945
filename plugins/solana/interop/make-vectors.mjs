// Writes tests/vectors/solana/*.json, or with --check compares them with what is committed.

import { memo_vectors } from './solana/memo.mjs';
import { message_vectors } from './solana/message.mjs';
import { offchain_vectors } from './solana/offchain.mjs';
import { write_files } from './write-files.mjs';

write_files('solana', [message_vectors(), offchain_vectors(), memo_vectors()]);
