// SPDX-License-Identifier: Apache-2.0
// The Stark curve of @scure/starknet, which is another release than the one inside starknet.js.

import { Point, grindKey } from '@scure/starknet';

export const CURVE = Point.CURVE();
export const P = CURVE.p;
export const N = CURVE.n;
export { Point, grindKey };
