// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "templates.hpp"

#include <walletauth/caip.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <expected>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>
#include <utility>

namespace walletauth::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view scheme_suffix = "-message";
constexpr std::size_t max_name = 32 - scheme_suffix.size(); // the scheme's id has at most 32

using Replacements = std::array<std::pair<std::string_view, std::string>, 5>;

int fail(std::string_view what) {
    std::cerr << "walletauth: " << what << '\n';
    return exit_usage;
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter_or_digit(char c) { return is_letter(c) || (c >= '0' && c <= '9'); }

// Narrower than a plugin's id: it also becomes a file's name and a part of a C++ name.
bool is_name(std::string_view name) {
    if (name.empty() || name.size() > max_name || !is_letter(name.front())) return false;
    char before = '-';
    for (const char c : name) {
        const bool separator = c == '-' || c == '_';
        if (!is_letter_or_digit(c) && (!separator || !is_letter_or_digit(before))) return false;
        before = c;
    }
    return is_letter_or_digit(before);
}

std::string with_underscores(std::string_view text) {
    std::string result{text};
    std::ranges::replace(result, '-', '_');
    return result;
}

std::string replace_all(std::string_view text, const Replacements &replacements) {
    std::string result{text};
    for (const auto &[placeholder, value] : replacements) {
        for (std::size_t at = 0; (at = result.find(placeholder, at)) != std::string::npos;
             at += value.size()) {
            result.replace(at, placeholder.size(), value);
        }
    }
    return result;
}

std::expected<void, std::string> write_file(const fs::path &path, std::string_view content,
                                            FileKind kind) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return std::unexpected(path.parent_path().string() + ": " + error.message());
    std::ofstream out(path, std::ios::binary);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out) return std::unexpected(path.string() + ": " + std::strerror(errno));
    if (kind == FileKind::text) return {};
    // Whoever may read it may run it.
    auto mode = fs::status(path, error).permissions();
    mode |= static_cast<fs::perms>((static_cast<unsigned>(mode) & 0444U) >> 2U);
    fs::permissions(path, mode, error);
    if (error) return std::unexpected(path.string() + ": " + error.message());
    return {};
}

} // namespace

int plugin_new_command(const PluginNewArguments &arguments) {
    const std::string_view name = arguments.name;
    if (!is_name(name)) {
        return fail("\"" + arguments.name + "\" is no plugin name: expected at most " +
                    std::to_string(max_name) +
                    " lower-case letters, digits and single - or _ between them, a letter first");
    }
    const std::string chain = arguments.chain.empty() ? arguments.name : arguments.chain;
    if (!parse_chain_id(chain + ":main")) {
        return fail("\"" + chain + "\" is no CAIP-2 namespace (3 to 8 of a-z, 0-9 and -)" +
                    (arguments.chain.empty() ? ": name the chain's with --chain" : ""));
    }
    const fs::path directory = arguments.directory.empty() ? arguments.name : arguments.directory;
    std::error_code error;
    const bool empty = fs::is_directory(directory, error) && fs::is_empty(directory, error);
    if (fs::exists(directory, error) && !empty) {
        return fail(directory.string() + " exists already: name another with --dir");
    }
    const std::string scheme = arguments.name + std::string{scheme_suffix};
    const Replacements replacements{{{"@plugin@", arguments.name},
                                     {"@chain@", chain},
                                     {"@scheme@", scheme},
                                     {"@scheme_file@", with_underscores(scheme)},
                                     {"@namespace@", with_underscores(name) + "_plugin"}}};
    for (const auto &file : plugin_templates()) {
        const auto path = replace_all(file.path, replacements);
        if (auto written =
                write_file(directory / path, replace_all(file.content, replacements), file.kind);
            !written) {
            return fail(written.error());
        }
        std::cout << (directory / path).string() << '\n';
    }
    std::cout << "\nA plugin that works, for a chain that does not exist. Next:\n\n  cd "
              << directory.string()
              << "\n  cmake -B build && cmake --build build && ctest --test-dir build\n\n"
                 "README.md says what to replace.\n";
    return exit_valid;
}

} // namespace walletauth::cli
