# SPDX-License-Identifier: Apache-2.0
from vector_seeds import ed25519_signatures


def ed25519():
    return ed25519_signatures("ed25519", "ed25519_nr")
