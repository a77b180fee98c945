// SPDX-License-Identifier: Apache-2.0
/// What libraries above this one need to take part in the C API: the objects behind its handles.
/// Not for programs.
#pragma once

#include <walletauth/cxx23.hpp>

#include <walletauth/evidence_source.hpp>
#include <walletauth/verifier.hpp>
#include <walletauth/walletauth.h>
#include <walletauth/walletauth_evidence.h>

#include <cstdlib>
#include <cstring>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

namespace walletauth {

/// The verifier of a host, which lives as long as that; a copy of it keeps the plugins.
[[nodiscard]] const Verifier &verifier_of(const wa_host &host) noexcept;

/// A caller's functions as an EvidenceSource, which must not outlive them; what is wrong with them
/// if they are not as wa_verify_with_evidence takes them.
[[nodiscard]] std::expected<std::unique_ptr<EvidenceSource>, std::string> evidence_source_of(
    const wa_evidence_source &source);

/// A text that is returned: a malloc'ed copy with a NUL behind it, for wa_free; NULL if there is no
/// memory.
[[nodiscard]] inline char *copy_text(std::string_view text) noexcept {
    auto *copy = static_cast<char *>(std::malloc(text.size() + 1));
    if (copy == nullptr) return nullptr;
    if (!text.empty()) std::memcpy(copy, text.data(), text.size());
    copy[text.size()] = '\0';
    return copy;
}

/// A message that is returned without its size. A NUL that the caller's path has would end it
/// there, so it is shown.
[[nodiscard]] inline char *copy_message(std::string_view message) noexcept try {
    std::string shown;
    for (const char c : message) {
        if (c == '\0') {
            shown += "\\x00";
        } else {
            shown += c;
        }
    }
    return copy_text(shown);
} catch (...) {
    return nullptr;
}

/// What a call that gives no answer leaves behind: never what the caller's variables held.
inline void clear_answer(char **answer, std::size_t *size) noexcept {
    if (answer != nullptr) *answer = nullptr;
    if (size != nullptr) *size = 0;
}

/// Milliseconds from now as wa_verify_with_evidence counts them; 0: no deadline.
[[nodiscard]] Deadline deadline_in(std::uint64_t timeout_ms) noexcept;

} // namespace walletauth
