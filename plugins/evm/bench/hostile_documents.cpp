// SPDX-License-Identifier: Apache-2.0
#include "plugins/evm/bench/bench.hpp"

#include "plugins/evm/tests/hostile_documents.hpp"
#include "tests/bench/typed_documents.hpp"

namespace walletauth::bench {

std::vector<Shape> eip712_documents(const wa_scheme &scheme) {
    constexpr Dialect eip712{"",
                             R"("EIP712Domain":[{"name":"name","type":"string"}])",
                             R"({"name":"x"})",
                             "uint256",
                             "string",
                             "[]"};
    auto shapes = typed_document_shapes(eip712, scheme.max_message_size);
    for (auto &[name, text] : evm_test::expensive_documents()) {
        shapes.push_back({name, Shape::Call::verify, 1,
                          [text](Hostile &request, std::size_t) { request.message = text; }});
    }
    return shapes;
}

} // namespace walletauth::bench
