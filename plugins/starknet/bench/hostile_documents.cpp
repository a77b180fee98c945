// SPDX-License-Identifier: Apache-2.0
#include "plugins/starknet/bench/bench.hpp"
#include "tests/bench/typed_documents.hpp"

namespace walletauth::bench {
namespace {

constexpr Dialect revision_0{
    "revision 0, ",
    R"("StarkNetDomain":[{"name":"name","type":"felt"},{"name":"version","type":"felt"},{"name":"chainId","type":"felt"}])",
    R"({"name":"x","version":"1","chainId":"SN_MAIN"})",
    "felt",
    "string",
    "*"};
constexpr Dialect revision_1{
    "revision 1, ",
    R"("StarknetDomain":[{"name":"name","type":"shortstring"},{"name":"version","type":"shortstring"},{"name":"chainId","type":"shortstring"},{"name":"revision","type":"shortstring"}])",
    R"({"name":"x","version":"1","chainId":"SN_MAIN","revision":"1"})",
    "felt",
    "string",
    "*"};

Shape merkle_tree(const Dialect &dialect, std::size_t limit) {
    return {std::string{dialect.name} + "merkle tree", Shape::Call::verify, limit / 4,
            [dialect](Hostile &request, std::size_t leaves) {
                request.message =
                    typed_document(dialect,
                                   ",\"S\":[" + typed_member("a", "felt") +
                                       R"(],"M":[{"name":"v","type":"merkletree","contains":"S"}])",
                                   "{\"v\":[" + repeated_item(R"({"a":1})", leaves) + "]}");
            }};
}

} // namespace

std::vector<Shape> snip12_documents(const wa_scheme &scheme) {
    const auto limit = static_cast<std::size_t>(scheme.max_message_size);
    std::vector<Shape> shapes;
    for (const auto &dialect : {revision_0, revision_1}) {
        for (auto &shape : typed_document_shapes(dialect, limit))
            shapes.push_back(std::move(shape));
        shapes.push_back(merkle_tree(dialect, limit));
    }
    return shapes;
}

} // namespace walletauth::bench
