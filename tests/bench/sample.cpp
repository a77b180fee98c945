// SPDX-License-Identifier: Apache-2.0
#include "sample.hpp"

#include <algorithm>
#include <stdexcept>

namespace walletauth::bench {
namespace {

bool is_plain_and_valid(const Vector &vector, std::string_view scheme) {
    const auto name = vector.request.find("scheme");
    return vector.expect.find("status")->text() == "valid" && name && name->text() == scheme &&
           !vector.is_account_request() && vector.service.empty();
}

VectorFile read_file(const std::string &file) {
    auto vectors = VectorFile::read(WALLETAUTH_VECTORS "/" + file);
    if (!vectors) throw std::runtime_error(vectors.error());
    return std::move(*vectors);
}

} // namespace

const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = PluginSet::from_directory(WALLETAUTH_PLUGINS);
        if (!set) throw std::runtime_error(set.error().message());
        return Verifier{std::make_shared<const PluginSet>(std::move(*set))};
    }();
    return instance;
}

Sample::Sample(const std::string &file, std::string_view scheme) : file_(read_file(file)) {
    const auto &vectors = file_.vectors();
    const auto found = std::ranges::find_if(
        vectors, [&](const Vector &vector) { return is_plain_and_valid(vector, scheme); });
    if (found == vectors.end()) throw std::runtime_error("no valid vector in " + file);
    json = found->request.source();
    wire_ = WireRequest::read(verifier(), json).value();
    resolved_ = ResolvedRequest::of(verifier(), wire_->request()).value();
    raw = resolved_->request();
    request = wire_->request();
    request.account = view(raw.account);
}

const wa_plugin &Sample::plugin() const {
    return *verifier().route(request.chain, request.scheme).value()->plugin;
}

} // namespace walletauth::bench
