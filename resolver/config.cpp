// SPDX-License-Identifier: Apache-2.0
#include "config.hpp"

#include "endpoint_url.hpp"
#include "secret_files.hpp"

#include <walletauth/caip.hpp>
#include <walletauth/settings.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <set>

namespace walletauth::resolver {
namespace {

constexpr std::size_t max_endpoints = 64;

bool is_name(std::string_view name) noexcept {
    return !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               std::string_view{"._-"}.contains(c);
    });
}

/// A name for logs and labels of metrics.
std::string read_name(SettingsReader &reader, std::string_view member, std::string_view missing) {
    auto name = reader.text(member, missing);
    if (!is_name(name)) {
        reader.refuse(member,
                      name.empty() ? "it is missing" : "expected 1 to 64 of A-Z a-z 0-9 . _ -");
    }
    return name;
}

void read_url(SettingsReader &reader, EndpointConfig &endpoint) {
    const bool has_file = reader.has("url_file");
    const bool has_socket = reader.has("socket");
    std::string_view member = "url";
    if (reader.has("url") && has_file) {
        reader.refuse("url_file", "there is a url, too: give one of them");
    } else if (has_file) {
        member = "url_file";
        auto url = read_url_file(reader.text("url_file"));
        if (!url) return reader.refuse(member, url.error());
        endpoint.url = std::move(*url);
    } else {
        auto text = reader.text("url", has_socket ? "http://localhost/" : "");
        endpoint.url = SecretText(text);
        wipe(text);
    }
    if (endpoint.url.empty()) return reader.refuse("", "there is no url, url_file or socket");
    const auto url = read_endpoint_url(endpoint.url.view());
    if (!url) return reader.refuse(member, "this URL is none: " + url.error());
    endpoint.socket = reader.text("socket");
    if (has_socket && (!endpoint.socket.starts_with('/') || endpoint.socket.size() > 107)) {
        return reader.refuse("socket", "expected an absolute path of at most 107 bytes");
    }
    const bool allows_private = reader.flag("allow_private", false);
    if (!url->is_https && !has_socket && !allows_private) {
        return reader.refuse(member, "http goes to loopback and private addresses only: say "
                                     "allow_private = true, or use https");
    }
    endpoint.addresses = {.allows_local = allows_private && !has_socket,
                          .allows_global = url->is_https && !has_socket,
                          .allows_unix = has_socket};
}

EndpointConfig read_endpoint(SettingsReader &reader) {
    reader.check_names({"name", "operator", "url", "url_file", "socket", "headers_file", "ca_file",
                        "allow_private", "verified", "by_number", "requests_per_s",
                        "max_in_flight"});
    EndpointConfig endpoint;
    endpoint.name = read_name(reader, "name", "");
    endpoint.operator_name = read_name(reader, "operator", endpoint.name);
    read_url(reader, endpoint);
    if (reader.has("headers_file")) {
        auto headers = read_headers_file(reader.text("headers_file"));
        if (headers)
            endpoint.headers = std::move(*headers);
        else
            reader.refuse("headers_file", headers.error());
    }
    endpoint.ca_file = reader.text("ca_file");
    if (!endpoint.ca_file.empty()) {
        if (const auto fault = ca_file_fault(endpoint.ca_file)) reader.refuse("ca_file", *fault);
    }
    endpoint.is_verified = reader.flag("verified", false);
    endpoint.is_by_number = reader.flag("by_number", false);
    endpoint.requests_per_s =
        static_cast<double>(reader.number("requests_per_s", 1, 1'000'000, 100));
    endpoint.max_in_flight =
        static_cast<std::uint32_t>(reader.number("max_in_flight", 1, 1024, 32));
    return endpoint;
}

void read_endpoints(SettingsReader &reader, ChainConfig &chain) {
    auto list = reader.list("endpoint");
    if (list.empty()) return reader.refuse("", "there is no endpoint");
    if (list.size() > max_endpoints) return reader.refuse("endpoint", "more than 64 endpoints");
    for (auto &item : list) {
        if (reader.failed()) return;
        auto endpoint = read_endpoint(item);
        if (item.failed()) return;
        const auto place = same_place(endpoint.url.view());
        for (const auto &other : chain.endpoints) {
            if (other.name == endpoint.name) item.refuse("name", "two endpoints have this name");
            if (same_place(other.url.view()).view() == place.view() &&
                other.socket == endpoint.socket) {
                item.refuse("", "it has the URL of " + other.name);
            }
        }
        chain.endpoints.push_back(std::move(endpoint));
    }
}

/// One vote for each operator.
std::size_t votes_of(const ChainConfig &chain) {
    std::set<std::string_view> names;
    for (const auto &endpoint : chain.endpoints)
        names.insert(endpoint.operator_name);
    return names.size();
}

void read_quorum(SettingsReader &reader, ChainConfig &chain) {
    const bool is_trusted = reader.flag("trusted", false);
    const auto votes = static_cast<std::int64_t>(votes_of(chain));
    const auto quorum = reader.number("quorum", 1, max_endpoints, votes / 2 + 1);
    if (quorum > votes) {
        reader.refuse("quorum", std::to_string(quorum) + " cannot be reached: there are " +
                                    std::to_string(votes) + " operators, who have one vote each");
    } else if (quorum * 2 <= votes && !is_trusted) {
        reader.refuse("quorum", std::to_string(quorum) + " of " + std::to_string(votes) +
                                    " operators are not more than half; raise it, or say "
                                    "trusted = true");
    }
    chain.quorum = static_cast<std::uint32_t>(quorum);
}

void read_pin(SettingsReader &reader, ChainConfig &chain, std::string_view reference) {
    chain.pin = chain.nodes->default_pin();
    if (reader.has("pin")) {
        const auto depth = read_pin_depth(reader.text("pin"));
        if (!depth) return reader.refuse("pin", depth.error());
        chain.pin = *depth;
    }
    if (!chain.nodes->head_query(chain.pin.level)) {
        return reader.refuse("pin", "nodes of this chain have no such level");
    }
    const auto block_time = chain.nodes->block_time(reference);
    chain.pin_ttl = std::chrono::milliseconds(
        reader.number("pin_ttl_ms", 1, 600'000, std::max<std::int64_t>(1000, block_time.count())));
    chain.max_age = std::chrono::seconds(reader.number(
        "max_age_s", 0, 31'536'000, chain.nodes->oldest_pin(chain.pin, reference).count()));
}

/// Of "namespace:reference".
const ChainNodes *nodes_of(std::string_view chain, std::span<const ChainNodes *const> known) {
    const auto name_space = chain.substr(0, chain.find(':'));
    const auto found = std::ranges::find_if(known, [&](const ChainNodes *nodes) {
        return nodes != nullptr && nodes->name_space() == name_space;
    });
    return found == known.end() ? nullptr : *found;
}

ChainConfig read_chain(SettingsReader &reader, const std::string &name,
                       std::span<const ChainNodes *const> known) {
    ChainConfig chain;
    chain.chain = name;
    reader.check_names({"pin", "quorum", "trusted", "max_age_s", "pin_ttl_ms", "max_waiting",
                        "shows_height", "endpoint"});
    if (!parse_chain_id(name)) {
        reader.refuse("", "it is no CAIP-2 chain, such as \"namespace:reference\"");
        return chain;
    }
    chain.nodes = nodes_of(name, known);
    if (chain.nodes == nullptr) {
        reader.refuse("", "nobody here knows the nodes of this namespace");
        return chain;
    }
    const auto reference = std::string_view{name}.substr(name.find(':') + 1);
    read_endpoints(reader, chain);
    if (reader.failed()) return chain;
    read_quorum(reader, chain);
    read_pin(reader, chain, reference);
    chain.max_waiting = static_cast<std::uint32_t>(reader.number("max_waiting", 1, 65'536, 256));
    chain.shows_height = reader.flag("shows_height", chain.nodes->shows_height(reference));
    return chain;
}

} // namespace

std::expected<PinDepth, std::string> read_pin_depth(std::string_view text) {
    if (text == "finalized") return PinDepth{PinLevel::finalized, 0};
    if (text == "safe") return PinDepth{PinLevel::safe, 0};
    if (text == "latest") return PinDepth{PinLevel::latest, 0};
    if (text.starts_with("latest-")) {
        const auto below = parse_decimal_u64(text.substr(7));
        if (below && *below >= 1 && *below <= 1024) {
            return PinDepth{PinLevel::latest, static_cast<std::uint32_t>(*below)};
        }
    }
    return std::unexpected("expected finalized, safe, latest, or latest-N with N from 1 to 1024");
}

std::expected<Config, ResolverError> read_config(std::string_view text, const std::string &file,
                                                 std::span<const ChainNodes *const> known) {
    const auto root = parse_settings(text);
    if (!root) {
        return std::unexpected(ResolverError{file, root.error().member, root.error().message()});
    }
    std::optional<SettingsFault> fault;
    SettingsReader reader(*root, "", fault);
    reader.check_names({"chain", "limits"});
    Config config;
    if (auto limits = reader.table("limits")) {
        limits->check_names({"client_per_minute", "global_per_s"});
        config.client_per_minute = static_cast<std::uint32_t>(
            limits->number("client_per_minute", 1, 1'000'000, config.client_per_minute));
        config.global_per_s =
            static_cast<std::uint32_t>(limits->number("global_per_s", 1, 1'000'000, 0));
    }
    if (auto chains = reader.table("chain")) {
        for (auto &[name, table] : chains->tables())
            config.chains.push_back(read_chain(table, name, known));
    }
    if (config.chains.empty()) reader.refuse("", "there is no chain");
    if (fault) return std::unexpected(ResolverError{file, fault->member, fault->message()});
    return config;
}

} // namespace walletauth::resolver
