// SPDX-License-Identifier: Apache-2.0
#include "network.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <span>

namespace walletauth::daemon {
namespace {

constexpr Address mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::optional<Address> parse_address(std::string_view text) {
    const std::string copy{text};
    Address out = mapped;
    if (::inet_pton(AF_INET, copy.c_str(), out.data() + 12) == 1) return out;
    if (::inet_pton(AF_INET6, copy.c_str(), out.data()) == 1) return out;
    return std::nullopt;
}

bool is_v4(const Address &address) {
    return std::equal(mapped.begin(), mapped.begin() + 12, address.begin());
}

/// The first `bits` of it, the rest 0.
Address cut(Address address, int bits) {
    for (int i = 0; i < 16; ++i) {
        const int kept = std::clamp(bits - i * 8, 0, 8);
        address[static_cast<std::size_t>(i)] &= static_cast<std::uint8_t>(0xff00 >> kept);
    }
    return address;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t'))
        text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t'))
        text.remove_suffix(1);
    return text;
}

std::string text_of(const Address &address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (is_v4(address)) { // every request of such a client asks for it: glibc's uses sprintf
        std::string out;
        for (const auto byte : std::span{address}.last(4)) {
            const auto end = std::to_chars(text.data(), text.data() + 3, byte).ptr;
            out.append(out.empty() ? "" : ".").append(text.data(), end);
        }
        return out;
    }
    ::inet_ntop(AF_INET6, address.data(), text.data(), text.size());
    return text.data();
}

} // namespace

std::expected<TrustedProxies, std::string> TrustedProxies::parse(
    const std::vector<std::string> &texts) {
    TrustedProxies out;
    for (const auto &text : texts) {
        if (text == "unix") {
            out.unix_ = true;
            continue;
        }
        const std::string_view whole = text;
        const auto slash = whole.find('/');
        const auto address = parse_address(whole.substr(0, slash));
        const int most = address && is_v4(*address) ? 32 : 128;
        int bits = most;
        if (slash != std::string_view::npos) {
            const auto number = whole.substr(slash + 1);
            const auto [end, error] =
                std::from_chars(number.data(), number.data() + number.size(), bits);
            if (error != std::errc{} || end != number.data() + number.size()) bits = -1;
        }
        if (!address || bits < 0 || bits > most)
            return std::unexpected("\"" + text +
                                   "\" is no address, no network such as 10.0.0.0/8, and not unix");
        bits += 128 - most;
        out.networks_.push_back({cut(*address, bits), bits});
    }
    return out;
}

bool TrustedProxies::is_proxy(std::string_view address) const {
    if (address.empty()) return unix_;
    if (networks_.empty()) return false;
    const auto parsed = parse_address(address);
    return parsed && std::ranges::any_of(networks_, [&](const Network &network) {
               return cut(*parsed, network.bits) == network.address;
           });
}

std::string TrustedProxies::client_of(const HttpRequest &request) const {
    std::string client = request.peer;
    if (!is_proxy(client)) return client;
    // Several headers are one list (RFC 9110, 5.3).
    std::string list;
    for (const auto &[name, value] : request.headers)
        if (name == "x-forwarded-for") list.append(list.empty() ? "" : ",").append(value);
    std::string_view rest = list;
    while (!rest.empty()) {
        const auto comma = rest.rfind(',');
        const auto last = trimmed(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(0, comma);
        const auto address = parse_address(last);
        if (!address) break; // what a proxy of ours never writes: count it to that proxy
        client = text_of(*address);
        if (!is_proxy(client)) break;
    }
    return client;
}

std::string prefix_of(std::string_view address) {
    const auto parsed = parse_address(address);
    if (!parsed) return std::string{address};
    const bool v4 = is_v4(*parsed);
    return text_of(cut(*parsed, v4 ? 96 + 24 : 56)) + (v4 ? "/24" : "/56");
}

} // namespace walletauth::daemon
