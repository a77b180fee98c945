// SPDX-License-Identifier: Apache-2.0
// Calls with one argument that may have any size. Internal.
#pragma once

#include "check.hpp"
#include "output_call.hpp"

#include <memory>
#include <optional>
#include <set>

namespace walletauth::conformance {

/// A question with the request that points into it.
struct Kept {
    explicit Kept(const Question &kept) : question(kept), asked(question) {}
    const Question question;
    const Asked asked;
};

/// A rule that an answer breaks, and what it wants instead.
struct Broken {
    std::string_view rule;
    std::string wanted;
};

struct SizedCall {
    std::string vector;
    std::string name;            ///< "format_public_key with a public key"
    std::vector<Bytes> contents; ///< what is cut to each size, or repeated up to it
    std::set<std::size_t> sizes;
    std::function<Output(wa_bytes given)> run;
    std::function<std::optional<Broken>(wa_bytes given, const Output &output)> judge;
};

/// Functions that take a key, a text or an account.
void add_sized_notations(std::vector<SizedCall> &calls, Context &context, const Case &of);
/// Functions that take a request: each of its fields.
void add_sized_fields(std::vector<SizedCall> &calls, Context &context, const Case &of);
/// The sign-in texts, where the plugin has them.
void add_sized_sign_in(std::vector<SizedCall> &calls, Context &context, const Case &of);

/// Every size up to that of most keys and texts, but not above `most`; and those around each that
/// means something.
[[nodiscard]] std::set<std::size_t> sizes_around(std::initializer_list<std::size_t> meant,
                                                 std::size_t most);

/// `unsupported`, `malformed`, `rejected`, a need of evidence or none: what a size can lead to.
[[nodiscard]] std::optional<Broken> judge_class(const Output &output);
[[nodiscard]] std::optional<Broken> judge_status(std::string_view rule, std::uint32_t wanted,
                                                 const Output &output);

/// What a function of the table wrote.
template <class Function>
[[nodiscard]] Output output_of(std::size_t capacity, const Function &function) {
    const auto room = std::make_unique_for_overwrite<std::uint8_t[]>(capacity);
    std::array<std::uint8_t, WA_DETAIL_CAPACITY> why{};
    wa_buffer out{room.get(), capacity, 0};
    wa_buffer detail{why.data(), why.size(), 0};
    Output output;
    output.status = function(&out, &detail);
    if (output.status == WA_OK) {
        output.bytes.assign(room.get(), room.get() + std::min(out.size, capacity));
    } else {
        output.detail.assign(reinterpret_cast<const char *>(why.data()),
                             std::min(detail.size, why.size()));
    }
    return output;
}

[[nodiscard]] inline wa_text text_from(wa_bytes bytes) noexcept {
    return {reinterpret_cast<const char *>(bytes.data), bytes.size};
}

} // namespace walletauth::conformance
