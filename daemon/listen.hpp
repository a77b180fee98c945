// SPDX-License-Identifier: Apache-2.0
// Sockets to listen on: TCP, Unix, and those that systemd hands over. Internal.
#pragma once

#include <walletauth/cxx23.hpp>

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>

#include <expected>
#include <string>

namespace walletauth::daemon {

/// TCP and Unix sockets alike.
using Protocol = boost::asio::generic::stream_protocol;
using Acceptor = boost::asio::basic_socket_acceptor<Protocol>;

/// Listens on "HOST:PORT" (an address, never a name), "[HOST]:PORT", "unix:PATH" (mode 0660; a
/// socket that nobody listens on is replaced) or "fd:N". The error says why it can't.
[[nodiscard]] std::expected<Acceptor, std::string> listen_on(boost::asio::io_context &context,
                                                             const std::string &address);
/// "127.0.0.1:8080" as it is bound; "unix:PATH".
[[nodiscard]] std::string address_of(const Acceptor &acceptor);
/// The bare IP address of the other end; "" of a Unix socket.
[[nodiscard]] std::string address_of_peer(const Protocol::endpoint &peer);

} // namespace walletauth::daemon
