# SPDX-License-Identifier: Apache-2.0
from vector_seeds import typed_data


def eip712():
    return typed_data("eip712")
