// SPDX-License-Identifier: Apache-2.0
import viem from './viem.cjs';

export const { isValidOrThrow, viemVerifier } = viem;
