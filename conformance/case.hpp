// SPDX-License-Identifier: Apache-2.0
// Requests that own their bytes, so that a check can change one and ask again. Internal.
#pragma once

#include "conformance/vectors/vector_file.hpp"
#include "subject.hpp"

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace walletauth::conformance {

using Bytes = std::vector<std::uint8_t>;
using Random = std::mt19937_64;

struct Parameter {
    std::string name;
    Bytes value;
    std::uint32_t kind = WA_PARAMETER_TEXT;
    bool operator==(const Parameter &) const = default;
};

struct Evidence {
    Bytes query;
    Bytes answer;
    std::uint32_t kind = WA_EVIDENCE_RESULT;
    bool operator==(const Evidence &) const = default;
};

/// What a request asks, in the form that the plugin sees: parsed, with a canonical claim.
struct Question {
    std::string scheme;
    std::string chain;
    std::string account;
    std::string block;
    Bytes public_key;
    Bytes message;
    Bytes signature;
    std::vector<Parameter> parameters;
    std::vector<Evidence> evidence;
    std::uint32_t accept = WA_ACCEPT_DERIVED;
    std::uint32_t flags = 0;
    bool operator==(const Question &) const = default;
};

struct Case {
    std::string id;
    Question question;
    bool said_valid = false; ///< a vector says that this is valid
    std::string status;      ///< what a vector says, in the wire format's words
    std::string reason;
};

/// Puts bytes elsewhere, say at the end of a page, and tells where; empty: they stay.
using Place = std::function<const void *(const void *bytes, std::size_t size)>;

[[nodiscard]] wa_text placed(std::string_view text, const Place &place);
[[nodiscard]] wa_bytes placed(const Bytes &bytes, const Place &place);

/// A question as the struct of the ABI; the question must outlive it and not change in size.
class Asked {
  public:
    explicit Asked(const Question &question, const Place &place = {});
    Asked(const Asked &) = delete;
    Asked &operator=(const Asked &) = delete;
    [[nodiscard]] const wa_request &request() const noexcept { return request_; }
    [[nodiscard]] wa_request &request() noexcept { return request_; }

  private:
    std::vector<wa_parameter> parameters_;
    std::vector<wa_evidence> evidence_;
    wa_request request_{};
};

/// The vectors that reach the plugin as a request of this scheme. Those that the host refuses while
/// reading are no cases: they are run as vectors only.
[[nodiscard]] std::vector<Case> cases_of(const Subject &subject,
                                         const std::vector<VectorFile> &files,
                                         std::string_view scheme);

/// Requests made from the descriptor alone: well formed in their sizes, random in their bytes.
[[nodiscard]] std::vector<Case> made_cases(const Subject &subject, const wa_scheme &scheme,
                                           Random &random);

[[nodiscard]] Bytes bytes_from(std::string_view text);

} // namespace walletauth::conformance
