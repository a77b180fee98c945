// SPDX-License-Identifier: Apache-2.0
// Calls that write into a buffer, with arguments from vectors and from the descriptor. Internal.
#pragma once

#include "check.hpp"

namespace walletauth::conformance {

struct OutputCall {
    std::string vector;
    std::string name; ///< "normalize_account("alice.near")"
    /// The arguments go through `place` first.
    std::function<std::uint32_t(wa_buffer *out, wa_buffer *detail, const Place &place)>
        place_and_run;

    std::uint32_t run(wa_buffer *out, wa_buffer *detail) const {
        count_call();
        return place_and_run(out, detail, {});
    }
};

/// What the call wrote into a buffer that is large enough.
struct Output {
    std::uint32_t status = WA_ERROR_INTERNAL;
    Bytes bytes;
    std::string detail;
    bool operator==(const Output &) const = default;
};

inline constexpr std::size_t ample = std::size_t{1} << 16;

/// At most `most` calls of each function; of the context's scheme, or of the accounts.
[[nodiscard]] std::vector<OutputCall> output_calls(Context &context, std::size_t most);

[[nodiscard]] Output call(const OutputCall &output_call);
/// The same into the caller's room, of `ample` bytes: for callers that repeat it often.
[[nodiscard]] Output call(const OutputCall &output_call, Bytes &room);
[[nodiscard]] std::string text_of(const Output &output);

/// What each request and each call is answered alone.
[[nodiscard]] std::vector<Answer> answers_of(const wa_plugin &plugin,
                                             const std::vector<Case> &cases);
[[nodiscard]] std::vector<Output> outputs_of(const std::vector<OutputCall> &calls);

} // namespace walletauth::conformance
