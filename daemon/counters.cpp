// SPDX-License-Identifier: Apache-2.0
#include "counters.hpp"

namespace walletauth::daemon {
namespace {

/// A label's value: `\`, `"` and line feeds are escaped (exposition format 0.0.4).
std::string label(std::string_view value) {
    std::string out;
    for (const char c : value) {
        if (c == '\n')
            out += "\\n";
        else if (c == '"' || c == '\\')
            (out += '\\') += c;
        else
            out += c;
    }
    return out;
}

} // namespace

void Counters::request(std::string_view route, int status) {
    const std::scoped_lock lock(mutex_);
    ++requests_[{std::string{route}, status}];
}

void Counters::sign_in(std::string_view client, std::string_view outcome) {
    const std::scoped_lock lock(mutex_);
    ++sign_ins_[{std::string{client}, std::string{outcome}}];
}

std::string Counters::text(std::size_t connections) const {
    const std::scoped_lock lock(mutex_);
    std::string out = "# TYPE walletauthd_requests_total counter\n";
    for (const auto &[key, count] : requests_)
        out += "walletauthd_requests_total{route=\"" + label(key.first) + "\",status=\"" +
               std::to_string(key.second) + "\"} " + std::to_string(count) + '\n';
    out += "# TYPE walletauthd_sign_ins_total counter\n";
    for (const auto &[key, count] : sign_ins_)
        out += "walletauthd_sign_ins_total{client=\"" + label(key.first) + "\",outcome=\"" +
               label(key.second) + "\"} " + std::to_string(count) + '\n';
    out += "# TYPE walletauthd_connections gauge\nwalletauthd_connections " +
           std::to_string(connections) + '\n';
    return out;
}

} // namespace walletauth::daemon
