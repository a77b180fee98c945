// SPDX-License-Identifier: Apache-2.0
//
// Reads request objects of the wire format (docs/wire-format.md). Internal.
#pragma once

#include "wire_parts.hpp"

#include <expected>
#include <string_view>

namespace walletauth::wire {

// The text of a request, parsed. `text` must outlive it.
class RequestObject {
  public:
    // A text that is no JSON object, or too large: malformed (request).
    [[nodiscard]] static Result<RequestObject> parse(std::string_view text);

    // The JSON source of the id, "null" if it has none that is a string.
    [[nodiscard]] std::string_view id() const noexcept;

    // A request to verify, into `parts`. A refusal is one of the request's shape; those of its
    // members are in `parts`.
    [[nodiscard]] Result<void> read(RequestParts &parts, const Verifier &verifier,
                                    const VerifyOptions &options) const;

    // The members that wa_verify_flat takes as JSON, into `parts`, whose request has the others.
    [[nodiscard]] Result<void> read_options(RequestParts &parts, const Verifier &verifier,
                                            const VerifyOptions &options) const;

    // An account request: either `account` is set, to be normalised, or the key is, to be derived.
    [[nodiscard]] Result<void> read_account(RequestParts &parts, const Verifier &verifier) const;

  private:
    explicit RequestObject(json::Document document) noexcept : document_(std::move(document)) {}

    json::Document document_;
};

} // namespace walletauth::wire
