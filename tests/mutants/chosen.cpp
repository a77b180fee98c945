// SPDX-License-Identifier: Apache-2.0
// In a file of its own, so that no compiler knows the name before it is written.
extern "C" const char mutant_chosen[96];
const char mutant_chosen[96] = "walletauth mutant:none";
