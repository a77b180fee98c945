// SPDX-License-Identifier: Apache-2.0
// plugins/<chain>/tests/matrix.json: what a chain's schemes sign with the two keys that all chains
// have. Made by plugins/<chain>/interop/make-matrix.mjs; tests/interop/matrix.mjs says what is in
// it.
#pragma once

#include <walletauth/wire.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace matrix {

using Bytes = std::vector<std::uint8_t>;

/// One signature, as its scheme takes it.
struct Case {
    std::string id;     ///< "folder/id"
    std::string scheme; ///< "namespace/scheme"
    std::string key;    ///< the kind of key
    Bytes raw;          ///< the signature's two numbers, 32 bytes each
    std::vector<Bytes> signed_bytes;
    walletauth::WireRequest request;
};

/// A signature by `scheme` is valid under `also`, where `offered` is the message.
struct Same {
    std::string scheme;
    std::string also;
    std::string offered; ///< "message" or "signed"
    [[nodiscard]] auto operator<=>(const Same &) const = default;
};

struct Matrix {
    std::vector<Case> cases;
    std::vector<Same> same;
};

/// All files, of which each plugin has one. Throws std::runtime_error with what is wrong.
[[nodiscard]] Matrix read_matrix(const walletauth::Verifier &verifier);

} // namespace matrix
