// SPDX-License-Identifier: Apache-2.0
#include "transport.hpp"

#include <unistd.h>

#include <algorithm>
#include <new>

namespace walletauth::resolver {

struct HttpEndpoint::Transfer {
    explicit Transfer(HttpEndpoint &its) : endpoint(its), handle(curl_easy_init()) {
        if (handle == nullptr) throw std::bad_alloc();
    }
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;
    ~Transfer() { curl_easy_cleanup(handle); }

    HttpEndpoint &endpoint;
    CURL *handle;
    HttpRequest request;
    SecretText url; // of REST; empty: the endpoint's own
    HttpReply reply;
    std::size_t header_size = 0;
    bool is_too_big = false;
    bool is_refused = false;
    std::function<void(HttpReply)> done;
};

HttpEndpoint::HttpEndpoint(EventLoop &loop, const EndpointConfig &config)
    : loop_(loop), config_(config), url_(*read_endpoint_url(config.url.view())),
      share_(curl_share_init()) {
    if (share_ == nullptr) throw std::bad_alloc();
    curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT);
    curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
    // "Expect:" without a value: libcurl sends none, and does not wait for a 100 (Continue).
    for (const char *header : {"Content-Type: application/json", "Accept: application/json",
                               "Expect:", "User-Agent: walletauth"}) {
        headers_ = curl_slist_append(headers_, header);
    }
    for (const auto &header : config.headers)
        headers_ = curl_slist_append(headers_, header.c_str());
}

HttpEndpoint::~HttpEndpoint() {
    all_.clear();
    curl_share_cleanup(share_);
    for (auto *header = headers_; header != nullptr; header = header->next)
        ::explicit_bzero(header->data, std::strlen(header->data));
    curl_slist_free_all(headers_);
}

std::size_t HttpEndpoint::on_body(char *data, std::size_t size, std::size_t count, void *context) {
    auto &transfer = *static_cast<Transfer *>(context);
    const auto bytes = size * count;
    if (bytes > max_body_size - transfer.reply.body.size()) {
        transfer.is_too_big = true;
        return CURL_WRITEFUNC_ERROR;
    }
    transfer.reply.body.append(data, bytes);
    return bytes;
}

std::size_t HttpEndpoint::on_header(char *, std::size_t size, std::size_t count, void *context) {
    auto &transfer = *static_cast<Transfer *>(context);
    const auto bytes = size * count;
    transfer.header_size += bytes;
    if (transfer.header_size > max_header_size) {
        transfer.is_too_big = true;
        return 0;
    }
    return bytes;
}

curl_socket_t HttpEndpoint::on_open(void *context, curlsocktype, curl_sockaddr *address) {
    auto &transfer = *static_cast<Transfer *>(context);
    auto &endpoint = transfer.endpoint;
    const auto kind = address_kind(&address->addr, address->addrlen);
    if (!is_allowed(kind, endpoint.config_.addresses)) {
        transfer.is_refused = true;
        return CURL_SOCKET_BAD;
    }
    const int opened =
        ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (opened < 0) return CURL_SOCKET_BAD;
    if (endpoint.open_sockets_++ == 0) transfer.reply.is_new_pool = true;
    return opened;
}

int HttpEndpoint::on_close(void *context, curl_socket_t socket) {
    --static_cast<HttpEndpoint *>(context)->open_sockets_;
    return ::close(socket);
}

void HttpEndpoint::set_options(Transfer &transfer) const {
    auto *const handle = transfer.handle;
    const auto set = [&](CURLoption option, auto value) {
        curl_easy_setopt(handle, option, value);
    };
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_SHARE, share_);
    set(CURLOPT_URL, config_.url.c_str());
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_PROTOCOLS_STR, url_.is_https ? "https" : "http");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_NOPROXY, "*");
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_HTTPHEADER, headers_);
    set(CURLOPT_HTTP_CONTENT_DECODING, 0L);
    set(CURLOPT_HTTP09_ALLOWED, 0L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    if (url_.is_https) set(CURLOPT_PIPEWAIT, 1L); // several requests on one connection of HTTP/2
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!config_.ca_file.empty()) {
        set(CURLOPT_CAINFO, config_.ca_file.c_str());
        set(CURLOPT_CAPATH, static_cast<const char *>(nullptr));
    }
    if (!config_.socket.empty()) set(CURLOPT_UNIX_SOCKET_PATH, config_.socket.c_str());
    set(CURLOPT_TCP_NODELAY, 1L);
    set(CURLOPT_UPLOAD_BUFFERSIZE, 16384L); // of its own for each transfer; queries are short
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_time.count()));
    // A look-up that takes longer than the request is left to end by itself, and not waited for.
    set(CURLOPT_QUICK_EXIT, 1L);
    set(CURLOPT_MAXFILESIZE, static_cast<long>(max_body_size));
    set(CURLOPT_WRITEFUNCTION, &HttpEndpoint::on_body);
    set(CURLOPT_WRITEDATA, &transfer);
    set(CURLOPT_HEADERFUNCTION, &HttpEndpoint::on_header);
    set(CURLOPT_HEADERDATA, &transfer);
    set(CURLOPT_OPENSOCKETFUNCTION, &HttpEndpoint::on_open);
    set(CURLOPT_OPENSOCKETDATA, &transfer);
    // A connection outlives the transfer that opened it.
    set(CURLOPT_CLOSESOCKETFUNCTION, &HttpEndpoint::on_close);
    set(CURLOPT_CLOSESOCKETDATA, static_cast<const void *>(this));
}

void HttpEndpoint::set_request(Transfer &transfer, Clock::time_point deadline) const {
    auto *const handle = transfer.handle;
    const auto &request = transfer.request;
    const bool is_other_url = !request.path.empty() || !request.query.empty();
    if (is_other_url) {
        transfer.url = url_with_path(url_, request.path, request.query);
        curl_easy_setopt(handle, CURLOPT_URL, transfer.url.c_str());
    } else if (!transfer.url.empty()) {
        transfer.url = {};
        curl_easy_setopt(handle, CURLOPT_URL, config_.url.c_str());
    }
    if (request.is_post) {
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
        curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.c_str());
    } else {
        curl_easy_setopt(handle, CURLOPT_HTTPGET, 1L);
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
    const auto time = std::clamp<std::int64_t>(left.count(), 1, request_time.count());
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(time));
}

void HttpEndpoint::send(HttpRequest request, Clock::time_point deadline,
                        std::function<void(HttpReply)> done) {
    if (idle_.empty()) {
        all_.push_back(std::make_unique<Transfer>(*this));
        set_options(*all_.back());
        idle_.push_back(all_.back().get());
    }
    auto &transfer = *idle_.back();
    idle_.pop_back();
    transfer.request = std::move(request);
    transfer.reply = {};
    transfer.reply.body.reserve(512);
    transfer.header_size = 0;
    transfer.is_too_big = transfer.is_refused = false;
    transfer.done = std::move(done);
    set_request(transfer, deadline);
    loop_.transfer(transfer.handle, [this, &transfer](CURLcode code) { finish(transfer, code); });
}

void HttpEndpoint::finish(Transfer &transfer, CURLcode code) {
    auto reply = std::move(transfer.reply);
    transfer.reply = {};
    if (code == CURLE_OK) {
        reply.outcome = HttpOutcome::answered;
        curl_easy_getinfo(transfer.handle, CURLINFO_RESPONSE_CODE, &reply.status);
        curl_off_t seconds = 0;
        curl_easy_getinfo(transfer.handle, CURLINFO_RETRY_AFTER, &seconds);
        if (seconds > 0)
            reply.retry_after = std::chrono::seconds(std::min<curl_off_t>(seconds, 3600));
    } else if (transfer.is_too_big || code == CURLE_FILESIZE_EXCEEDED) {
        reply.outcome = HttpOutcome::too_big;
        reply.what = "more than 1 MiB, or headers of more than 64 KiB";
    } else if (transfer.is_refused) {
        reply.outcome = HttpOutcome::refused;
        reply.what = "its name leads to an address that the file does not allow";
    } else {
        reply.outcome =
            code == CURLE_OPERATION_TIMEDOUT ? HttpOutcome::timeout : HttpOutcome::unreachable;
        reply.what = curl_easy_strerror(code); // its detailed text may have the URL in it
    }
    auto done = std::move(transfer.done);
    transfer.done = nullptr;
    idle_.push_back(&transfer);
    done(std::move(reply));
}

} // namespace walletauth::resolver
