// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"

#include "conformance/vectors/table.hpp"
#include "conformance/vectors/vector_file.hpp"

#include <iostream>

namespace walletauth::cli {
namespace {

struct Count {
    std::size_t agree = 0;
    std::size_t differ = 0;
};

/// Why the answer is what it is: " (scheme: no plugin serves ...)"; empty of a valid one.
std::string why(std::string_view answer) {
    const auto document = json::Document::parse(answer);
    if (!document) return {};
    std::string text;
    for (const auto *name : {"reason", "detail"}) {
        const auto value = document->root().find(name);
        if (value) text.append(text.empty() ? " (" : ": ").append(value->text());
    }
    return text.empty() ? text : text + ')';
}

Count run_file(const Verifier &verifier, const VectorFile &file) {
    Count count;
    for (const auto &vector : file.vectors()) {
        const auto answer = ask_vector(verifier, vector);
        const auto wrong = difference(vector.expect, answer.json);
        wrong ? ++count.differ : ++count.agree;
        if (wrong) {
            std::cerr << file.path().filename().string() << ": " << without_controls(vector.id)
                      << ": " << without_controls(*wrong + why(answer.json)) << '\n';
        }
    }
    return count;
}

} // namespace

int vectors_command(const PluginSource &source, const std::string &path, Output output) {
    const auto files = vector_files_of(path);
    if (!files) {
        std::cerr << "walletauth: " << files.error() << '\n';
        return exit_usage;
    }
    const auto plugins = open_plugins(source);
    if (!plugins) return exit_usage;
    const Verifier verifier(plugins);
    Count total;
    Table table({"FILE", "AGREE", "DIFFER"});
    for (const auto &path_of_file : *files) {
        const auto file = VectorFile::read(path_of_file);
        if (!file) {
            std::cerr << "walletauth: " << path_of_file.string() << ": " << file.error() << '\n';
            return exit_usage;
        }
        const auto count = run_file(verifier, *file);
        total.agree += count.agree;
        total.differ += count.differ;
        table.add({path_of_file.parent_path().filename().string() + '/' +
                       path_of_file.filename().string(),
                   std::to_string(count.agree), std::to_string(count.differ)});
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
