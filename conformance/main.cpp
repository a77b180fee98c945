// SPDX-License-Identifier: Apache-2.0
// walletauth-conformance: whether a plugin keeps the rules of docs/abi.md (docs/conformance.md).
#include "imports.hpp"
#include "private_copy.hpp"
#include "runner.hpp"
#include "sanitized.hpp"
#include "thread_storage.hpp"

#include <walletauth/text/text.hpp>

#include <CLI/CLI.hpp>

#include <iostream>
#include <random>
#include <regex>
#include <stdexcept>

namespace {

using namespace walletauth;
using namespace walletauth::conformance;

constexpr int exit_conforming = 0;
constexpr int exit_broken = 1;
constexpr int exit_usage = 2;     ///< or a plugin that no host would load
constexpr int exit_not_shown = 3; ///< no rule broken, but the vectors show too little

constexpr std::string_view file_check = "file";
constexpr std::string_view imports_check = "imports";
constexpr std::string_view table_check = "table";

bool wanted(const Options &options, std::string_view check) {
    return options.only.empty() ||
           std::regex_search(check.begin(), check.end(), std::regex(options.only));
}

std::expected<std::vector<VectorFile>, std::string> read_vectors(const Options &options) {
    std::vector<VectorFile> files;
    if (options.vectors.empty()) return files;
    const auto paths = vector_files_of(options.vectors);
    if (!paths) return std::unexpected(paths.error());
    for (const auto &path : *paths) {
        auto file = VectorFile::read(path);
        if (!file) return std::unexpected(path.string() + ": " + file.error());
        files.push_back(std::move(*file));
    }
    return files;
}

CheckResult refused(const LoadError &error) {
    CheckResult result(std::string{file_check});
    result.outcome = Outcome::fail;
    result.count = 1;
    result.findings.push_back(
        {error.rule, "", "read the file", "as docs/abi.md says", error.value});
    return result;
}

/// A check that has nothing to work with. Nothing at all is no reason to be content: one of them
/// fails for it.
CheckResult without_vectors(const Check &check, const std::string &scheme) {
    CheckResult result(std::string{check.name}, scheme);
    result.outcome = Outcome::skip;
    result.note = "no --vectors given";
    if (check.name != "vectors" || !scheme.empty()) return result;
    result.outcome = Outcome::fail;
    result.count = 1;
    result.findings.push_back({"vectors", "", "read the vectors",
                               "--vectors DIR: signatures of the chain's wallets, see "
                               "docs/vector-format.md",
                               "no --vectors given: nothing of what wallets sign was tried"});
    return result;
}

int status_of(const Report &report) {
    if (!report.loadable) return exit_usage;
    switch (report.conclusion()) {
    case Conclusion::not_conforming:
        return exit_broken;
    case Conclusion::not_shown:
        return exit_not_shown;
    case Conclusion::conforming:
    case Conclusion::no_fault_found:
        return exit_conforming;
    }
    return exit_broken;
}

void run_checks(Report &report, const Runner &runner, const Options &options) {
    std::vector<std::string> schemes = report.plugin.schemes;
    for (const auto &check : all_checks()) {
        if (!wanted(options, check.name)) continue;
        std::vector<std::string> of;
        if (check.scope != Scope::scheme) of.emplace_back();
        if (check.scope != Scope::plugin) of.insert(of.end(), schemes.begin(), schemes.end());
        for (const auto &scheme : of) {
            if (check.needs_vectors && options.vectors.empty()) {
                report.results.push_back(without_vectors(check, scheme));
                continue;
            }
            report.results.push_back(runner.run(check, scheme));
        }
    }
}

/// The module, and what only its file says.
struct Opened {
    PluginModule module;
    bool has_thread_storage;
};

std::expected<Opened, LoadError> open_copy(const Options &options) {
    const auto copy = PrivateCopy::of(options.module);
    if (!copy) throw std::runtime_error(options.module + ": " + copy.error());
    auto module = PluginModule::open(copy->path());
    if (!module) return std::unexpected(module.error());
    return Opened{std::move(*module), has_thread_storage(copy->path())};
}

/// Everything; false if the plugin cannot be loaded.
bool fill(Report &report, const Options &options, const std::vector<VectorFile> &files) {
    const auto opened = open_copy(options);
    if (!opened) {
        report.results.push_back(refused(opened.error()));
        return false;
    }
    const auto &module = opened->module;
    report.sha256 = module.info().sha256;
    report.needed = module.info().needed;
    if (wanted(options, file_check)) report.results.push_back(CheckResult(std::string{file_check}));
    if (wanted(options, imports_check)) {
        report.results.push_back(check_imports(module.info(), opened->has_thread_storage,
                                               options.allowed_imports, WALLETAUTH_SANITIZED != 0));
    }
    const Runner runner(module, files, options);
    auto table = runner.describe(report.plugin);
    const bool loaded = table.outcome == Outcome::pass;
    if (!loaded || wanted(options, table_check)) report.results.push_back(std::move(table));
    if (loaded) run_checks(report, runner, options);
    return loaded;
}

bool names_a_check(const Options &options) {
    for (const auto name : {file_check, imports_check, table_check}) {
        if (wanted(options, name)) return true;
    }
    for (const auto &check : all_checks()) {
        if (wanted(options, check.name)) return true;
    }
    return false;
}

int usage(const std::string &reason) {
    std::cerr << "walletauth-conformance: " << reason << '\n';
    return exit_usage;
}

int run(const Options &options) {
    if (!names_a_check(options)) return usage("--only names no check; --list shows them");
    const auto files = read_vectors(options);
    if (!files) return usage(files.error());
    Report report;
    report.file = options.module;
    report.vectors = options.vectors;
    report.seed = options.seed;
    report.again = "walletauth-conformance " + options.module +
                   (options.vectors.empty() ? "" : " --vectors " + options.vectors) +
                   (options.thorough ? " --long" : "");
    for (const auto &name : options.allowed_imports)
        report.again += " --allow-import '" + name + '\'';
    report.whole = options.only.empty();
    report.loadable = fill(report, options, *files);
    options.json ? write_json(std::cout, report) : write_text(std::cout, report);
    return status_of(report);
}

int list() {
    std::cout << "file: the rules of docs/abi.md, \"Loading\", before any code runs\n"
                 "imports: pure\ntable: those of the file's rules that need its code\n";
    for (const auto &check : all_checks()) {
        std::cout << check.name << ": " << check.rules << (check.needs_vectors ? " (vectors)" : "")
                  << '\n';
    }
    return exit_conforming;
}

} // namespace

int main(int count, char **arguments) {
    Options options;
    options.seed = std::random_device{}();
    CLI::App app{"Says whether a plugin keeps the rules of docs/abi.md.", "walletauth-conformance"};
    app.set_version_flag("--version", "walletauth-conformance " WALLETAUTH_VERSION);
    app.footer(
        "Each check runs in a process of its own. Exit status: 0 conforming, or with --only\n"
        "no fault found; 1 not conforming; 2 usage, or a plugin that no host would load;\n"
        "3 no rule broken, but the vectors show too little.");
    bool show_list = false;
    app.add_flag("--list", show_list, "list the checks and the rules that they rest on");
    app.add_option("PLUGIN", options.module, "the module (.so)");
    app.add_option("--vectors", options.vectors, "vector files; nothing conforms without")
        ->type_name("DIR");
    app.add_option("--only", options.only, "run the checks whose name this finds")->type_name("RE");
    app.add_option("--seed", options.seed, "repeat a run; else by chance")
        ->type_name("N")
        ->check([](const std::string &text) { // CLI11 wraps -1 and stops at 2^64 - 1
            return parse_decimal_u64(text) ? "" : text + " is no number below 2^64";
        });
    app.add_option("--allow-import", options.allowed_imports,
                   "an import that the language's runtime brings; may be repeated")
        ->type_name("NAME")
        ->allow_extra_args(false);
    app.add_option("--time-limit", options.time_limit, "of one call, in seconds")
        ->type_name("S")
        ->check(CLI::Range(1, 86400))
        ->capture_default_str();
    app.add_flag("--json", options.json, "the report as JSON");
    app.add_flag("--long", options.thorough, "no samples, a million calls: minutes to hours");
    try {
        app.parse(count, arguments);
        if (show_list) return list();
        if (options.module.empty()) return usage("name a plugin; see --help");
        return run(options);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? exit_conforming : exit_usage;
    } catch (const std::regex_error &error) {
        return usage("--only: " + std::string{error.what()});
    } catch (const std::exception &error) {
        return usage(error.what());
    }
}
