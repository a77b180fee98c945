// SPDX-License-Identifier: Apache-2.0
//
// describe_json: what a plugin set has loaded, for people and for tools.
#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <concepts>
#include <string>
#include <utility>

namespace walletauth {
namespace {

// Writes JSON objects and arrays; the commas follow from what stands before.
class Writer {
  public:
    void name(std::string_view text) { value(text), out_.push_back(':'); }
    void value(std::string_view text) { comma(), out_.append(json::quote(text)); }
    void value(wa_text text) { value(view(text)); }
    void value(std::unsigned_integral auto number) {
        comma();
        out_.append(std::to_string(number));
    }
    void flag(bool is_true) { comma(), out_.append(is_true ? "true" : "false"); }
    void begin(char bracket) { comma(), out_.push_back(bracket); }
    void end(char bracket) { out_.push_back(bracket); }

    void member(std::string_view key, const auto &content) { name(key), value(content); }
    void member_flag(std::string_view key, bool is_true) { name(key), flag(is_true); }
    void member_texts(std::string_view key, const wa_text *texts, std::size_t count) {
        name(key), begin('[');
        for (std::size_t i = 0; i < count; ++i) {
            value(texts[i]);
        }
        end(']');
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

  private:
    void comma() {
        if (!out_.empty() && out_.back() != '{' && out_.back() != '[' && out_.back() != ':') {
            out_.push_back(',');
        }
    }
    std::string out_;
};

std::string_view kind_name(std::uint32_t kind) noexcept {
    return kind == WA_PARAMETER_TEXT ? "text" : kind == WA_PARAMETER_BYTES ? "bytes" : "json";
}

std::string_view bound_name(std::uint32_t bound) noexcept {
    return bound == WA_CHAIN_BOUND_NEVER    ? "never"
           : bound == WA_CHAIN_BOUND_ALWAYS ? "always"
                                            : "by_message";
}

std::string_view role_name(std::uint32_t role) noexcept {
    return role == WA_ROLE_EXPECTED ? "expected" : role == WA_ROLE_PROOF ? "proof" : "service";
}

void write_parameters(Writer &out, const wa_scheme &scheme) {
    out.name("parameters"), out.begin('[');
    for (std::size_t i = 0; i < scheme.parameter_count; ++i) {
        const wa_parameter_info &info = *scheme.parameters[i];
        out.begin('{');
        out.member("name", info.name);
        out.member("kind", kind_name(info.kind));
        out.member("role", role_name(info.role));
        out.member_flag("required", info.required != 0);
        out.member("max_size", info.max_size);
        out.member("description", info.description);
        out.end('}');
    }
    out.end(']');
}

void write_keys(Writer &out, const wa_scheme &scheme) {
    out.name("keys"), out.begin('[');
    for (std::size_t i = 0; i < scheme.key_count; ++i) {
        out.begin('{');
        out.member("type", scheme.keys[i]->type);
        out.member("size", scheme.keys[i]->size);
        out.end('}');
    }
    out.end(']');
}

void write_limits(Writer &out, const wa_scheme &scheme) {
    out.name("limits"), out.begin('{');
    out.member("message", scheme.max_message_size);
    out.member("signature", scheme.max_signature_size);
    out.member("signature_text", scheme.max_signature_text_size);
    out.member("public_key", scheme.max_public_key_size);
    out.member("public_key_text", scheme.max_public_key_text_size);
    out.member("account", scheme.max_account_size);
    out.member("account_text", scheme.max_account_text_size);
    out.member("evidence", scheme.max_evidence_size);
    out.end('}');
}

void write_scheme(Writer &out, const wa_scheme &scheme) {
    out.begin('{');
    out.member("id", scheme.id);
    out.member("revision", scheme.revision);
    out.member("description", scheme.description);
    out.member("specification", scheme.specification);
    out.member_texts("chains", scheme.chains, scheme.chain_count);
    write_keys(out, scheme);
    write_parameters(out, scheme);
    write_limits(out, scheme);
    out.member_flag("recovers_key", (scheme.flags & WA_SCHEME_RECOVERS_KEY) != 0);
    out.member_flag("json_message", (scheme.flags & WA_SCHEME_JSON_MESSAGE) != 0);
    out.member_flag("keys_rotate", (scheme.flags & WA_SCHEME_KEYS_ROTATE) != 0);
    out.member("chain_bound", bound_name(scheme.chain_bound));
    if ((scheme.flags & WA_SCHEME_HAS_COMPAT) != 0) {
        out.member("compat_of", scheme.compat_of);
    }
    if ((scheme.flags & (WA_SCHEME_COMPACT_ID_KEY | WA_SCHEME_COMPACT_ID_ACCOUNT)) != 0) {
        const bool is_key = (scheme.flags & WA_SCHEME_COMPACT_ID_KEY) != 0;
        out.member("compact_id", std::string_view(is_key ? "public_key" : "account"));
    }
    out.member_texts("evidence_methods", scheme.evidence_methods, scheme.evidence_method_count);
    out.end('}');
}

void write_plugin(Writer &out, const LoadedPlugin &plugin) {
    const wa_plugin &table = *plugin.table;
    out.begin('{');
    out.member("id", table.id);
    out.member("version", table.version);
    out.member("license", table.license);
    out.member("description", table.description);
    out.member("file", plugin.file);
    out.member("sha256", plugin.sha256);
    out.name("libraries"), out.begin('[');
    for (const auto &library : plugin.libraries) {
        out.begin('{');
        out.member("name", library.name);
        out.member("file", library.file);
        out.end('}');
    }
    out.end(']');
    out.member_texts("account_namespaces", table.account_namespaces, table.account_namespace_count);
    out.name("schemes"), out.begin('[');
    for (std::size_t i = 0; i < table.scheme_count; ++i) {
        write_scheme(out, *table.schemes[i]);
    }
    out.end(']');
    out.end('}');
}

void begin_route(Writer &out, std::string_view pattern, const wa_plugin &plugin) {
    out.begin('{');
    out.member("pattern", pattern);
    out.member("plugin", plugin.id);
}

void write_route(Writer &out, const SchemeRoute &route) {
    begin_route(out, route.pattern, *route.plugin);
    out.member("revision", route.scheme->revision);
    out.member_flag("compat_allowed", route.compat_allowed);
    out.end('}');
}

void write_route(Writer &out, const AccountRoute &route) {
    begin_route(out, route.pattern, *route.plugin);
    out.end('}');
}

/// Both kinds, sorted by pattern.
void write_routes(Writer &out, const PluginSet &plugins) {
    const auto accounts = plugins.account_routes();
    auto account = accounts.begin();
    out.name("routes"), out.begin('[');
    for (const auto &route : plugins.scheme_routes()) {
        while (account != accounts.end() && account->pattern < route.pattern)
            write_route(out, *account++);
        write_route(out, route);
    }
    while (account != accounts.end())
        write_route(out, *account++);
    out.end(']');
}

} // namespace

std::string describe_json(const PluginSet &plugins) {
    Writer out;
    out.begin('{');
    out.name("abi"), out.begin('{');
    out.member("major", std::uint32_t{WA_ABI_MAJOR});
    out.member("minor", std::uint32_t{WA_ABI_MINOR});
    out.end('}');
    out.name("plugins"), out.begin('[');
    for (const LoadedPlugin &plugin : plugins.plugins()) {
        write_plugin(out, plugin);
    }
    out.end(']');
    write_routes(out, plugins);
    out.end('}');
    return out.take();
}

} // namespace walletauth
