// SPDX-License-Identifier: Apache-2.0
// Where requests may go, what is sent with them, what is never said, and how a file is read again.
#include "toy_network.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <thread>

namespace {

using namespace toy;
using std::chrono::milliseconds;
using walletauth::Resolver;
using walletauth::ResolverOptions;
using walletauth::tests::HttpAnswer;
using walletauth::tests::NodeCall;
namespace fs = std::filesystem;

const std::array<const walletauth::ChainNodes *, 1> known{&nodes()};

ResolverOptions options(std::string &log) {
    ResolverOptions out;
    out.chains = known;
    out.log = [&log](const walletauth::ResolverLog &entry) { log += entry.line() + '\n'; };
    return out;
}

std::string one_endpoint(const std::string &lines) {
    return "[[chain.\"toynet:main\".endpoint]]\nname = \"a\"\n" + lines + '\n';
}

walletauth::Deadline soon() { return walletauth::Deadline::clock::now() + milliseconds{600}; }

/// A folder as the checks of a trusted file want it.
class Folder {
  public:
    Folder() {
        std::string pattern = (fs::temp_directory_path() / "walletauth-nodes.XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
        ::chmod(path_.c_str(), 0755);
    }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    ~Folder() { fs::remove_all(path_); }
    std::string write(const std::string &name, const std::string &text, mode_t mode = 0600) const {
        const auto file = path_ / name;
        std::ofstream(file) << text;
        ::chmod(file.c_str(), mode);
        return file.string();
    }

  private:
    fs::path path_;
};

/// "localhost" stands for any name that an attacker has: it leads to loopback, and the file does
/// not allow that. No connection is made.
TEST(Addresses, OfANameAreLookedAtBeforeTheConnection) {
    Network network(1);
    std::string log;
    auto opened = Resolver::open_text(
        one_endpoint("url = \"https://localhost:" + std::to_string(network.node(0).port()) + "/\""),
        "endpoints.toml", options(log));
    ASSERT_TRUE(opened.has_value()) << opened.error().message();
    EXPECT_FALSE((*opened)->pin("toynet:main", soon()).has_value());
    EXPECT_EQ(network.node(0).server().connections(), 0U);
    const auto metrics = (*opened)->metrics();
    EXPECT_FALSE(metrics.contains("outcome=\"refused\"} 0")) << metrics; // tried once or twice
    opened->reset();
    EXPECT_TRUE(log.contains("address that the file does not allow")) << log;
    network.open();
}

TEST(Addresses, OfMetadataServicesAreNeverAllowed) {
    for (const auto *url : {"http://169.254.169.254/", "http://0.0.0.0:8545/", "http://[fe80::1]/",
                            "http://[::ffff:169.254.169.254]/", "http://224.0.0.1/"}) {
        std::string log;
        auto opened = Resolver::open_text(
            one_endpoint("url = \"" + std::string{url} + "\"\nallow_private = true"),
            "endpoints.toml", options(log));
        if (!opened) continue; // refused even earlier
        EXPECT_FALSE((*opened)->pin("toynet:main", soon()).has_value()) << url;
        opened->reset();
        EXPECT_TRUE(log.contains("address that the file does not allow")) << url << log;
    }
}

TEST(Addresses, OfOtherKindsOfUrlAreRefusedInTheFile) {
    for (const auto *url :
         {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "unix:/x",
          "//127.0.0.1/", "127.0.0.1:8545", "http://127.0.0.1:8545 /", ""}) {
        std::string log;
        const auto opened = Resolver::open_text(
            one_endpoint("url = \"" + std::string{url} + "\"\nallow_private = true"),
            "endpoints.toml", options(log));
        EXPECT_FALSE(opened.has_value()) << url;
    }
    std::string log;
    EXPECT_FALSE(
        Resolver::open_text(one_endpoint("url = \"http://node.example.org/\""), "f", options(log))
            .has_value())
        << "plain http to anybody";
}

/// Nothing of a user's is in what is sent but the body; and nothing of the environment's.
TEST(Requests, AreWhatTheFileSays) {
    ::setenv("http_proxy", "http://127.0.0.1:1", 1);
    ::setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
    Network network(1);
    network.open();
    EXPECT_EQ(network.verify(), "valid") << network.log();
    ::unsetenv("http_proxy");
    ::unsetenv("ALL_PROXY");
    for (const auto &call : network.node(0).calls()) {
        EXPECT_EQ(call.http.method, "POST");
        EXPECT_EQ(call.http.target, "/v1/" + std::string{secret});
        EXPECT_TRUE(call.http.headers.contains("Content-Type: application/json\r\n"));
        for (const auto *header :
             {"Accept-Encoding", "Expect", "Cookie", "Authorization", "Referer"})
            EXPECT_FALSE(call.http.headers.contains(header)) << call.http.headers;
    }
}

TEST(Secrets, AreInNoLogNoMetricAndNoError) {
    Network network;
    const Folder folder;
    const std::string word{secret};
    const auto url_file = folder.write(
        "url", "http://127.0.0.1:" + std::to_string(network.node(0).port()) + "/v2/" + word + "\n");
    const auto headers = folder.write("headers", "Authorization: Bearer " + word + "\n");
    std::string log;
    auto opened =
        Resolver::open_text(one_endpoint("url_file = \"" + url_file + "\"\nheaders_file = \"" +
                                         headers + "\"\nallow_private = true"),
                            "endpoints.toml", options(log));
    ASSERT_TRUE(opened.has_value()) << opened.error().message();
    EXPECT_TRUE((*opened)->pin("toynet:main", soon()).has_value());
    const auto first = network.node(0).calls().front().http;
    EXPECT_EQ(first.target, "/v2/" + word);
    EXPECT_TRUE(first.headers.contains("Authorization: Bearer " + word + "\r\n")) << first.headers;
    // The node says them back, in all that a log may be made of.
    network.node(0).fail_with(
        [](const NodeCall &call, const std::string &) -> std::optional<HttpAnswer> {
            return HttpAnswer{.status = 500,
                              .headers = "X: " + call.http.target + "\r\n",
                              .body = call.http.headers + call.http.target};
        });
    std::string said;
    const std::string query =
        R"({"method":"key_of","params":{"height":100,"name":"alice","step":1}})";
    for (int i = 0; i < 6; ++i) {
        const auto answers = (*opened)->fetch("toynet:main", {&query, 1}, soon());
        if (!answers) said += answers.error();
    }
    network.stop(0);
    for (int i = 0; i < 3; ++i) {
        const auto answers = (*opened)->fetch("toynet:main", {&query, 1}, soon());
        if (!answers) said += answers.error();
    }
    said += (*opened)->metrics();
    opened->reset();
    EXPECT_FALSE(log.empty());
    EXPECT_FALSE((log + said).contains(word)) << log << said;
    // Nor in what is said of a file that is wrong.
    for (const auto &lines :
         {"url = \"http://" + word + ":x/\"", "url = \"https://" + word + "@h/\"",
          "url = \"ftp://h/" + word + "\"", "url = \"https://h/" + word + "\"\nmore = 1",
          "url = \"https://h/" + word + "\"\nurl_file = \"x\"", "url = \"https://h/" + word}) {
        const auto refused =
            Resolver::open_text(one_endpoint(lines), "endpoints.toml", options(log));
        if (refused) continue;
        EXPECT_FALSE(refused.error().message().contains(word)) << refused.error().message();
    }
}

/// One server, two endpoints with other rights: a connection has the header of one of them alone.
TEST(Requests, OfTwoEndpointsShareNoConnection) {
    Network network(1);
    const Folder folder;
    const auto host = "url = \"http://127.0.0.1:" + std::to_string(network.node(0).port());
    std::string text = "[chain.\"toynet:main\"]\nquorum = 2\n";
    for (const std::string which : {"a", "b"}) {
        text += "[[chain.\"toynet:main\".endpoint]]\nname = \"" + which + "\"\n" + host + '/' +
                which + "\"\nallow_private = true\nheaders_file = \"" +
                folder.write(which, "X-Right: of-" + which + "\n") + "\"\n";
    }
    std::string log;
    auto opened = Resolver::open_text(text, "endpoints.toml", options(log));
    ASSERT_TRUE(opened.has_value()) << opened.error().message();
    for (std::size_t i = 0; i < 20; ++i) { // one after the other: connections are idle between
        const std::string query = R"({"method":"key_of","params":{"height":100,"name":")" +
                                  name_of(i) + R"(","step":1}})";
        EXPECT_TRUE((*opened)->fetch("toynet:main", {&query, 1}, soon()).has_value());
    }
    std::map<std::size_t, std::string> right_of; // by connection
    std::set<std::string> rights;
    for (const auto &call : network.node(0).calls()) {
        const std::string right = call.http.headers.contains("X-Right: of-a\r\n") ? "a" : "b";
        EXPECT_EQ(call.http.target, '/' + right);
        EXPECT_TRUE(call.http.headers.contains("X-Right: of-" + right + "\r\n"));
        const auto at = right_of.emplace(call.http.connection, right).first;
        EXPECT_EQ(at->second, right) << "connection " << call.http.connection;
        rights.insert(right);
    }
    EXPECT_EQ(rights.size(), 2U);
    EXPECT_LT(right_of.size(), network.node(0).calls().size()) << "none is used again";
    opened->reset();
    network.open();
}

/// What the old file's endpoints still waited for is not waited for any more.
TEST(Reload, LeavesNothingInFlight) {
    Network network;
    network.settings_of_each = {"operator = \"x\"\nverified = true\n"}; // it is asked first
    network.open();
    ASSERT_EQ(network.verify(), "valid") << network.last_answer();
    network.node(0).forget_calls();
    network.node(0).fail_with("key_of", {.sending = walletauth::tests::Sending::never});
    ASSERT_EQ(network.verify("bob"), "valid") << network.last_answer(); // of the two others
    ASSERT_EQ(network.node(0).asked("key_of"), 1U);
    const auto loaded = network.resolver().reload_text(network.file());
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message();
    network.node(0).be_well();
    EXPECT_EQ(network.verify("carol"), "valid") << network.last_answer();
    for (const auto *endpoint : {"endpoint=\"a\"", "endpoint=\"b\"", "endpoint=\"c\""}) {
        const auto in_flight = [&] {
            return network.metric("walletauth_rpc_in_flight", {endpoint});
        };
        // Those whom nobody waits for any more may still be about to answer.
        for (int i = 0; i < 2000 && in_flight() != "0"; ++i)
            std::this_thread::sleep_for(milliseconds{1});
        EXPECT_EQ(in_flight(), "0") << endpoint;
    }
}

TEST(Reload, WithABadFileKeepsTheOld) {
    Network network;
    const Folder folder;
    const auto file = folder.write("endpoints.toml", network.file());
    std::string log;
    auto opened = Resolver::open(file, options(log));
    ASSERT_TRUE(opened.has_value()) << opened.error().message();
    auto &resolver = **opened;
    const auto is_well = [&] {
        const std::string query =
            R"({"method":"key_of","params":{"height":100,"name":"alice","step":1}})";
        return resolver.fetch("toynet:main", {&query, 1}, walletauth::Deadline::max()).has_value();
    };
    EXPECT_TRUE(is_well());
    for (const std::string &bad :
         {std::string{}, std::string{"[chain"}, network.file() + "unknown = 1\n",
          std::string{"[chain.\"toynet:main\"]\nquorum = 1\n"}, network.file() + network.file(),
          "[chain.\"elsewhere:1\"]\n" + one_endpoint("url = \"https://h/\"")}) {
        folder.write("endpoints.toml", bad);
        const auto loaded = resolver.reload();
        ASSERT_FALSE(loaded.has_value()) << bad;
        EXPECT_EQ(loaded.error().file, file);
        EXPECT_TRUE(is_well());
    }
    EXPECT_TRUE(resolver.knows("toynet:main"));
    EXPECT_FALSE(resolver.knows("toynet:other"));
    // A good one that its host can't use.
    folder.write("endpoints.toml",
                 one_endpoint("url = \"http://127.0.0.1:1/\"\nallow_private = true"));
    std::vector<std::string> seen;
    const auto refused = resolver.reload([&](std::span<const std::string> chains) {
        seen.assign(chains.begin(), chains.end());
        return std::string{"toynet:other is needed"};
    });
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().message(), file + ": toynet:other is needed");
    EXPECT_EQ(seen, std::vector<std::string>{"toynet:main"});
    EXPECT_TRUE(is_well());
    folder.write("endpoints.toml", network.file(), 0666); // anybody may write it
    EXPECT_FALSE(resolver.reload().has_value());
    EXPECT_TRUE(is_well());
    fs::remove(file);
    EXPECT_FALSE(resolver.reload().has_value());
    EXPECT_TRUE(is_well());
    // A good one holds from then on: now a single endpoint that is gone.
    folder.write("endpoints.toml",
                 one_endpoint("url = \"http://127.0.0.1:1/\"\nallow_private = true"));
    const auto loaded = resolver.reload();
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message();
    EXPECT_FALSE(is_well());
}

} // namespace
