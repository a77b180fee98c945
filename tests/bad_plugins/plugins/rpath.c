/* SPDX-License-Identifier: Apache-2.0 */
/* Linked with a RUNPATH (CMakeLists.txt). */
#include "base.h"
