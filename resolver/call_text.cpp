// SPDX-License-Identifier: Apache-2.0
#include "call_text.hpp"

#include "endpoint_url.hpp"

#include <algorithm>
#include <vector>

namespace walletauth::resolver {
namespace {

constexpr std::size_t max_query_size = std::size_t{256} << 10;

/// The text of a parameter in a path or behind a '?'.
std::string plain(const json::Value &value) {
    return std::string{value.kind() == json::Kind::string ? value.text() : value.source()};
}

/// Of a template such as /accounts/{address}: the path, and the names that it took.
std::string filled_path(std::string_view path, const json::Value &params,
                        std::vector<std::string_view> &taken) {
    std::string out;
    while (!path.empty()) {
        const auto open = std::min(path.find('{'), path.size());
        out += path.substr(0, open);
        path.remove_prefix(open);
        if (path.empty()) break;
        const auto close = std::min(path.find('}'), path.size());
        const auto name = path.substr(1, close - 1);
        if (const auto value = params.find(name)) out += percent_encoded(plain(*value));
        taken.push_back(name);
        path.remove_prefix(std::min(close + 1, path.size()));
    }
    return out;
}

/// The members of `params` that no path took, one after the other.
template <class Each>
void each_other(const json::Value &params, const std::vector<std::string_view> &taken,
                const Each &each) {
    for (std::size_t i = 0; i < params.size(); ++i) {
        if (std::ranges::find(taken, params.name(i)) == taken.end())
            each(params.name(i), params.at(i));
    }
}

HttpRequest rest_request(std::string_view method, const json::Value &params) {
    HttpRequest request;
    request.is_post = method.starts_with("POST ");
    std::vector<std::string_view> taken;
    request.path = filled_path(method.substr(method.find(' ') + 1), params, taken);
    each_other(params, taken, [&](std::string_view name, const json::Value &value) {
        if (request.is_post) {
            request.body += request.body.empty() ? '{' : ',';
            request.body += json::quote(name) + ':' + std::string{value.source()};
        } else {
            if (!request.query.empty()) request.query += '&';
            request.query += percent_encoded(name) + '=' + percent_encoded(plain(value));
        }
    });
    if (request.is_post) request.body += request.body.empty() ? "{}" : "}";
    return request;
}

/// Every name in braces must have a text that stays in its part of the path (docs/abi.md).
bool has_path_texts(std::string_view path, const json::Value &params) {
    for (auto open = path.find('{'); open != std::string_view::npos;
         open = path.find('{', open + 1)) {
        const auto close = path.find('}', open);
        if (close == std::string_view::npos || params.kind() != json::Kind::object) return false;
        const auto value = params.find(path.substr(open + 1, close - open - 1));
        if (!value || value->kind() != json::Kind::string || value->text().empty() ||
            value->text() == "." || value->text() == "..")
            return false;
    }
    return true;
}

bool is_method_character(char c) noexcept { return c > 0x20 && c < 0x7f && c != '?' && c != '#'; }

} // namespace

std::expected<Query, std::string> Query::read(std::string_view text) {
    auto own = std::make_unique<std::string>(text);
    auto document = json::Document::parse(*own, {.max_size = max_query_size});
    if (!document) return std::unexpected("a query is no JSON: " + document.error().text());
    const auto root = document->root();
    const auto method = root.find("method");
    const auto params = root.find("params");
    if (root.size() != 2 || !method || !params || method->kind() != json::Kind::string) {
        return std::unexpected("a query is not {\"method\":...,\"params\":...}");
    }
    // Its members are put behind ours, so the text must be the object and nothing else.
    if (root.source() != std::string_view{*own})
        return std::unexpected("a query has white space around it");
    const std::string_view name = method->text();
    const bool is_rest = name.starts_with("GET /") || name.starts_with("POST /");
    if (name.empty() || name.size() > 256 ||
        !std::ranges::all_of(is_rest ? name.substr(name.find('/')) : name, is_method_character)) {
        return std::unexpected("a query's method is none");
    }
    if (is_rest && (params->kind() != json::Kind::object || !has_path_texts(name, *params))) {
        return std::unexpected("a query's params lack what its path names");
    }
    Query query(std::move(own), std::move(*document));
    query.method_ = std::string{name};
    query.is_rest_ = is_rest;
    return query;
}

HttpRequest Query::request(std::uint64_t id) const {
    if (const auto params = root().find("params"); is_rest_ && params)
        return rest_request(method_, *params);
    HttpRequest request;
    request.body = R"({"jsonrpc":"2.0","id":)" + std::to_string(id) + ',';
    request.body += std::string_view{*text_}.substr(1);
    return request;
}

} // namespace walletauth::resolver
