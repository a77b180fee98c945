// SPDX-License-Identifier: Apache-2.0
#include "listen.hpp"

#include "listen_address.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>

#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace walletauth::daemon {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using Endpoint = Protocol::endpoint;

template <class Number>
std::optional<Number> number_of(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<asio::ip::tcp::endpoint> tcp_endpoint(std::string_view address) {
    const auto colon = address.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto host = address.substr(0, colon);
    const bool bracketed = host.starts_with('[') && host.ends_with(']');
    if (bracketed) host = host.substr(1, host.size() - 2);
    error_code error;
    const auto ip = asio::ip::make_address(std::string{host}, error);
    const auto port = number_of<std::uint16_t>(address.substr(colon + 1));
    if (error || !port || ip.is_v6() != bracketed) return std::nullopt;
    return asio::ip::tcp::endpoint{ip, *port};
}

/// A Unix socket that a daemon left behind when it was killed can't be bound again; one that is in
/// use must not be taken away.
void remove_if_unused(asio::io_context &context, const std::string &path) {
    struct stat info{};
    if (::lstat(path.c_str(), &info) != 0 || !S_ISSOCK(info.st_mode)) return;
    asio::local::stream_protocol::socket probe{context};
    error_code error;
    probe.connect(asio::local::stream_protocol::endpoint{path}, error);
    if (error == asio::error::connection_refused) ::unlink(path.c_str());
}

std::string open_and_listen(Acceptor &acceptor, const Endpoint &endpoint) {
    error_code error;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address{true}, error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(4096, error);
    return error ? error.message() : std::string{};
}

constexpr std::string_view expected_address =
    "expected ADDRESS:PORT with an IP address, [IPV6]:PORT, unix:PATH or fd:N";

std::optional<int> descriptor_of(std::string_view address) {
    if (!address.starts_with("fd:")) return std::nullopt;
    return number_of<int>(address.substr(3));
}

} // namespace

std::string_view fault_of_listen_address(std::string_view address) {
    if (address.starts_with("fd:")) {
        return descriptor_of(address).value_or(-1) >= 0 ? "" : "a number follows fd:";
    }
    if (address.starts_with("unix:")) {
        const auto size = address.size() - 5;
        const bool fits = size != 0 && size <= sizeof(sockaddr_un::sun_path) - 1;
        return fits ? "" : "a path of 1 to 107 bytes follows unix:";
    }
    return tcp_endpoint(address) ? "" : expected_address;
}

std::expected<Acceptor, std::string> listen_on(asio::io_context &context,
                                               const std::string &address) {
    Acceptor acceptor{context};
    const auto fail = [&](std::string_view why) {
        return std::unexpected(address + ": " + std::string{why});
    };
    if (const auto fault = fault_of_listen_address(address); !fault.empty()) return fail(fault);
    if (const auto fd = descriptor_of(address)) {
        int listening = 0;
        socklen_t size = sizeof listening;
        if (::getsockopt(*fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) != 0 || listening == 0)
            return fail(
                "no listening socket has this number; systemd hands over the first as fd:3");
        sockaddr_storage name{};
        socklen_t name_size = sizeof name;
        if (::getsockname(*fd, reinterpret_cast<sockaddr *>(&name), &name_size) != 0)
            return fail(std::strerror(errno));
        error_code error;
        acceptor.assign(Protocol{name.ss_family, 0}, *fd, error);
        if (error) return fail(error.message());
        return acceptor;
    }
    if (address.starts_with("unix:")) {
        const std::string path = address.substr(5);
        remove_if_unused(context, path);
        // The proxy is of the socket's group. Nobody else may connect at any moment, so the mask
        // does it; a start has one thread.
        const auto mask = ::umask(0117);
        const auto why = open_and_listen(acceptor, asio::local::stream_protocol::endpoint{path});
        ::umask(mask);
        if (!why.empty()) return fail(why);
        return acceptor;
    }
    const auto endpoint = tcp_endpoint(address);
    if (!endpoint) return fail(expected_address);
    if (auto why = open_and_listen(acceptor, *endpoint); !why.empty()) return fail(why);
    return acceptor;
}

namespace {

std::optional<asio::ip::tcp::endpoint> tcp_of(const Endpoint &endpoint) {
    if (endpoint.protocol().family() != AF_INET && endpoint.protocol().family() != AF_INET6)
        return std::nullopt;
    asio::ip::tcp::endpoint out;
    if (endpoint.size() > out.capacity()) return std::nullopt;
    std::memcpy(out.data(), endpoint.data(), endpoint.size());
    out.resize(endpoint.size());
    return out;
}

} // namespace

std::string address_of(const Acceptor &acceptor) {
    error_code error;
    const auto endpoint = acceptor.local_endpoint(error);
    if (error) return "?";
    if (const auto tcp = tcp_of(endpoint)) {
        const auto host = tcp->address().to_string();
        return (tcp->address().is_v6() ? "[" + host + "]" : host) + ":" +
               std::to_string(tcp->port());
    }
    const auto *name = reinterpret_cast<const sockaddr_un *>(endpoint.data());
    return "unix:" + std::string{name->sun_path};
}

std::string address_of_peer(const Endpoint &peer) {
    const auto tcp = tcp_of(peer);
    if (!tcp) return {};
    const auto address = tcp->address();
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

} // namespace walletauth::daemon
