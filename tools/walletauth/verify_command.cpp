// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "conformance/vectors/table.hpp"
#include "ordered_answers.hpp"
#include "request_reader.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/wire.hpp>

#include <unistd.h>

#include <fstream>
#include <iostream>
#include <optional>
#include <utility>

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
    void add(const WireAnswer &answer) {
        ++count_;
        if (answer.status != WA_OK) ++refused_;
        if (!table_) {
            std::cout << answer.json << '\n';
            return;
        }
        const auto document = json::Document::parse(answer.json);
        if (!document) return;
        const auto root = document->root();
        std::string id = member(root, "id");
        if (id.empty()) id = std::to_string(count_);
        const auto account = member(root, "account");
        const auto detail = answer.status == WA_OK && root.find("link")
                                ? "link " + member(root, "link")
                                : member(root, "detail");
        add_next_steps(id, root);
        table_->add({id, member(root, "status"), account.empty() ? member(root, "reason") : account,
                     detail});
    }
    /// False once standard output takes no more.
    [[nodiscard]] static bool flush() {
        std::cout.flush();
        return std::cout.good();
    }
    [[nodiscard]] int finish() {
        if (table_ && count_ != 0) table_->print(std::cout);
        std::cout << next_steps_;
        if (!flush()) {
            std::cerr << "walletauth: standard output was closed: not every answer was written\n";
            return exit_usage;
        }
        if (count_ == 0) {
            std::cerr << "walletauth: no request was given; see --help of the command\n";
            return exit_usage;
        }
        return refused_ == 0 ? exit_valid : exit_some;
    }

  private:
    /// What to ask whom, and where the answer goes: a table alone says that something is missing.
    void add_next_steps(const std::string &id, const json::Value &answer) {
        const auto queries = answer.find("queries");
        if (!queries) return;
        next_steps_ += "\n" + without_controls(id) + " needs the chain's answer to\n";
        for (std::size_t i = 0; i < queries->size(); ++i)
            next_steps_ += "  " + without_controls(queries->at(i).source()) + '\n';
        next_steps_ +=
            "Ask a node of your own, then again with --service, accept as before, and "
            "\"evidence\": [{\"query\": {...}, \"result\": ...}] (docs/wire-format.md).\n";
    }

    std::optional<Table> table_;
    std::string next_steps_;
    std::size_t count_ = 0;
    std::size_t refused_ = 0;
};

/// What a stream has come to, on standard error where a person looks at that and not at the
/// answers.
class Progress {
  public:
    ~Progress() {
        if (shown_) std::cerr << '\r' << count_ << " requests" << std::endl;
    }
    void step() {
        constexpr std::size_t every = 1000;
        if (++count_ % every != 0 || !on_terminal_) return;
        std::cerr << '\r' << count_ << " requests" << std::flush;
        shown_ = true;
    }

  private:
    bool on_terminal_ = ::isatty(STDERR_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 0;
    bool shown_ = false;
    std::size_t count_ = 0;
};

/// Reads a stream and has it answered on all processors. A batch is sent off when it is large, or
/// when whoever writes the stream lets us wait.
void answer_stream(std::istream &in, const VerifyArguments &arguments,
                   const OrderedAnswers::Ask &ask, Answers &answers) {
    constexpr std::size_t most_requests = 256;
    constexpr std::size_t most_bytes = std::size_t{1} << 20;
    const auto jobs = arguments.jobs == 0 ? processor_count() : arguments.jobs;
    Progress progress;
    OrderedAnswers ordered(jobs, ask, [&](std::span<const WireAnswer> batch) {
        for (const auto &answer : batch) {
            progress.step();
            answers.add(answer);
        }
        return answers.flush(); // whoever waits for an answer gets it
    });
    RequestReader reader(in, arguments.lines ? Lines::each_a_request : Lines::maybe_one_object);
    std::vector<std::string> batch;
    std::size_t bytes = 0;
    for (std::string request; reader.next(request);) {
        bytes += request.size();
        batch.push_back(std::move(request));
        if (batch.size() < most_requests && bytes < most_bytes && reader.has_more()) continue;
        if (!ordered.add(std::exchange(batch, {}))) return;
        bytes = 0;
    }
    if (!batch.empty()) (void)ordered.add(std::move(batch)); // what was not written, answers know
}

/// False with a message on standard error if the file cannot be read.
bool answer_file(const VerifyArguments &arguments, const OrderedAnswers::Ask &ask,
                 Answers &answers) {
    if (arguments.file.empty() || arguments.file == "-") {
        answer_stream(std::cin, arguments, ask, answers);
        return true;
    }
    std::ifstream in(arguments.file, std::ios::binary);
    if (in.peek() == std::char_traits<char>::eof() && !in.eof()) in.setstate(std::ios::failbit);
    if (!in.is_open() || in.bad() || (in.fail() && !in.eof())) {
        std::cerr << "walletauth: cannot read " << arguments.file << '\n';
        return false;
    }
    in.clear();
    answer_stream(in, arguments, ask, answers);
    return true;
}

int run(const VerifyArguments &arguments,
        std::expected<std::string, std::string> (*from_options)(const RequestOptions &),
        const OrderedAnswers::Ask &ask) {
    Answers answers(arguments.output);
    if (!arguments.request.given()) {
        return answer_file(arguments, ask, answers) ? answers.finish() : exit_usage;
    }
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
