// SPDX-License-Identifier: Apache-2.0
#include "positive.hpp"

#include "numbers.hpp"

#include <walletauth/interface.hpp>
#include <walletauth/plugin_set.hpp>
#include <walletauth/text/json_excerpt.hpp>

#include <algorithm>

namespace walletauth::cli::breed {
namespace {

using json::Kind;

constexpr std::size_t shown = 60;
// A service's part is a part of a file that was read under these limits.
constexpr json::Limits service_limits{
    .max_size = std::size_t{64} << 20, .max_depth = 64, .max_nodes = std::size_t{1} << 22};

std::unexpected<std::string> nonsense(const json::Value &value, std::string_view why) {
    return std::unexpected(value.path() + ": " + json::excerpt(value.source(), shown) + " " +
                           std::string{why});
}

bool is_notation(const json::Value &value) {
    return value.kind() == Kind::string || value.kind() == Kind::array ||
           value.kind() == Kind::object;
}

bool is_message(const json::Value &message) {
    if (message.size() != 1) return false;
    const auto name = message.name(0);
    const bool is_text = name == "text" || name == "hex" || name == "base64";
    return is_text ? message.at(0).kind() == Kind::string : name == "json";
}

/// What a vector that is valid must have, in a form that can be changed.
std::expected<void, std::string> check(const json::Value &request) {
    for (const auto *name : {"scheme", "signature", "message"}) {
        if (!request.find(name)) {
            return std::unexpected(request.path() + ": is valid and has no " + name);
        }
    }
    for (const auto *name : {"signature", "public_key"}) {
        const auto value = request.find(name);
        if (value && !is_notation(*value))
            return nonsense(*value, "is neither a text nor an array nor an object");
    }
    const auto message = *request.find("message");
    if (!is_message(message))
        return nonsense(message, "is no message: give text, hex, base64 or json");
    if (!request.find("account") && !request.find("public_key"))
        return std::unexpected(request.path() + ": is valid, and claims no account and no key");
    return {};
}

bool has_key_type(const wa_scheme &scheme, std::string_view type) {
    for (std::size_t i = 0; i < scheme.key_count; ++i) {
        if (view(scheme.keys[i]->type).starts_with(type)) return true;
    }
    return false;
}

bool is_recovery_id(std::uint8_t byte) { return byte < 2 || byte == 27 || byte == 28; }
// Bitcoin's header: 27 to 30, and 4 more for each form of the address.
bool is_header(std::uint8_t byte) { return byte >= 27 && byte < 43; }

/// Of 32 bytes, or of 33 that are no point of SEC 1, 2.3.3: a chain may put a byte of its own
/// before its Ed25519 keys.
bool is_ed25519_key(const Bytes &key) {
    return key.size() == 32 || (key.size() == 33 && key[0] != 2 && key[0] != 3);
}

Shape shape_of(const Positive &positive) {
    if (!positive.signature) return Shape::opaque;
    const auto &bytes = positive.signature->bytes;
    const bool recovers = positive.has(WA_SCHEME_RECOVERS_KEY);
    bool ed25519 = has_key_type(*positive.scheme, "ed25519");
    bool secp256k1 = has_key_type(*positive.scheme, "secp256k1");
    if (ed25519 && secp256k1) { // the key in hand tells
        if (bytes.size() == 64 && !positive.key) return Shape::opaque;
        ed25519 = bytes.size() == 64 && is_ed25519_key(positive.key->bytes);
        secp256k1 = !ed25519;
    }
    if (bytes.size() == 64) {
        if (ed25519) return Shape::ed25519;
        return !secp256k1 ? Shape::opaque : recovers ? Shape::compact : Shape::pair;
    }
    if (bytes.size() != 65 || !secp256k1) return Shape::opaque;
    if (!recovers) return Shape::tailed;
    const bool last = is_recovery_id(bytes.back());
    if (last != is_header(bytes.front())) return last ? Shape::v_last : Shape::v_first;
    return last ? Shape::either : Shape::opaque;
}

Positive read(const Vector &vector, const std::optional<json::Value> &service) {
    const auto text = [](const std::optional<json::Value> &value) {
        return value ? std::optional{std::string{value->text()}} : std::nullopt;
    };
    const auto spelling = [&](const char *name) {
        const auto value = vector.request.find(name);
        return value ? read_spelling(*value) : std::nullopt;
    };
    const auto compat = service ? service->find("compat") : std::nullopt;
    const auto bound = vector.expect.find("chain_bound");
    return {.id = vector.id,
            .draft = Draft{vector.request, service},
            .request = vector.request,
            .scheme = nullptr,
            .chain = std::string{vector.request.find("chain")->text()},
            .address = text(vector.expect.find("address")).value_or(""),
            .account = text(vector.request.find("account")),
            .signature = spelling("signature"),
            .key = spelling("public_key"),
            .shape = Shape::opaque,
            .compat = compat && compat->is_true(),
            .chain_bound = bound && bound->is_true()};
}

/// Anybody signs any message with such a key, so nothing that is changed must be refused. Only with
/// compat it is valid.
bool is_of_small_order(const Positive &positive) {
    if (!has_key_type(*positive.scheme, "ed25519")) return false;
    const auto key = positive.key       ? positive.key
                     : positive.account ? read_spelling(*positive.account)
                                        : std::nullopt;
    if (!key || key->bytes.size() != 32) return false;
    Number y;
    std::ranges::copy(key->bytes, y.begin());
    y.back() &= 0x7f;
    return std::ranges::find(ed25519_small_orders, y) != ed25519_small_orders.end();
}

/// What a node answered decides there: what is changed changes the question.
bool is_by_evidence(const Vector &vector, const Positive &positive) {
    const auto link = vector.expect.find("link");
    return (link && link->text() != "derived") || positive.draft.service.find("evidence") ||
           positive.draft.service.find("accept");
}

/// A byte of r may look like a header, and one of s like a recovery id: the scheme's other
/// signatures tell.
Shape settled(const Positive &positive, std::span<const Positive> all) {
    const auto has = [&](Shape shape) {
        return std::ranges::any_of(all, [&](const Positive &other) {
            return positive.is_of_same_scheme(other) && other.shape == shape;
        });
    };
    return has(Shape::v_first) && !has(Shape::v_last) ? Shape::v_first : Shape::v_last;
}

} // namespace

void Herd::settle() {
    for (auto &each : positives_)
        if (each.shape == Shape::either) each.shape = settled(each, positives_);
}

bool Positive::is_of_same_scheme(const Positive &other) const noexcept {
    return scheme == other.scheme;
}

std::expected<void, std::string> Herd::add(const VectorFile &file, const PluginSet &plugins) {
    for (const auto &vector : file.vectors()) {
        if (vector.expect.find("status")->text() != "valid" || vector.is_account_request())
            continue;
        if (auto good = check(vector.request); !good) return good;
        const auto service =
            vector.service.empty()
                ? std::nullopt
                : std::optional{json::Document::parse(vector.service, service_limits)};
        auto positive = read(vector, service ? std::optional{(*service)->root()} : std::nullopt);
        const auto scheme = *vector.request.find("scheme");
        const auto *route = plugins.find_scheme(positive.chain, scheme.text());
        if (route == nullptr) {
            return nonsense(scheme, "is served by no loaded plugin on chain " +
                                        json::quote(positive.chain));
        }
        if (!ids_.insert(vector.id).second) {
            return std::unexpected(vector.request.path() + ": its id " + json::quote(vector.id) +
                                   " is in another file, too");
        }
        positive.scheme = route->scheme;
        positive.shape = shape_of(positive);
        questions_.insert(positive.draft.question());
        if (is_by_evidence(vector, positive)) {
            ++by_evidence_;
        } else if (is_of_small_order(positive)) {
            ++by_small_order_;
        } else {
            positives_.push_back(std::move(positive));
        }
    }
    return {};
}

bool Herd::shows_size(const Positive &of, std::size_t size) const noexcept {
    return std::ranges::any_of(positives_, [&](const Positive &other) {
        return of.is_of_same_scheme(other) && other.signature &&
               other.signature->bytes.size() == size;
    });
}

bool Herd::shows_empty_message(const Positive &of) const noexcept {
    return std::ranges::any_of(positives_, [&](const Positive &other) {
        const auto message = other.request.find("message")->at(0);
        return of.is_of_same_scheme(other) && message.kind() == Kind::string &&
               message.text().empty();
    });
}

} // namespace walletauth::cli::breed
