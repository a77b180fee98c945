// SPDX-License-Identifier: Apache-2.0
#include "commands.hpp"
#include "conformance/vectors/table.hpp"
#include "endpoints.hpp"
#include "ordered_answers.hpp"
#include "request_reader.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/text/json_excerpt.hpp>
#include <walletauth/wire.hpp>

#include <unistd.h>

#include <fstream>
#include <iostream>
#include <optional>
#include <utility>

namespace walletauth::cli {
namespace {

constexpr std::size_t shown_id = 100; // bytes, in a table

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
        // An answer repeats the id of its request, and has the queries, which may be long.
        const auto document = json::Document::parse(
            answer.json, {.max_size = 8 * max_request_size, .max_nodes = 8 * max_request_size});
        if (!document) {
            table_->add({std::to_string(count_), "unreadable", document.error().text(), ""});
            return;
        }
        const auto root = document->root();
        std::string id = member(root, "id");
        if (id.empty()) id = std::to_string(count_);
        if (id.size() > shown_id) id = json::excerpt(root.find("id")->source(), shown_id);
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
    Progress(ProgressLine &line, std::size_t every)
        : line_(::isatty(STDOUT_FILENO) == 0 ? &line : nullptr), every_(every) {}
    ~Progress() {
        if (line_ == nullptr || !shown_) return;
        line_->clear();
        std::cerr << count_ << " requests\n" << std::flush;
    }
    void step() {
        if (++count_ % every_ != 0 || line_ == nullptr || ::isatty(STDERR_FILENO) == 0) return;
        line_->show(std::to_string(count_) + " requests");
        shown_ = true;
    }

  private:
    ProgressLine *line_; ///< NULL: nobody would see it
    std::size_t every_;
    bool shown_ = false;
    std::size_t count_ = 0;
};

/// How a stream is worked off. Who waits for nodes waits for many at once, and with one thread
/// each.
struct Pace {
    std::size_t jobs;
    std::size_t most_requests; ///< of a batch, which one thread answers
    std::size_t shown;         ///< how often the progress is
};

Pace pace_of(const VerifyArguments &arguments) {
    constexpr std::size_t waiting_jobs = 64;
    const bool waits = arguments.endpoints.has_value();
    const auto usual = waits ? waiting_jobs : processor_count();
    return {arguments.jobs == 0 ? usual : arguments.jobs, waits ? std::size_t{1} : 256,
            waits ? std::size_t{1} : 1000};
}

/// Reads a stream and has it answered on all processors. A batch is sent off when it is large, or
/// when whoever writes the stream lets us wait.
void answer_stream(std::istream &in, const VerifyArguments &arguments,
                   const OrderedAnswers::Ask &ask, ProgressLine &line, Answers &answers) {
    constexpr std::size_t most_bytes = std::size_t{1} << 20;
    const auto pace = pace_of(arguments);
    Progress progress(line, pace.shown);
    OrderedAnswers ordered(pace.jobs, ask, [&](std::span<const WireAnswer> batch) {
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
        if (batch.size() < pace.most_requests && bytes < most_bytes && reader.has_more()) continue;
        if (!ordered.add(std::exchange(batch, {}))) return;
        bytes = 0;
    }
    if (!batch.empty()) (void)ordered.add(std::move(batch)); // what was not written, answers know
}

/// False with a message on standard error if the file cannot be read.
bool answer_file(const VerifyArguments &arguments, const OrderedAnswers::Ask &ask,
                 ProgressLine &line, Answers &answers) {
    if (arguments.file.empty() || arguments.file == "-") {
        answer_stream(std::cin, arguments, ask, line, answers);
        return true;
    }
    std::ifstream in(arguments.file, std::ios::binary);
    if (in.peek() == std::char_traits<char>::eof() && !in.eof()) in.setstate(std::ios::failbit);
    if (!in.is_open() || in.bad() || (in.fail() && !in.eof())) {
        std::cerr << "walletauth: cannot read " << arguments.file << '\n';
        return false;
    }
    in.clear();
    answer_stream(in, arguments, ask, line, answers);
    return true;
}

int run(const VerifyArguments &arguments,
        std::expected<std::string, std::string> (*from_options)(const RequestOptions &),
        const OrderedAnswers::Ask &ask, ProgressLine &line) {
    Answers answers(arguments.output);
    if (!arguments.request.given()) {
        return answer_file(arguments, ask, line, answers) ? answers.finish() : exit_usage;
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
    const auto service = service_text(arguments.service, arguments.endpoints.has_value());
    if (!service) {
        std::cerr << "walletauth: " << service.error() << '\n';
        return exit_usage;
    }
    ProgressLine line;
    std::unique_ptr<EvidenceSource> nodes;
    if (arguments.endpoints) {
        auto opened = open_endpoints(*arguments.endpoints, line, arguments.request.given());
        if (!opened) {
            std::cerr << "walletauth: " << opened.error() << '\n';
            return exit_usage;
        }
        nodes = std::move(*opened);
    }
    const auto plugins = open_plugins(arguments.plugins);
    if (!plugins) return exit_usage;
    const Verifier verifier(plugins);
    const auto ask = [&](std::string_view request) {
        if (!nodes) return verify_json(verifier, request, *service, arguments.within);
        const auto deadline = Deadline::clock::now() + std::chrono::seconds{arguments.timeout};
        return verify_json(verifier, request, *service, *nodes, deadline);
    };
    return run(arguments, &verify_request, ask, line);
}

int account_command(const VerifyArguments &arguments) {
    const auto plugins = open_plugins(arguments.plugins);
    if (!plugins) return exit_usage;
    const Verifier verifier(plugins);
    ProgressLine line;
    return run(
        arguments, &account_request,
        [&](std::string_view request) { return account_json(verifier, request); }, line);
}

} // namespace walletauth::cli
