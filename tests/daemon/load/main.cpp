// SPDX-License-Identifier: Apache-2.0
// Users who sign in at a daemon: what the tests of reliability and the benchmark are driven by.
//
//   daemon_load sign-in PORT USERS SIGN_INS [FILE]  so many in all, by so many users at once; FILE
//                                           takes each request and what came of it
//   daemon_load prepare PORT COUNT FILE     gets challenges and signs; writes requests for sign-in
//   daemon_load verify COUNT FILE           writes requests for verify, of so many wallets
//   daemon_load recover COUNT               the recovery of keys alone: CPU seconds
//
// It prints one JSON object. A user whose request fails asks for a new challenge, after a pause,
// and that counts as one retry; a thousand times at most.
#include "client.hpp"
#include "wallet.hpp"

#include <walletauth/text/json.hpp>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace walletauth::load {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t most_tries = 1000;
constexpr std::chrono::seconds limit{20};
constexpr std::string_view head = R"({"chain":"eip155:1","scheme":"eip191",)";

std::uint64_t number(const char *text) { return std::strtoull(text, nullptr, 10); }

std::string request_of(const Wallet &wallet, std::string_view text, std::string_view more) {
    return std::string{head} + std::string{more} + R"("account":")" + wallet.address() +
           R"(","message":{"text":)" + json::quote(text) + R"(},"signature":")" +
           wallet.sign(text) + "\"}";
}

/// The request to sign in of one challenge; nothing if there was none.
std::optional<std::string> make_request(Client &client, const Wallet &wallet) {
    const auto challenge = client.post("/v1/challenge", std::string{head} + R"("account":")" +
                                                            wallet.address() + "\"}");
    if (!challenge || challenge->status != 200) return std::nullopt;
    const auto document = json::Document::parse(challenge->body);
    const auto message = document ? document->root().find("message") : std::nullopt;
    const auto text = message ? message->find("text") : std::nullopt;
    if (!text) return std::nullopt;
    return request_of(wallet, text->text(), R"("form":"eip4361",)");
}

struct Report {
    std::mutex mutex;
    std::size_t signed_in = 0;
    std::size_t retried = 0;      ///< users' attempts after the first
    std::size_t most_retries = 0; ///< of one sign-in
    std::size_t failed = 0;       ///< gave up
    std::size_t refused = 0;      ///< 401 to a good request
    std::vector<double> milliseconds;
    std::ofstream file;

    void print(double seconds) {
        std::ranges::sort(milliseconds);
        const auto at = [&](double part) {
            if (milliseconds.empty()) return 0.0;
            const auto last = static_cast<double>(milliseconds.size() - 1);
            return milliseconds[static_cast<std::size_t>(part * last)];
        };
        std::cout << "{\"signed_in\":" << signed_in << ",\"retried\":" << retried
                  << ",\"most_retries\":" << most_retries << ",\"failed\":" << failed
                  << ",\"refused\":" << refused << ",\"seconds\":" << seconds
                  << ",\"p50_ms\":" << at(0.5) << ",\"p99_ms\":" << at(0.99) << "}\n";
    }
};

/// One sign-in, however often it must be tried.
void sign_in_once(Client &client, const Wallet &wallet, Report &report) {
    for (std::size_t tries = 0; tries < most_tries; ++tries) {
        if (tries != 0) std::this_thread::sleep_for(std::chrono::milliseconds{100});
        const auto begin = Clock::now();
        const auto request = make_request(client, wallet);
        const auto answer = request ? client.post("/v1/sign-in", *request) : std::nullopt;
        const std::chrono::duration<double, std::milli> time = Clock::now() - begin;
        const std::scoped_lock lock(report.mutex);
        if (request && report.file.is_open())
            report.file << (answer ? answer->status : 0) << ' ' << *request << std::endl;
        if (answer && answer->status == 401) ++report.refused;
        if (answer && answer->status == 200) {
            ++report.signed_in;
            report.retried += tries;
            report.most_retries = std::max(report.most_retries, tries);
            report.milliseconds.push_back(time.count());
            return;
        }
    }
    const std::scoped_lock lock(report.mutex);
    ++report.failed;
}

int sign_in(std::uint16_t port, std::size_t users, std::size_t count, const char *file) {
    Report report;
    if (file != nullptr) report.file.open(file);
    std::atomic<std::size_t> begun{0};
    const auto begin = Clock::now();
    {
        std::vector<std::jthread> threads;
        for (std::size_t user = 0; user < users; ++user)
            threads.emplace_back([&, user] {
                Client client{port, limit};
                const Wallet wallet{user};
                while (begun.fetch_add(1) < count)
                    sign_in_once(client, wallet, report);
            });
    }
    report.print(std::chrono::duration<double>(Clock::now() - begin).count());
    return 0;
}

int prepare(std::uint16_t port, std::size_t count, const char *file) {
    Client client{port, limit};
    std::ofstream out{file};
    for (std::size_t i = 0; i < count; ++i) {
        const auto request = make_request(client, Wallet{i % 1000});
        if (!request) return 1;
        out << *request << '\n';
    }
    return out.flush() ? 0 : 1;
}

int verify(std::size_t count, const char *file) {
    std::ofstream out{file};
    for (std::size_t i = 0; i < count; ++i)
        out << request_of(Wallet{i}, "Some data " + std::to_string(i), "") << '\n';
    return out.flush() ? 0 : 1;
}

int run(const std::vector<const char *> &words) {
    const std::string_view command = words.empty() ? "" : words[0];
    const auto count = words.size();
    if (command == "sign-in" && (count == 4 || count == 5))
        return sign_in(static_cast<std::uint16_t>(number(words[1])), number(words[2]),
                       number(words[3]), count == 5 ? words[4] : nullptr);
    if (command == "prepare" && count == 4)
        return prepare(static_cast<std::uint16_t>(number(words[1])), number(words[2]), words[3]);
    if (command == "verify" && count == 3) return verify(number(words[1]), words[2]);
    if (command == "recover" && count == 2) {
        std::cout << "{\"cpu_seconds\":" << recover(number(words[1])) << "}\n";
        return 0;
    }
    std::cerr << "usage: daemon_load sign-in PORT USERS SIGN_INS [FILE] | prepare PORT COUNT FILE |"
                 " verify COUNT FILE | recover COUNT\n";
    return 2;
}

} // namespace
} // namespace walletauth::load

int main(int count, char **arguments) try {
    return walletauth::load::run({arguments + 1, arguments + count});
} catch (const std::exception &error) {
    std::cerr << "daemon_load: " << error.what() << '\n';
    return 1;
}
