// SPDX-License-Identifier: Apache-2.0
// Texts of signatures and keys that are read, and should not be.
#include "mutant.hpp"

namespace mutants {
namespace {

using Parse = decltype(wa_plugin::parse_signature);

bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Reads well; a text that is malformed is read once more as `change` makes it, in 4,096
/// characters.
template <bool of_key, bool (*change)(char *text, std::size_t &size)>
std::uint32_t lenient(wa_text chain, wa_text scheme, wa_text text, wa_buffer *out,
                      wa_buffer *detail) noexcept {
    const Parse parse = of_key ? good().parse_public_key : good().parse_signature;
    const auto status = parse(chain, scheme, text, out, detail);
    if (WA_STATUS_CLASS(status) != WA_CLASS_MALFORMED || text.size == 0 || text.size > 4000)
        return status;
    char copy[4096];
    std::memcpy(copy, text.data, text.size);
    auto size = text.size;
    if (!change(copy, size)) return status;
    const auto second = parse(chain, scheme, {copy, size}, out, detail);
    return second;
}

bool trimmed(char *text, std::size_t &size) {
    while (size > 1 && is_blank(text[size - 1]))
        --size;
    while (size > 1 && is_blank(text[0]))
        std::memmove(text, text + 1, --size);
    return true;
}

bool ended_by_nul(char *text, std::size_t &size) {
    const auto *nul = std::memchr(text, 0, size);
    if (nul == nullptr) return false;
    size = static_cast<std::size_t>(static_cast<const char *>(nul) - text);
    return size != 0;
}

bool prefix_of_any_case(char *text, std::size_t &size) {
    if (size < 2 || text[0] != '0' || text[1] != 'X') return false;
    text[1] = 'x';
    return true;
}

bool blanks_skipped(char *text, std::size_t &size) {
    size = static_cast<std::size_t>(std::remove_if(text, text + size, is_blank) - text);
    return size != 0;
}

bool padded(char *text, std::size_t &size) {
    while (size % 4 != 0)
        text[size++] = '=';
    return true;
}

bool of_urls(char *text, std::size_t &size) {
    std::replace(text, text + size, '-', '+');
    std::replace(text, text + size, '_', '/');
    return true;
}

bool bom_skipped(char *text, std::size_t &size) {
    if (size < 4 || std::memcmp(text, "\xef\xbb\xbf", 3) != 0) return false;
    size -= 3;
    std::memmove(text, text + 3, size);
    return true;
}

bool last_skipped(char *, std::size_t &size) { return --size != 0; }

template <bool (*change)(char *, std::size_t &)>
void of_signature(wa_plugin &table) {
    table.parse_signature = &lenient<false, change>;
}
template <bool (*change)(char *, std::size_t &)>
void of_key(wa_plugin &table) {
    table.parse_public_key = &lenient<true, change>;
}

constexpr Mutant rows[]{
    {"text-signature-trimmed", "", "blanks around a signature are skipped",
     &of_signature<&trimmed>},
    {"text-signature-nul", "", "NUL ends a signature's text", &of_signature<&ended_by_nul>},
    {"text-signature-0X", "0x", "0X is a prefix of a signature",
     &of_signature<&prefix_of_any_case>},
    {"text-signature-blanks", "", "blanks within a signature are skipped",
     &of_signature<&blanks_skipped>},
    {"text-signature-unpadded", "base64", "base64 of a signature needs no padding",
     &of_signature<&padded>},
    {"text-signature-urls", "base64", "a signature may be in base64url", &of_signature<&of_urls>},
    {"text-signature-bom", "", "a byte order mark before a signature is skipped",
     &of_signature<&bom_skipped>},
    {"text-signature-last", "", "a character behind a signature is skipped",
     &of_signature<&last_skipped>},
    {"text-key-trimmed", "key", "blanks around a key are skipped", &of_key<&trimmed>},
    {"text-key-nul", "key", "NUL ends a key's text", &of_key<&ended_by_nul>},
    {"text-key-last", "key", "a character behind a key is skipped", &of_key<&last_skipped>},
};

} // namespace

constinit const std::span<const Mutant> of_texts{rows};

} // namespace mutants
