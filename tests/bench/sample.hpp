// SPDX-License-Identifier: Apache-2.0
// A valid request of a scheme, from the project's vectors, in every form that a layer takes.
#pragma once

#include "conformance/vectors/vector_file.hpp"

#include <walletauth/resolved_request.hpp>
#include <walletauth/verifier.hpp>
#include <walletauth/wire.hpp>

#include <optional>
#include <string>

namespace walletauth::bench {

/// All plugins that were built.
[[nodiscard]] const Verifier &verifier();

class Sample {
  public:
    /// The first valid vector of vectors/FILE without evidence; throws if there is none.
    Sample(const std::string &file, std::string_view scheme);
    Sample(const Sample &) = delete; // the views point into it

    std::string_view json; ///< the request in the wire format
    Request request;
    wa_request raw{}; ///< as plugins get it, with a canonical account

    [[nodiscard]] const wa_plugin &plugin() const;

  private:
    VectorFile file_;
    std::optional<WireRequest> wire_;
    std::optional<ResolvedRequest> resolved_;
};

} // namespace walletauth::bench
