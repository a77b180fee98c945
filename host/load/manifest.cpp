// SPDX-License-Identifier: Apache-2.0
#include "manifest.hpp"

#include "host/route/route_pattern.hpp"
#include "toml_parser.hpp"

#include <walletauth/text/text.hpp>
#include <walletauth/trusted_text.hpp>

#include <algorithm>

namespace walletauth {
namespace {

constexpr std::uint64_t max_manifest_size = std::uint64_t{1} << 20;
constexpr std::size_t max_items = 1024; // of each list, so that comparing all with all stays cheap

/// The first thing wrong; later ones change nothing.
class Reader {
  public:
    explicit Reader(const std::string &file) : file_(file) {}

    void refuse(const toml::source_region &where, std::string_view what) {
        if (error_) return;
        error_ = LoadError{file_, "manifest",
                           "line " + std::to_string(where.begin.line) + ": " +
                               printable_ascii(what, 300)};
    }
    [[nodiscard]] const std::optional<LoadError> &error() const noexcept { return error_; }

    void check_keys(const toml::table &table, std::initializer_list<std::string_view> known) {
        for (const auto &[key, node] : table) {
            if (std::ranges::find(known, key.str()) == known.end()) {
                std::string names;
                for (const auto name : known)
                    (names += names.empty() ? "" : ", ") += name;
                refuse(key.source(),
                       "unknown key " + std::string{key.str()} + ", expected " + names);
            }
        }
    }
    std::string text(const toml::table &table, std::string_view key) {
        const auto *node = table.get(key);
        if (node == nullptr) return {};
        const auto *value = node->as_string();
        if (value == nullptr || !is_text(value->get())) {
            refuse(node->source(), std::string{key} + " is no text, empty, or has a control "
                                                      "character");
            return {};
        }
        return value->get();
    }
    std::vector<std::string> texts(const toml::table &table, std::string_view key) {
        std::vector<std::string> all;
        const auto *node = table.get(key);
        if (node == nullptr) return all;
        const auto *array = node->as_array();
        if (array == nullptr) {
            refuse(node->source(), std::string{key} + " is no array of texts");
            return all;
        }
        if (array->size() > max_items) {
            refuse(node->source(),
                   std::string{key} + " has more than " + std::to_string(max_items) + " items");
            return all;
        }
        for (const auto &item : *array) {
            const auto *value = item.as_string();
            if (value == nullptr || !is_text(value->get())) {
                refuse(item.source(), std::string{key} + " has an item that is no text, empty, or "
                                                         "has a control character");
            } else if (std::ranges::find(all, value->get()) != all.end()) {
                refuse(item.source(), std::string{key} + " has " + value->get() + " twice");
            } else {
                all.push_back(value->get());
            }
        }
        return all;
    }

  private:
    /// Escapes may bring in what the text itself must not have: a NUL ends a file name early.
    static bool is_text(std::string_view text) noexcept {
        return !text.empty() && std::ranges::none_of(text, [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        });
    }

    const std::string &file_;
    std::optional<LoadError> error_;
};

bool is_sha256(std::string_view text) {
    return text.size() == 64 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

// The name of a shared object as DT_NEEDED has it: never a path, which would match nothing.
bool is_soname(std::string_view text) {
    return (text.ends_with(".so") || text.contains(".so.")) && !text.starts_with('.') &&
           std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                      std::string_view{"+-._@"}.contains(c);
           });
}

/// Where a key's value stands.
toml::source_region source_of(const toml::table &table, std::string_view key) {
    const auto *node = table.get(key);
    return node == nullptr ? table.source() : node->source();
}

ManifestPlugin read_plugin(Reader &reader, const toml::table &table) {
    reader.check_keys(table, {"module", "sha256", "routes", "compat", "libraries"});
    ManifestPlugin plugin;
    plugin.module = reader.text(table, "module");
    plugin.sha256 = reader.text(table, "sha256");
    plugin.grant.routes = reader.texts(table, "routes");
    plugin.grant.compat = reader.texts(table, "compat");
    plugin.libraries = reader.texts(table, "libraries");
    if (plugin.module.empty()) reader.refuse(table.source(), "a plugin has no module");
    if (plugin.module.contains('/') || plugin.module == "." || plugin.module == "..") {
        reader.refuse(source_of(table, "module"),
                      "module " + plugin.module + " is no plain file name");
    }
    if (!plugin.sha256.empty() && !is_sha256(plugin.sha256)) {
        reader.refuse(source_of(table, "sha256"),
                      "sha256 is not 64 lower-case hex digits: " + plugin.sha256);
    }
    for (const auto &library : plugin.libraries) {
        if (is_soname(library)) continue;
        reader.refuse(source_of(table, "libraries"),
                      "libraries has " + library + ", expected a name such as libm.so.6");
    }
    if (plugin.grant.routes.empty()) reader.refuse(table.source(), "a plugin has no routes");
    for (const auto &route : plugin.grant.routes) {
        if (const auto pattern = parse_route_pattern(route); !pattern) {
            reader.refuse(source_of(table, "routes"), pattern.error());
        }
    }
    for (const auto &route : plugin.grant.compat) {
        if (std::ranges::find(plugin.grant.routes, route) == plugin.grant.routes.end()) {
            reader.refuse(source_of(table, "compat"),
                          "compat has " + route + ", which is not among the routes");
        }
    }
    return plugin;
}

} // namespace

std::expected<Manifest, LoadError> parse_manifest(std::string_view text, const std::string &file) {
    const auto parsed = parse_toml(text);
    if (!parsed) {
        return std::unexpected(LoadError{file, "manifest", parsed.error().message()});
    }
    const auto &root = *parsed;
    Reader reader(file);
    reader.check_keys(root, {"directory", "plugin"});
    Manifest manifest;
    manifest.directory = reader.text(root, "directory");
    const auto *plugins = root.get("plugin");
    if (plugins == nullptr || !plugins->is_array_of_tables()) {
        reader.refuse(root.source(), "there is no [[plugin]]");
    } else {
        if (plugins->as_array()->size() > max_items) {
            reader.refuse(plugins->source(), "more than " + std::to_string(max_items) + " plugins");
        }
        for (const auto &item : *plugins->as_array()) {
            if (reader.error()) break;
            if (const auto *plugin = item.as_table())
                manifest.plugins.push_back(read_plugin(reader, *plugin));
        }
    }
    if (reader.error()) return std::unexpected(*reader.error());
    return manifest;
}

std::expected<Manifest, LoadError> read_manifest(const std::filesystem::path &path) {
    const auto text = read_trusted_text(path, max_manifest_size);
    if (!text) return std::unexpected(text.error());
    return parse_manifest(*text, path.string());
}

} // namespace walletauth
