// SPDX-License-Identifier: Apache-2.0
#include "sample.hpp"

#include "host/route/claim.hpp"

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
    object_ = wire::RequestObject::parse(json).value();
    object_->read(parts_, verifier(), wire::ServicePart{}).value();
    if (parts_.refusal()) throw std::runtime_error("a vector that is not read in " + file);
    request = parts_.request;
    if (!request.account.empty()) {
        account_ = normalize_claim(verifier(), request.chain, request.account).value();
        request.account = account_;
    }
    raw.struct_size = sizeof raw;
    raw.chain = text_of(request.chain);
    raw.scheme = text_of(request.scheme);
    raw.account = text_of(request.account);
    raw.message = bytes_of(request.message);
    raw.signature = bytes_of(request.signature);
    raw.public_key = bytes_of(request.public_key);
    raw.parameters = request.parameters.data();
    raw.parameter_count = request.parameters.size();
    raw.accept = WA_ACCEPT_DERIVED;
}

const wa_plugin &Sample::plugin() const {
    return *verifier().route(request.chain, request.scheme).value()->plugin;
}

} // namespace walletauth::bench
