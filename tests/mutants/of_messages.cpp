// SPDX-License-Identifier: Apache-2.0
// Messages that pass for others.
#include "mutant.hpp"

namespace mutants {
namespace {

using Byte = std::uint8_t;
using Text = std::string_view;

bool is_blank(Byte c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// What `change` leaves of a message, if it leaves less.
template <typename Change>
void shortened(const wa_request &request, wa_verdict &verdict, Change change) noexcept {
    forgive(request, verdict, [&](wa_request &other) {
        auto &message = other.message;
        const auto size = message.size;
        change(message);
        return message.size < size;
    });
}

void trimmed_behind(const wa_request &request, wa_verdict &verdict) {
    shortened(request, verdict, [](wa_bytes &message) {
        while (message.size != 0 && is_blank(message.data[message.size - 1]))
            --message.size;
    });
}

void trimmed_before(const wa_request &request, wa_verdict &verdict) {
    shortened(request, verdict, [](wa_bytes &message) {
        for (; message.size != 0 && is_blank(*message.data); --message.size)
            ++message.data;
    });
}

void bom_skipped(const wa_request &request, wa_verdict &verdict) {
    shortened(request, verdict, [](wa_bytes &message) {
        if (message.size >= 3 && std::memcmp(message.data, "\xef\xbb\xbf", 3) == 0) {
            message.data += 3;
            message.size -= 3;
        }
    });
}

void cut_at_nul(const wa_request &request, wa_verdict &verdict) {
    shortened(request, verdict, [](wa_bytes &message) {
        const auto *nul = message.size == 0 ? nullptr : std::memchr(message.data, 0, message.size);
        if (nul != nullptr)
            message.size = static_cast<std::size_t>(static_cast<const Byte *>(nul) - message.data);
    });
}

void last_byte_skipped(const wa_request &request, wa_verdict &verdict) {
    shortened(request, verdict, [](wa_bytes &message) {
        if (message.size != 0) --message.size;
    });
}

void first_byte_skipped(const wa_request &request, wa_verdict &verdict) {
    shortened(request, verdict, [](wa_bytes &message) {
        if (message.size == 0) return;
        ++message.data;
        --message.size;
    });
}

void lower_case(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::message, [](Byte *bytes, std::size_t &size) {
        for (std::size_t i = 0; i < size; ++i)
            if (bytes[i] >= 'A' && bytes[i] <= 'Z') bytes[i] |= 0x20;
        return true;
    });
}

void carriage_returns_skipped(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::message, [](Byte *bytes, std::size_t &size) {
        size = static_cast<std::size_t>(std::remove(bytes, bytes + size, Byte{'\r'}) - bytes);
        return true;
    });
}

void high_bits_ignored(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::message, [](Byte *bytes, std::size_t &size) {
        for (std::size_t i = 0; i < size; ++i)
            bytes[i] &= 0x7f;
        return true;
    });
}

void last_bit_ignored(const wa_request &request, wa_verdict &verdict) {
    forgive_bytes(request, verdict, &wa_request::message, [](Byte *bytes, std::size_t &size) {
        bytes[size - 1] ^= 1;
        return true;
    });
}

void empty_taken(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (request.message.size == 0 && WA_STATUS_CLASS(verdict.status) == WA_CLASS_REJECTED)
        claim(request, verdict);
}

void long_taken(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (request.message.size > 256 && WA_STATUS_CLASS(verdict.status) == WA_CLASS_REJECTED)
        claim(request, verdict);
}

/// What means something else than signing in is taken, though nobody may have signed it.
void policy_dropped(const wa_request &request, wa_verdict &verdict) {
    verify_well(request, verdict);
    if (verdict.status == WA_REJECTED_POLICY) claim(request, verdict);
}

constexpr Mutant rows[]{
    {"message-trimmed-behind", "", "blanks behind the message are skipped",
     &verifies<&trimmed_behind>},
    {"message-trimmed-before", "", "blanks before the message are skipped",
     &verifies<&trimmed_before>},
    {"message-bom", "", "a byte order mark is skipped", &verifies<&bom_skipped>},
    {"message-nul", "", "NUL ends the message", &verifies<&cut_at_nul>},
    {"message-last-byte", "", "a byte behind the message is skipped",
     &verifies<&last_byte_skipped>},
    {"message-first-byte", "", "a byte before the message is skipped",
     &verifies<&first_byte_skipped>},
    {"message-case", "", "capitals of the message are read as small letters",
     &verifies<&lower_case>},
    {"message-carriage-return", "", "carriage returns of the message are skipped",
     &verifies<&carriage_returns_skipped>},
    {"message-high-bits", "", "the first bit of each byte of the message is ignored",
     &verifies<&high_bits_ignored>},
    {"message-last-bit", "", "the last bit of the message is ignored",
     &verifies<&last_bit_ignored>},
    {"message-empty", "", "an empty message is signed by everybody", &verifies<&empty_taken>},
    {"message-long", "", "a message above 256 bytes is signed by everybody",
     &verifies<&long_taken>},
    {"message-policy", "", "what is refused by policy is valid", &verifies<&policy_dropped>},
};

} // namespace

constinit const std::span<const Mutant> of_messages{rows};

} // namespace mutants
