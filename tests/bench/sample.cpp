// SPDX-License-Identifier: Apache-2.0
#include "sample.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace walletauth::bench {
namespace {

template <class T>
T or_throw(std::expected<T, std::string> result) {
    if (!result) throw std::runtime_error(result.error());
    return std::move(*result);
}

bool is_plain_and_valid(const Vector &vector, std::string_view scheme) {
    const auto name = vector.request.find("scheme");
    return vector.expect.find("status")->text() == "valid" && name && name->text() == scheme &&
           !vector.is_account_request() && vector.service.empty();
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

std::filesystem::path vector_folder() { return WALLETAUTH_VECTORS; }

BenchScheme bench_scheme(const Chain &chain, std::string_view scheme) {
    const auto found = std::ranges::find(chain.bench.schemes, scheme, &BenchScheme::name);
    return found == chain.bench.schemes.end() ? BenchScheme{scheme, ""} : *found;
}

std::unique_ptr<const Sample> Sample::of(const Chain &chain, const BenchScheme &scheme) {
    const auto folder = vector_folder() / chain.folder;
    if (!std::filesystem::exists(folder)) return nullptr; // a chain that has no vectors yet
    for (const auto &path : or_throw(vector_files_of(folder / scheme.file))) {
        auto file = or_throw(VectorFile::read(path));
        const auto &vectors = file.vectors();
        const auto found = std::ranges::find_if(
            vectors, [&](const Vector &vector) { return is_plain_and_valid(vector, scheme.name); });
        if (found == vectors.end()) continue;
        const auto index = static_cast<std::size_t>(found - vectors.begin());
        return std::make_unique<const Sample>(std::move(file), index);
    }
    return nullptr;
}

Sample::Sample(VectorFile file, std::size_t index) : file_(std::move(file)) {
    json = file_.vectors()[index].request.source();
    wire_ = WireRequest::read(verifier(), json).value();
    resolved_ = ResolvedRequest::of(verifier(), wire_->request()).value();
    raw = resolved_->request();
    request = wire_->request();
    request.account = view(raw.account);
}

const wa_plugin &Sample::plugin() const {
    return *verifier().plugins().route(request.chain, request.scheme).value()->plugin;
}

} // namespace walletauth::bench
