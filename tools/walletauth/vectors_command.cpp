// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "table.hpp"

#include "core/support/json.hpp"

#include <walletauth/wire.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>

namespace walletauth::cli {
namespace {

namespace fs = std::filesystem;
constexpr json::Limits limits{.max_size = std::size_t{64} << 20, .max_depth = 64,
                              .max_nodes = std::size_t{1} << 22};
constexpr std::string_view format_name = "walletauth-vectors/1";

struct Count {
    std::size_t agree = 0;
    std::size_t differ = 0;
};

/// The first member of `expect` that the answer does not have; nothing if it agrees. A refusal
/// without a reason in `expect` agrees with every reason.
std::optional<std::string> difference(const json::Value &expect, const json::Value &answer) {
    for (std::size_t i = 0; i < expect.size(); ++i) {
        const auto found = answer.find(expect.name(i));
        if (!found || found->source() != expect.at(i).source()) {
            return std::string{expect.name(i)} + ": found " +
                   std::string{found ? found->source() : "nothing"} + ", expected " +
                   std::string{expect.at(i).source()};
        }
    }
    return std::nullopt;
}

/// An account request is told from one to verify by having no signature.
WireAnswer ask(const Verifier &verifier, const json::Value &vector) {
    const auto request = *vector.find("request");
    if (!request.find("signature")) return account_json(verifier, request.source());
    const auto trust = vector.find("trust_evidence");
    return verify_json(verifier, request.source(),
                       {.evidence = trust && trust->is_true() ? EvidenceTrust::trust
                                                              : EvidenceTrust::refuse});
}

std::expected<Count, std::string> run_file(const Verifier &verifier, const fs::path &file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto document = json::Document::parse(text, limits);
    if (!document) {
        return std::unexpected(document.error().path + ": " + document.error().reason);
    }
    const auto format = document->root().find("format");
    const auto vectors = document->root().find("vectors");
    if (!format || format->text() != format_name || !vectors || vectors->size() == 0) {
        return std::unexpected("no vectors of format " + std::string{format_name});
    }
    Count count;
    for (std::size_t i = 0; i < vectors->size(); ++i) {
        const auto vector = vectors->at(i);
        const auto id = vector.find("id");
        const auto expect = vector.find("expect");
        if (!id || !expect || !vector.find("request") || !expect->find("status")) {
            return std::unexpected(vector.path() + " has no id, request or expect.status");
        }
        const auto answer = ask(verifier, vector);
        const auto parsed = json::Document::parse(answer.json);
        const auto wrong = parsed ? difference(*expect, parsed->root())
                                  : std::optional<std::string>{"the answer is no JSON"};
        wrong ? ++count.differ : ++count.agree;
        if (wrong) {
            std::cerr << file.filename().string() << ": " << without_controls(id->text()) << ": "
                      << without_controls(*wrong) << '\n';
        }
    }
    return count;
}

std::vector<fs::path> files_of(const std::string &path) {
    std::error_code error;
    if (fs::is_regular_file(path, error)) return {path};
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
        if (it->path().extension() == ".json" && it->is_regular_file(error)) files.push_back(it->path());
    }
    std::ranges::sort(files);
    return files;
}

} // namespace

int vectors_command(const PluginSource &source, const std::string &path, Output output) {
    const auto files = files_of(path);
    if (files.empty()) {
        std::cerr << "walletauth: no vector files (*.json) in " << path << '\n';
        return exit_usage;
    }
    const auto plugins = open_plugins(source);
    if (!plugins) return exit_usage;
    const Verifier verifier(plugins);
    Count total;
    Table table({"FILE", "AGREE", "DIFFER"});
    for (const auto &file : files) {
        const auto count = run_file(verifier, file);
        if (!count) {
            std::cerr << "walletauth: " << file.string() << ": " << count.error() << '\n';
            return exit_usage;
        }
        total.agree += count->agree;
        total.differ += count->differ;
        table.add({file.parent_path().filename().string() + '/' + file.filename().string(),
                   std::to_string(count->agree), std::to_string(count->differ)});
    }
    if (output == Output::json) {
        std::cout << "{\"agree\":" << total.agree << ",\"differ\":" << total.differ << "}\n";
    } else {
        table.add({"total", std::to_string(total.agree), std::to_string(total.differ)});
        table.print(std::cout);
    }
    return total.differ == 0 ? exit_valid : exit_some;
}

} // namespace walletauth::cli
