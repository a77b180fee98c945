// SPDX-License-Identifier: Apache-2.0
// A valid request of a scheme, from the project's vectors, in every form that a layer takes.
#pragma once

#include "chains.hpp"
#include "conformance/vectors/vector_file.hpp"

#include <walletauth/resolved_request.hpp>
#include <walletauth/verifier.hpp>
#include <walletauth/wire.hpp>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace walletauth::bench {

/// All plugins that were built.
[[nodiscard]] const Verifier &verifier();

/// The vectors of all chains, each in a folder of its own.
[[nodiscard]] std::filesystem::path vector_folder();

/// How the chain's folder wants the scheme to be measured; by default without bare, and with the
/// first vector of any file.
[[nodiscard]] BenchScheme bench_scheme(const Chain &chain, std::string_view scheme);

class Sample {
  public:
    /// The first valid vector of a scheme that needs nothing of the service; null if there is none.
    /// Throws where vectors cannot be read.
    [[nodiscard]] static std::unique_ptr<const Sample> of(const Chain &chain,
                                                          const BenchScheme &scheme);
    Sample(VectorFile file, std::size_t index);
    Sample(const Sample &) = delete; // the views point into it

    std::string_view json; ///< the request in the wire format
    Request request;
    wa_request raw{}; ///< as plugins get it, with a canonical account

    [[nodiscard]] const wa_plugin &plugin() const; ///< the loaded one

  private:
    VectorFile file_;
    std::optional<WireRequest> wire_;
    std::optional<ResolvedRequest> resolved_;
};

} // namespace walletauth::bench
