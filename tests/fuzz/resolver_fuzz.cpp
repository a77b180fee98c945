// SPDX-License-Identifier: Apache-2.0
// What the resolver reads from outside: answers of nodes, and the operator's texts. The first byte
// says which. What is accepted has the form that is promised, and nothing throws.
#include "resolver/call_text.hpp"
#include "resolver/config.hpp"
#include "resolver/endpoint_url.hpp"
#include "resolver/envelope.hpp"
#include "resolver/reply.hpp"
#include "resolver/secret_files.hpp"
#include "resolver/tests/made_up_nodes.hpp"

#include <cstdlib>

namespace {

using namespace walletauth;
using namespace walletauth::resolver;

const tests::MadeUpNodes nodes;
const ChainNodes *const known[]{&nodes};

void expect(bool holds) {
    if (!holds) std::abort();
}

void read_answer(std::string_view text) {
    const auto envelope = Envelope::read_rpc(std::string{text}, 7);
    if (!envelope) return;
    const auto source = envelope->value().source();
    expect(!source.empty() && text.contains(source)); // the node's own bytes
    expect(!envelope->is_error() || envelope->value().kind() == json::Kind::object);
}

void read_any_reply(std::string_view text) {
    static const auto query = Query::read(R"({"method":"x","params":[]})");
    HttpReply http;
    http.outcome = HttpOutcome::answered;
    http.status = 200;
    http.body = text;
    const auto reply = read_reply(nodes, *query, 7, std::move(http));
    expect(reply.is_answer() == (reply.envelope != nullptr));
}

void read_query(std::string_view text) {
    const auto query = Query::read(text);
    if (!query) return;
    const auto request = query->request(7);
    expect(request.path.find_first_of("?# \\") == std::string::npos);
    expect(request.query.find_first_of("#/ ?") == std::string::npos);
    expect(!request.path.contains("/../") && !request.path.ends_with("/.."));
    if (request.is_post) expect(json::Document::parse(request.body).has_value());
}

void read_texts(std::string_view text) {
    if (const auto url = read_endpoint_url(text)) {
        const auto other = url_with_path(*url, "/a", "b=c");
        const auto again = read_endpoint_url(other.view());
        if (text.size() < 2000) expect(again && again->query.ends_with("b=c"));
    }
    if (const auto headers = read_headers(text)) {
        for (const auto &header : *headers)
            expect(header.view().find_first_of("\r\n") == std::string_view::npos);
    }
}

void read_settings(std::string_view text) {
    const auto config = read_config(text, "fuzz", known);
    if (!config) return expect(config.error().message().starts_with("fuzz: "));
    for (const auto &chain : config->chains)
        expect(!chain.endpoints.empty() && chain.quorum >= 1 && chain.nodes != nullptr);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char *>(data) + 1, size - 1);
    switch (data[0] % 5) {
    case 0:
        read_answer(text);
        break;
    case 1:
        read_any_reply(text);
        break;
    case 2:
        read_query(text);
        break;
    case 3:
        read_texts(text);
        break;
    default:
        read_settings(text);
    }
    return 0;
}
