// SPDX-License-Identifier: Apache-2.0
#include "offchain_envelope.hpp"

#include <walletauth/text/text.hpp>

#include <algorithm>
#include <iterator>

namespace walletauth::solana {
namespace {

constexpr std::size_t key_size = 32;

// v0 formats 0 and 1: the whole envelope fits a transaction's packet.
constexpr std::size_t max_v0_packet = 1232;
constexpr std::size_t max_v0_extended = 65535;
// v0-legacy subtracts its header of 20 bytes from both limits.
constexpr std::size_t max_legacy_packet = 1212;
constexpr std::size_t max_legacy_extended = 65515;

constexpr std::size_t v0_header_size(std::size_t signer_count) noexcept {
    return 16 + 1 + application_domain_size + 1 + 1 + key_size * signer_count + 2;
}

std::size_t max_text(Layout layout, std::uint8_t format, std::size_t signer_count) noexcept {
    switch (layout) {
    case Layout::v0: {
        if (format == format_extended) return max_v0_extended;
        const auto header = v0_header_size(signer_count);
        return header < max_v0_packet ? max_v0_packet - header : 0;
    }
    case Layout::v0_legacy:
        return format == format_extended ? max_legacy_extended : max_legacy_packet;
    case Layout::v1:
        return max_offchain_text;
    }
    return 0;
}

std::size_t first_not_ascii(Bytes text) noexcept {
    const auto bad = std::ranges::find_if(
        text, [](std::uint8_t byte) { return (byte < 0x20 || byte > 0x7e) && byte != '\n'; });
    return static_cast<std::size_t>(bad - text.begin());
}

// The same refusal with the status of the field that the bytes came in.
std::unexpected<Refusal> with_status(Refusal refusal, std::uint32_t status) noexcept {
    refusal.status = status;
    return std::unexpected(refusal);
}

Result<Envelope> check_parsed(const Envelope &envelope, std::uint32_t status) noexcept {
    const auto good = check_offchain_text(envelope.layout, envelope.format,
                                          envelope.signers.size() / key_size, envelope.text);
    if (!good) return with_status(good.error(), status);
    return envelope;
}

// `reader` stands behind the version. A length that is not that of the rest: no such layout.
Result<Envelope> parse_v0(Reader reader, std::uint32_t status) {
    const auto domain = reader.take(application_domain_size);
    const auto format = reader.u8();
    const auto signer_count = reader.u8();
    if (!domain || !format || !signer_count) {
        return refuse(status, "envelope v0 ends in its header");
    }
    if (*signer_count == 0) return refuse(status, "envelope v0 names no signer");
    const auto signers = reader.take(key_size * *signer_count);
    if (!signers) {
        return refuse(status, "envelope v0 ends in its list of ", *signer_count, " signers");
    }
    const auto size = reader.u16_little_endian();
    if (!size) return refuse(status, "envelope v0 ends in its length of the text");
    if (*size != reader.left().size()) {
        return refuse(status, "envelope v0 says its text has ", *size, " bytes, it has ",
                      reader.left().size());
    }
    return check_parsed({Layout::v0, *domain, *format, *signers, reader.left()}, status);
}

Result<Envelope> parse_v0_legacy(Reader reader, std::uint32_t status) {
    const auto format = reader.u8();
    const auto size = reader.u16_little_endian();
    if (!format || !size) return refuse(status, "envelope v0-legacy ends in its header");
    if (*size != reader.left().size()) {
        return refuse(status, "envelope v0-legacy says its text has ", *size, " bytes, it has ",
                      reader.left().size());
    }
    return check_parsed({Layout::v0_legacy, {}, *format, {}, reader.left()}, status);
}

Result<Envelope> parse_v1(Reader reader, std::uint32_t status) {
    const auto signer_count = reader.u8();
    if (!signer_count) return refuse(status, "envelope v1 ends in its header");
    if (*signer_count == 0) return refuse(status, "envelope v1 names no signer");
    const auto signers = reader.take(key_size * *signer_count);
    if (!signers) {
        return refuse(status, "envelope v1 ends in its list of ", *signer_count, " signers");
    }
    for (std::size_t i = key_size; i < signers->size(); i += key_size) {
        const auto before = signers->subspan(i - key_size, key_size);
        if (!std::ranges::lexicographical_compare(before, signers->subspan(i, key_size))) {
            return refuse(status, "envelope v1 signers are not sorted and unique: number ",
                          i / key_size);
        }
    }
    return check_parsed({Layout::v1, {}, format_ascii, *signers, reader.left()}, status);
}

} // namespace

std::string_view layout_name(Layout layout) noexcept {
    switch (layout) {
    case Layout::v0:
        return "v0";
    case Layout::v0_legacy:
        return "v0-legacy";
    case Layout::v1:
        return "v1";
    }
    return "";
}

bool has_offchain_prefix(Bytes bytes) noexcept {
    return bytes.size() >= offchain_prefix.size() &&
           std::ranges::equal(bytes.first(offchain_prefix.size()), offchain_prefix);
}

Result<Envelope> parse_envelope(Bytes bytes, std::uint32_t status) {
    if (!has_offchain_prefix(bytes)) {
        return refuse(status, "envelope does not begin with ff \"solana offchain\"");
    }
    Reader reader{bytes.subspan(offchain_prefix.size())};
    const auto version = reader.u8();
    if (!version) return refuse(status, "envelope ends before its version");
    if (*version == 1) return parse_v1(reader, status);
    if (*version != 0) {
        return refuse(status, "envelope has version ", *version, ", expected 0 or 1");
    }
    // Nothing but trial tells the two layouts of version 0 apart.
    const auto legacy = parse_v0_legacy(reader, status);
    auto v0 = parse_v0(reader, status);
    if (v0 && legacy) {
        return refuse(status, "envelope reads as v0 and as v0-legacy, with different texts: ",
                      "have another text signed");
    }
    if (legacy) return legacy;
    // Too short for v0's header: what is wrong with the legacy reading says more.
    if (!v0 && reader.left().size() < v0_header_size(1) - 17) return legacy;
    return v0;
}

bool has_signer(Bytes signers, std::span<const std::uint8_t, 32> key) noexcept {
    for (std::size_t i = 0; i < signers.size(); i += key_size) {
        if (std::ranges::equal(signers.subspan(i, key_size), key)) return true;
    }
    return false;
}

bool may_be_signed_by(const Envelope &envelope, std::span<const std::uint8_t, 32> key) noexcept {
    return envelope.layout == Layout::v0_legacy || has_signer(envelope.signers, key);
}

Result<void> check_offchain_text(Layout layout, std::uint8_t format, std::size_t signer_count,
                                 Bytes text) noexcept {
    if (format > format_extended) {
        return refuse(WA_MALFORMED_MESSAGE, "off-chain format ", format, ", expected 0, 1 or 2");
    }
    if (text.empty()) return refuse(WA_MALFORMED_MESSAGE, "off-chain text is empty");
    const auto limit = max_text(layout, format, signer_count);
    if (text.size() > limit) {
        return refuse(WA_MALFORMED_MESSAGE, "off-chain text has ", text.size(),
                      " bytes, the limit of ", layout_name(layout), " format ", format, " is ",
                      limit);
    }
    if (layout != Layout::v1 && format == format_ascii) {
        const auto bad = first_not_ascii(text);
        if (bad == text.size()) return {};
        return refuse(WA_MALFORMED_MESSAGE, "off-chain text of format 0 has byte ", text[bad],
                      " at ", bad, ", expected 32 to 126 or line feed");
    }
    if (!is_utf8(text)) return refuse(WA_MALFORMED_MESSAGE, "off-chain text is not UTF-8");
    return {};
}

std::vector<std::uint8_t> build_envelope(const Envelope &envelope) {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(v0_header_size(envelope.signers.size() / key_size) + envelope.text.size());
    const auto append = [&bytes](Bytes part) {
        std::ranges::copy(part, std::back_inserter(bytes));
    };
    append(offchain_prefix);
    bytes.push_back(envelope.layout == Layout::v1 ? 1 : 0);
    append(envelope.application_domain);
    if (envelope.layout != Layout::v1) bytes.push_back(envelope.format);
    if (envelope.layout != Layout::v0_legacy) {
        bytes.push_back(static_cast<std::uint8_t>(envelope.signers.size() / key_size));
        append(envelope.signers);
    }
    if (envelope.layout != Layout::v1) {
        bytes.push_back(static_cast<std::uint8_t>(envelope.text.size() & 0xff));
        bytes.push_back(static_cast<std::uint8_t>(envelope.text.size() >> 8));
    }
    append(envelope.text);
    return bytes;
}

} // namespace walletauth::solana
