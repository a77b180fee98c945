// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "core/conformance/table.hpp"
#include "lines.hpp"

#include "core/support/json.hpp"

#include <walletauth/wire.hpp>

#include <unistd.h>

#include <iostream>
#include <optional>

namespace walletauth::cli {
namespace {

std::string member(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    if (!value) return {};
    return std::string{value->kind() == json::Kind::null ? "" : value->text()};
}

/// Writes answers in order: a line of JSON each, or one table at the end.
class Answers {
  public:
    explicit Answers(Output output) {
        const bool terminal = ::isatty(STDOUT_FILENO) == 1;
        if (output == Output::table || (output == Output::automatic && terminal)) {
            table_.emplace(std::vector<std::string>{"ID", "STATUS", "ACCOUNT OR REASON", "DETAIL"});
        }
    }
    /// False once standard output is closed.
    bool add(const WireAnswer &answer) {
        ++count_;
        if (answer.status != WA_OK) ++refused_;
        if (!table_) {
            std::cout << answer.json << '\n';
            return std::cout.good();
        }
        const auto document = json::Document::parse(answer.json);
        if (!document) return true;
        const auto root = document->root();
        std::string id = member(root, "id");
        if (id.empty()) id = std::to_string(count_);
        const auto account = member(root, "account");
        const auto detail = answer.status == WA_OK && root.find("link")
                                ? "link " + member(root, "link")
                                : member(root, "detail");
        table_->add({id, member(root, "status"), account.empty() ? member(root, "reason") : account,
                     detail});
        return true;
    }
    [[nodiscard]] int finish() {
        if (table_ && count_ != 0) table_->print(std::cout);
        std::cout.flush();
        if (count_ == 0) {
            std::cerr << "walletauth: no request was given; see --help of the command\n";
            return exit_usage;
        }
        return refused_ == 0 ? exit_valid : exit_some;
    }

  private:
    std::optional<Table> table_;
    std::size_t count_ = 0;
    std::size_t refused_ = 0;
};

using Ask = std::function<WireAnswer(std::string_view)>;

int run(const VerifyArguments &arguments,
        std::expected<std::string, std::string> (*from_options)(const RequestOptions &),
        const Ask &ask) {
    Answers answers(arguments.output);
    if (arguments.request.given()) {
        if (!arguments.file.empty()) {
            std::cerr << "walletauth: give a file or the options of one request, not both\n";
            return exit_usage;
        }
        const auto request = from_options(arguments.request);
        if (!request) {
            std::cerr << "walletauth: " << request.error() << '\n';
            return exit_usage;
        }
        answers.add(ask(*request));
        return answers.finish();
    }
    const bool read = for_each_request(
        arguments.file, [&](std::string_view line) { return answers.add(ask(line)); });
    return read ? answers.finish() : exit_usage;
}

} // namespace

int verify_command(const VerifyArguments &arguments) {
    const auto service = service_text(arguments.service);
    if (!service) {
        std::cerr << "walletauth: " << service.error() << '\n';
        return exit_usage;
    }
    const auto plugins = open_plugins(arguments.plugins);
    if (!plugins) return exit_usage;
    const Verifier verifier(plugins);
    return run(arguments, &verify_request, [&](std::string_view request) {
        return verify_json(verifier, request, *service, arguments.within);
    });
}

int account_command(const VerifyArguments &arguments) {
    const auto plugins = open_plugins(arguments.plugins);
    if (!plugins) return exit_usage;
    const Verifier verifier(plugins);
    return run(arguments, &account_request,
               [&](std::string_view request) { return account_json(verifier, request); });
}

} // namespace walletauth::cli
