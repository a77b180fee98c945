// SPDX-License-Identifier: Apache-2.0
// What is read and written: files of endpoints, URLs, headers, queries, answers.
#include "made_up_nodes.hpp"
#include "resolver/call_text.hpp"
#include "resolver/config.hpp"
#include "resolver/endpoint_url.hpp"
#include "resolver/envelope.hpp"
#include "resolver/reply.hpp"
#include "resolver/secret_files.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace walletauth;
using namespace walletauth::resolver;
using namespace std::chrono_literals;

namespace {

const tests::MadeUpNodes nodes;
const ChainNodes *const known[]{&nodes};

std::expected<Config, ResolverError> read(std::string_view text) {
    return read_config(text, "f.toml", known);
}

/// A file of one chain with these lines, and endpoints a and b.
std::string with(std::string_view chain_lines, std::string_view endpoint_lines = "") {
    return "[chain.\"toy:1\"]\n" + std::string{chain_lines} +
           "[[chain.\"toy:1\".endpoint]]\nname = \"a\"\nurl = \"https://a.example/key\"\n" +
           std::string{endpoint_lines} +
           "[[chain.\"toy:1\".endpoint]]\nname = \"b\"\nurl = \"https://b.example/key\"\n";
}

std::string message_of(std::string_view text) {
    const auto config = read(text);
    return config ? "it is accepted" : config.error().message();
}

/// A folder that only this user can write.
class Folder {
  public:
    Folder() {
        std::string name = (std::filesystem::current_path() / "resolver-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    ~Folder() { std::filesystem::remove_all(path_); }
    std::string write(const std::string &name, std::string_view text, mode_t mode = 0600) const {
        const auto file = (path_ / name).string();
        std::ofstream(file) << text;
        ::chmod(file.c_str(), mode);
        return file;
    }

  private:
    std::filesystem::path path_;
};

} // namespace

TEST(ResolverConfig, DefaultsAreTheChainsOwn) {
    const auto config = read(with(""));
    ASSERT_TRUE(config) << config.error().message();
    const auto &chain = config->chains.at(0);
    EXPECT_EQ(chain.quorum, 2U); // more than half of two
    EXPECT_EQ(chain.pin, (PinDepth{PinLevel::latest, 1}));
    EXPECT_EQ(chain.pin_ttl, 1s); // at least a second
    EXPECT_EQ(chain.max_age, 121s);
    EXPECT_EQ(chain.max_waiting, 256U);
    const auto &endpoint = chain.endpoints.at(0);
    EXPECT_EQ(endpoint.operator_name, "a");
    EXPECT_EQ(endpoint.max_in_flight, 32U);
    EXPECT_FALSE(endpoint.addresses.allows_local);
    EXPECT_TRUE(endpoint.addresses.allows_global);
    EXPECT_EQ(config->client_per_minute, 10U);
}

TEST(ResolverConfig, SaysWhatIsWrongAndWhere) {
    const std::pair<std::string, std::string> cases[]{
        {"", "f.toml: line 1: there is no chain"},
        {"[chain.\"toy:1\"]\n", "there is no endpoint"},
        {"[chain.toy]\n", "chain.toy: line 1: it is no CAIP-2 chain"},
        {"[chain.\"moon:1\"]\n", "nobody here knows the nodes of this namespace"},
        {with("quorun = 2\n"), "chain.\"toy:1\".quorun: line 2: unknown member, expected pin"},
        {with("quorum = 1\n"), "quorum: line 2: 1 of 2 operators are not more than half"},
        {with("quorum = 3\n"), "quorum: line 2: 3 cannot be reached: there are 2 operators"},
        {with("quorum = 0\n"), "quorum: line 2: 0, expected 1 to 64"},
        {with("quorum = \"2\"\n"), "no whole number, expected 1 to 64"},
        {with("quorum = 2.0\n"), "a date or a fraction"},
        {with("pin = \"safe\"\n"), "nodes of this chain have no such level"},
        {with("pin = \"latest-0\"\n"), "expected finalized, safe, latest, or latest-N"},
        {with("pin = \"latest-02\"\n"), "expected finalized, safe, latest, or latest-N"},
        {with("pin = \"pending\"\n"), "expected finalized, safe, latest, or latest-N"},
        {with("trusted = 1\n"), "trusted: line 2: expected true or false"},
        {with("", "name = \"b\"\n"), "f.toml: line 5"}, // a key twice is no TOML
        {with("", "method = \"x\"\n"), "endpoint.method: line 5: unknown member"},
        {with("", "requests_per_s = 0\n"), "requests_per_s: line 5: 0, expected 1 to 1000000"},
        {with("", "max_in_flight = 1025\n"), "max_in_flight: line 5: 1025, expected 1 to 1024"},
        {with("", "url_file = \"/x\"\n"), "there is a url, too"},
        {with("", "ca_file = \"/nowhere/ca\"\n"), "ca_file: line 5: /nowhere"},
        {with("", "headers_file = \"/nowhere/h\"\n"), "headers_file: line 5: /nowhere"},
        {with("", "socket = \"relative\"\n"), "expected an absolute path"},
        {"[limits]\nclient_per_minute = 0\n" + with(""), "limits.client_per_minute: line 2: 0"},
        {"[chain.\"toy:1\"]\nx = [", "f.toml: "},
        {"chain = 3\n", "chain: line 1: expected a table"},
        {"[chain.\"toy:1\"]\nendpoint = 3\n", "expected tables"},
    };
    for (const auto &[text, expected] : cases)
        EXPECT_TRUE(message_of(text).contains(expected)) << text << "\n" << message_of(text);
}

TEST(ResolverConfig, OperatorsVote) {
    // Two endpoints of one operator are one vote, so a quorum of two cannot be reached.
    const auto text = with("quorum = 2\n", "operator = \"b\"\n");
    EXPECT_TRUE(message_of(text).contains("2 cannot be reached: there are 1 operators"));
    EXPECT_TRUE(read(with("quorum = 1\ntrusted = true\n")));
}

TEST(ResolverConfig, RefusesEndpointsThatAreOne) {
    const std::string two = "[chain.\"toy:1\"]\n[[chain.\"toy:1\".endpoint]]\nname = \"a\"\n"
                            "url = \"https://x.example/secret\"\n[[chain.\"toy:1\".endpoint]]\n";
    const auto same_name = message_of(two + "name = \"a\"\nurl = \"https://y.example/\"\n");
    EXPECT_TRUE(same_name.contains("two endpoints have this name")) << same_name;
    const auto same_url = message_of(two + "name = \"b\"\nurl = \"https://x.example/secret\"\n");
    EXPECT_TRUE(same_url.contains("it has the URL of a")) << same_url;
    EXPECT_FALSE(same_url.contains("secret"));
    for (const auto *spelling : {"https://X.example:443/secret", "https://x.EXAMPLE/secret/"}) {
        const auto message = message_of(two + "name = \"b\"\nurl = \"" + spelling + "\"\n");
        EXPECT_TRUE(message.contains("it has the URL of a")) << spelling << message;
    }
}

TEST(ResolverConfig, PlainHttpStaysAtHome) {
    const auto endpoint = [](std::string_view lines) {
        return "[chain.\"toy:1\"]\n[[chain.\"toy:1\".endpoint]]\nname = \"a\"\n" +
               std::string{lines};
    };
    EXPECT_TRUE(message_of(endpoint("url = \"http://127.0.0.1:1\"\n"))
                    .contains("http goes to loopback and private addresses only"));
    const auto local = read(endpoint("url = \"http://127.0.0.1:1\"\nallow_private = true\n"));
    ASSERT_TRUE(local) << local.error().message();
    EXPECT_FALSE(local->chains[0].endpoints[0].addresses.allows_global);
    const auto socket = read(endpoint("socket = \"/run/node.sock\"\n"));
    ASSERT_TRUE(socket) << socket.error().message();
    EXPECT_TRUE(socket->chains[0].endpoints[0].addresses.allows_unix);
    EXPECT_FALSE(socket->chains[0].endpoints[0].addresses.allows_global);
}

TEST(ResolverConfig, ReadsSecretsFromTrustedFilesAndNeverShowsThem) {
    const Folder folder;
    const auto endpoint = [](const std::string &file) {
        return "[chain.\"toy:1\"]\n[[chain.\"toy:1\".endpoint]]\nname = \"a\"\nurl_file = \"" +
               file + "\"\n";
    };
    const auto good = read(endpoint(folder.write("good", "https://x.example/topsecret\n", 0400)));
    ASSERT_TRUE(good) << good.error().message();
    EXPECT_EQ(good->chains[0].endpoints[0].url.view(), "https://x.example/topsecret");
    for (const auto &[text, mode] : {std::pair{"https://x.example/topsecret\n", 0620},
                                     std::pair{"ftp://x.example/topsecret\n", 0600},
                                     std::pair{"https://topsecret@x.example/\n", 0600},
                                     std::pair{"https://x.example/topsecret\nmore\n", 0600},
                                     std::pair{"https://x.example/topsecret y\n", 0600}}) {
        const auto message = message_of(endpoint(folder.write("bad", text, mode_t(mode))));
        EXPECT_TRUE(message.contains("url_file: line 4")) << message;
        EXPECT_FALSE(message.contains("topsecret")) << message;
    }
}

TEST(SecretFiles, HeadersAreLinesOfTheOperatorsOwn) {
    const auto two = read_headers("Authorization: Bearer k\r\n\nX-Key:v\n");
    ASSERT_TRUE(two) << two.error();
    EXPECT_EQ(two->at(0).view(), "Authorization: Bearer k");
    EXPECT_EQ(two->at(1).view(), "X-Key:v");
    for (const char *bad : {"", "\n", "no colon\n", "a b: c\n", "Host: x\n", "content-LENGTH: 3\n",
                            "Expect: 100-continue\n", "X-Key:\n", "X-Key: a\x01\n", ": x\n"})
        EXPECT_FALSE(read_headers(bad)) << bad;
    const auto fault = read_headers("X-Key: topsecret\nHost: topsecret\n");
    EXPECT_TRUE(fault.error().starts_with("line 2")) << fault.error();
    EXPECT_FALSE(fault.error().contains("topsecret"));
    std::string many;
    for (int i = 0; i < 17; ++i)
        many += "X-" + std::to_string(i) + ": y\n";
    EXPECT_FALSE(read_headers(many));
}

TEST(EndpointUrl, IsPlain) {
    for (const char *good :
         {"https://a.example", "http://127.0.0.1:8545/", "https://[2001:200::1]:443/v2/KEY",
          "https://[2001:200::1]", "https://a.example?key=1", "https://a.example/x?key=1"})
        EXPECT_TRUE(read_endpoint_url(good)) << good;
    for (const char *bad : {"",
                            "a.example",
                            "//a.example",
                            "file:///etc/passwd",
                            "ftp://a.example",
                            "https://",
                            "https:///x",
                            "https://u:p@a.example",
                            "https://a.example#x",
                            "https://a b",
                            "https://a\\b",
                            "https://a.example:",
                            "https://a.example:123456",
                            "https://a.example:65536",
                            "https://a.example:0",
                            "https://a.example:8x",
                            "https://[::1",
                            "https://[]",
                            "https://[::1]x",
                            "HTTPS://a.example",
                            "https://a_b%41.example"})
        EXPECT_FALSE(read_endpoint_url(bad)) << bad;
    EXPECT_FALSE(read_endpoint_url("https://a.example/" + std::string(2048, 'x')));
}

/// Two spellings of one node would be two votes. RFC 3986, section 6.2: case, port, empty path.
TEST(EndpointUrl, OfOnePlaceAreEqual) {
    const auto same = [](const char *one, const char *other) {
        return same_place(one).view() == same_place(other).view();
    };
    EXPECT_TRUE(same("http://127.0.0.1:8545", "http://127.0.0.1:8545/"));
    EXPECT_TRUE(same("http://a.example", "http://A.example:80/"));
    EXPECT_TRUE(same("https://a.example?key=1", "https://a.example:443/?key=1"));
    EXPECT_FALSE(same("https://a.example:80/", "https://a.example/"));
    EXPECT_FALSE(same("https://a.example/", "http://a.example/"));
    EXPECT_FALSE(same("https://a.example/Key", "https://a.example/key"));
    EXPECT_FALSE(same("https://a.example/?key=1", "https://a.example/?key=2"));
}

TEST(EndpointUrl, PathsAreAddedBeforeTheOwnQuery) {
    const auto url = *read_endpoint_url("https://a.example/base/?key=1");
    EXPECT_EQ(url_with_path(url, "/x/y", "").view(), "https://a.example/base/x/y?key=1");
    EXPECT_EQ(url_with_path(url, "/x", "b=2").view(), "https://a.example/base/x?key=1&b=2");
    EXPECT_EQ(percent_encoded("a/b?c#d e%.~"), "a%2Fb%3Fc%23d%20e%25.~");
    EXPECT_EQ(percent_encoded("\xc3\xa4"), "%C3%A4");
}

TEST(Query, IsPutBehindOurMembers) {
    const auto query = Query::read(R"({"method":"get_x","params":["0x1"]})");
    ASSERT_TRUE(query) << query.error();
    const auto request = query->request(7);
    EXPECT_TRUE(request.is_post);
    EXPECT_EQ(request.body, R"({"jsonrpc":"2.0","id":7,"method":"get_x","params":["0x1"]})");
}

TEST(Query, RefusesWhatIsNone) {
    for (const char *bad :
         {"", "{}", "[]", R"({"method":"x"})", R"({"method":1,"params":[]})",
          R"({"id":1,"method":"x","params":[]})", R"({"method":"","params":[]})",
          R"({"method":"x","method":"y","params":[]})", R"( {"method":"x","params":[]})",
          R"({"method":"x y","params":[]})", R"({"method":"x?","params":[]})",
          R"({"method":"GET /x","params":[]})", R"({"method":"GET /{a}","params":{}})",
          R"({"method":"GET /{a}","params":{"a":".."}})",
          R"({"method":"GET /{a}","params":{"a":""}})", R"({"method":"GET /{a}","params":{"a":1}})",
          R"({"method":"GET /{a","params":{"a":"b"}})", R"({"method":"GET /x?y","params":{}})"})
        EXPECT_FALSE(Query::read(bad)) << bad;
}

TEST(Query, OfRestFillsPathAndQuery) {
    const auto get = Query::read(
        R"({"method":"GET /accounts/{address}/x","params":{"address":"a/../b?c","height":12,"q":"1&2"}})");
    ASSERT_TRUE(get) << get.error();
    const auto request = get->request(1);
    EXPECT_FALSE(request.is_post);
    EXPECT_EQ(request.path, "/accounts/a%2F..%2Fb%3Fc/x");
    EXPECT_EQ(request.query, "height=12&q=1%262");
    const auto post =
        Query::read(R"({"method":"POST /wallet/{id}","params":{"b":[1],"id":"7","visible":true}})");
    ASSERT_TRUE(post) << post.error();
    EXPECT_EQ(post->request(1).path, "/wallet/7");
    EXPECT_EQ(post->request(1).body, R"({"b":[1],"visible":true})");
    EXPECT_EQ(Query::read(R"({"method":"POST /x","params":{}})")->request(1).body, "{}");
}

// JSON-RPC 2.0, section 5.
TEST(Envelope, IsStrict) {
    const auto good = Envelope::read_rpc(R"( {"result": {"b" : 1}, "id":3,"jsonrpc":"2.0"} )", 3);
    ASSERT_TRUE(good) << good.error();
    EXPECT_EQ(good->value().source(), R"({"b" : 1})"); // as the node wrote it
    const auto error =
        Envelope::read_rpc(R"({"jsonrpc":"2.0","id":3,"error":{"code":-5,"message":"m"}})", 3);
    ASSERT_TRUE(error) << error.error();
    EXPECT_TRUE(error->is_error());
    EXPECT_TRUE(Envelope::read_rpc(R"({"jsonrpc":"2.0","id":3,"result":null})", 3));
    for (const char *bad : {"",
                            "null",
                            "<html>",
                            R"([{"jsonrpc":"2.0","id":3,"result":1}])",
                            R"({"jsonrpc":"2.0","id":4,"result":1})",
                            R"({"jsonrpc":"2.0","id":"3","result":1})",
                            R"({"jsonrpc":"2.0","id":3.0,"result":1})",
                            R"({"jsonrpc":"2.0","result":1})",
                            R"({"jsonrpc":"1.0","id":3,"result":1})",
                            R"({"id":3,"result":1})",
                            R"({"jsonrpc":2.0,"id":3,"result":1})",
                            R"({"jsonrpc":"2.0","id":3})",
                            R"({"jsonrpc":"2.0","id":3,"result":1,"error":{"code":1}})",
                            R"({"jsonrpc":"2.0","id":3,"result":1,"error":null})",
                            R"({"jsonrpc":"2.0","id":3,"result":1,"result":2})",
                            R"({"jsonrpc":"2.0","id":3,"id":3,"result":1})",
                            R"({"jsonrpc":"2.0","id":3,"result":{"a":1,"\u0061":2}})",
                            R"({"jsonrpc":"2.0","id":3,"error":"no"})",
                            R"({"jsonrpc":"2.0","id":3,"error":{}})",
                            R"({"jsonrpc":"2.0","id":3,"error":{"code":"1"}})",
                            R"({"jsonrpc":"2.0","id":3,"result":1} x)"})
        EXPECT_FALSE(Envelope::read_rpc(bad, 3)) << bad;
    const std::string deep = std::string(70, '[') + std::string(70, ']');
    EXPECT_FALSE(Envelope::read_rpc(R"({"jsonrpc":"2.0","id":3,"result":)" + deep + "}", 3));
}

TEST(Reply, TellsFaultsFromAnswers) {
    const auto query = *Query::read(R"({"method":"x","params":[]})");
    const auto reply = [&](long status, std::string body) {
        HttpReply http;
        http.outcome = HttpOutcome::answered;
        http.status = status;
        http.body = std::move(body);
        return read_reply(nodes, query, 3, std::move(http));
    };
    const std::string result = R"({"jsonrpc":"2.0","id":3,"result":"r"})";
    const auto error = [](std::string_view code) {
        return R"({"jsonrpc":"2.0","id":3,"error":{"code":)" + std::string{code} + "}}";
    };
    EXPECT_EQ(reply(200, result).kind, ReplyKind::result);
    EXPECT_EQ(reply(200, error("1")).kind, ReplyKind::semantic);
    EXPECT_EQ(reply(200, error("1")).name, "no");
    EXPECT_EQ(reply(200, error("2")).kind, ReplyKind::missing_block);
    EXPECT_EQ(reply(200, error("-32601")).kind, ReplyKind::semantic);
    EXPECT_EQ(reply(200, error("-32603")).kind, ReplyKind::fault);
    for (const char *code : {"429", "-32005", "-32007"})
        EXPECT_EQ(reply(200, error(code)).kind, ReplyKind::overloaded) << code;
    // Whatever the body says: another status is no answer.
    for (const long status : {201, 204, 301, 302, 400, 401, 403, 404, 413, 500, 502, 503})
        EXPECT_EQ(reply(status, result).kind, ReplyKind::fault) << status;
    EXPECT_EQ(reply(500, error("1")).kind, ReplyKind::fault);
    EXPECT_EQ(reply(429, result).kind, ReplyKind::overloaded);
    EXPECT_EQ(reply(408, result).kind, ReplyKind::timeout);
    EXPECT_EQ(reply(200, "\x1f\x8b gzip").kind, ReplyKind::fault);
}

TEST(Reply, OfRestHasTheWholeBody) {
    const auto query = *Query::read(R"({"method":"GET /x/{a}","params":{"a":"b"}})");
    const auto reply = [&](long status, std::string body) {
        HttpReply http;
        http.outcome = HttpOutcome::answered;
        http.status = status;
        http.body = std::move(body);
        return read_reply(nodes, query, 3, std::move(http));
    };
    EXPECT_EQ(reply(200, " {\"a\": 1}\n").envelope->value().source(), "{\"a\": 1}");
    EXPECT_EQ(reply(200, "no json").kind, ReplyKind::fault);
    EXPECT_EQ(reply(500, "{}").kind, ReplyKind::fault);
    const auto absent = reply(404, "<html>"); // docs/abi.md, "Methods"
    EXPECT_EQ(absent.kind, ReplyKind::semantic);
    EXPECT_EQ(absent.envelope->value().source(), R"({"code":404})");
}
