// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "templates.hpp"

#include <walletauth/caip.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <expected>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>
#include <utility>
#include <vector>

namespace walletauth::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view scheme_suffix = "-message";
constexpr std::size_t max_scheme = 32;
constexpr std::size_t max_name = max_scheme - scheme_suffix.size();

using Replacements = std::vector<std::pair<std::string_view, std::string>>;

/// What differs by the type of key: the account is the key, or a hash of it.
const Replacements ed25519_words{
    {"@signs@", "Ed25519"},
    {"@key@", "ed25519"},
    {"@key_size@", "32"},
    {"@account_size@", "64"},
    {"@account_is@", "the key in 64 lower-case hex digits"},
    {"@flags@", "// The account holds the key, so an account alone is enough to verify.\n"
                "    scheme.flags = WA_SCHEME_RECOVERS_KEY;"},
    {"@needs@", "an account alone is enough to verify: it is the key"},
    {"@one_spelling@", "S is below the group's order"},
    {"@specification@", "https://www.rfc-editor.org/rfc/rfc8032"},
};
const Replacements secp256k1_words{
    {"@signs@", "ECDSA"},
    {"@key@", "secp256k1"},
    {"@key_size@", "33"},
    {"@account_size@", "40"},
    {"@account_is@", "the first 20 bytes of the SHA-256 of the key, in 40 lower-case hex digits"},
    {"@flags@", "scheme.flags = 0; // the account is a hash of the key, so the key must be given"},
    {"@needs@", "the key must be given: the account is a hash of it"},
    {"@one_spelling@", "r and s are in their ranges, and s is the lower of s and n - s"},
    {"@specification@", "https://www.secg.org/sec1-v2.pdf"},
};

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

// A scheme's id (plugin.h); it also becomes a file's name.
bool is_scheme(std::string_view id) {
    return !id.empty() && id.size() <= max_scheme && is_letter_or_digit(id.front()) &&
           std::ranges::all_of(
               id, [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_'; });
}

std::string with_underscores(std::string_view text) {
    std::string result{text};
    std::ranges::replace(result, '-', '_');
    return result;
}

/// The scheme's files must not be those of the skeleton.
std::string scheme_file_of(std::string_view scheme) {
    auto file = with_underscores(scheme);
    const bool taken = file == "account" || file == "plugin" || file == "self_test";
    return taken ? file + "_scheme" : file;
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
    const std::string scheme =
        arguments.scheme.empty() ? arguments.name + std::string{scheme_suffix} : arguments.scheme;
    if (!is_scheme(scheme)) {
        return fail("\"" + scheme + "\" is no scheme id: expected at most " +
                    std::to_string(max_scheme) + " of a-z, 0-9, - and _, a letter or digit first");
    }
    if (scheme == "account") {
        return fail(
            "\"account\" is the word for routes of accounts: give the scheme another id with "
            "--scheme");
    }
    const fs::path directory = arguments.directory.empty() ? arguments.name : arguments.directory;
    std::error_code error;
    const bool empty = fs::is_directory(directory, error) && fs::is_empty(directory, error);
    if (fs::exists(directory, error) && !empty) {
        return fail(directory.string() + " exists already: name another with --dir");
    }
    const bool is_secp256k1 = arguments.key == "secp256k1";
    Replacements replacements = is_secp256k1 ? secp256k1_words : ed25519_words;
    replacements.insert(replacements.end(), {{"@plugin@", arguments.name},
                                             {"@chain@", chain},
                                             {"@scheme@", scheme},
                                             {"@scheme_file@", scheme_file_of(scheme)},
                                             {"@namespace@", with_underscores(name) + "_plugin"}});
    for (const auto &file : plugin_templates()) {
        if (file.key != "common" && file.key != arguments.key) continue;
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
