// SPDX-License-Identifier: Apache-2.0
// A valid request of a scheme, from the project's vectors, in every form that a layer takes.
#pragma once

#include <walletauth/verifier.hpp>

#include <string>
#include <vector>

namespace walletauth::bench {

/// All plugins that were built.
[[nodiscard]] const Verifier &verifier();

class Sample {
  public:
    /// The first valid vector of tests/vectors/FILE without evidence; throws if there is none.
    Sample(const std::string &file, std::string_view scheme);
    Sample(const Sample &) = delete; // the views point into it

    std::string json; ///< the request in the wire format
    Request request;
    wa_request raw{};

    [[nodiscard]] const wa_plugin &plugin() const;

  private:
    std::string file_;
    std::string chain_, scheme_, account_, message_;
    std::vector<std::uint8_t> signature_, public_key_;
    std::vector<std::string> values_;
    std::vector<std::string> names_;
    std::vector<wa_parameter> parameters_;
};

} // namespace walletauth::bench
