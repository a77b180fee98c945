/* SPDX-License-Identifier: Apache-2.0 */
/* Carries two identity notes. */
#define NOTE                                                                                       \
    WA_PLUGIN_NOTE(ID);                                                                            \
    __attribute__((section(WA_NOTE_SECTION), used, aligned(4))) static const uint32_t second[] = { \
        11, 12, 1, 0x6c6c6177, 0x75617465, 0x00006874, 0, 1, 0x00646162}
#include "base.h"
