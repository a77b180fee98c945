// SPDX-License-Identifier: Apache-2.0
#include "counters.hpp"

#include <walletauth/prometheus.hpp>

namespace walletauth::daemon {
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
        out += "walletauthd_requests_total{route=\"" + prometheus_label(key.first) +
               "\",status=\"" + std::to_string(key.second) + "\"} " + std::to_string(count) + '\n';
    out += "# TYPE walletauthd_sign_ins_total counter\n";
    for (const auto &[key, count] : sign_ins_)
        out += "walletauthd_sign_ins_total{client=\"" + prometheus_label(key.first) +
               "\",outcome=\"" + prometheus_label(key.second) + "\"} " + std::to_string(count) +
               '\n';
    out += "# TYPE walletauthd_connections gauge\nwalletauthd_connections " +
           std::to_string(connections) + '\n';
    return out;
}

} // namespace walletauth::daemon
