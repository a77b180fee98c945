// SPDX-License-Identifier: Apache-2.0
// Documents of typed data that cost much: EIP-712's, and SNIP-12's in both revisions.
#include "hostile_requests.hpp"

#include "plugins/evm/tests/hostile_documents.hpp"

#include <string_view>

namespace walletauth::bench {
namespace {

/// How a scheme writes its domain, and the names of its types.
struct Dialect {
    std::string_view name;
    std::string_view domain_type; ///< "NAME":[...]
    std::string_view domain;
    std::string_view integer;
    std::string_view text;
    std::string_view array; ///< behind a type
};
constexpr Dialect eip712{"",
                         R"("EIP712Domain":[{"name":"name","type":"string"}])",
                         R"({"name":"x"})",
                         "uint256",
                         "string",
                         "[]"};
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

std::string document(const Dialect &dialect, const std::string &types, const std::string &message,
                     std::string_view primary = "M") {
    return "{\"types\":{" + std::string{dialect.domain_type} + types + "},\"primaryType\":\"" +
           std::string{primary} + "\",\"domain\":" + std::string{dialect.domain} +
           ",\"message\":" + message + '}';
}

std::string member(std::string_view name, std::string_view type) {
    return "{\"name\":\"" + std::string{name} + "\",\"type\":\"" + std::string{type} + "\"}";
}

std::string joined(std::size_t count, const auto &each) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        (text += i == 0 ? "" : ",") += each(i);
    return text;
}

std::string of_array(const Dialect &dialect, std::string_view type, const std::string &values) {
    const auto array = std::string{type} + std::string{dialect.array};
    return document(dialect, ",\"M\":[" + member("v", array) + "]", "{\"v\":[" + values + "]}");
}

std::string many_members(const Dialect &dialect, std::size_t count, bool one_undeclared) {
    const auto name = [](std::size_t i) { return "m" + std::to_string(i); };
    const auto types =
        joined(count, [&](std::size_t i) { return member(name(i), dialect.integer); });
    const auto values = joined(count, [&](std::size_t i) { return '"' + name(i) + "\":1"; });
    return document(dialect, ",\"M\":[" + types + "]",
                    "{" + values + (one_undeclared ? ",\"zz\":1}" : "}"));
}

std::string chain_of_types(const Dialect &dialect, std::size_t depth, bool with_values) {
    const auto name = [](std::size_t i) { return "T" + std::to_string(i); };
    std::string types = ",\"M\":[" + member("v", name(0)) + "]";
    std::string value = "{}";
    for (std::size_t i = 0; i < depth; ++i) {
        types += ",\"" + name(i) + "\":[" + (i + 1 < depth ? member("v", name(i + 1)) : "") + "]";
        if (i + 1 < depth) value = "{\"v\":" + value + "}";
    }
    return document(dialect, types, "{\"v\":" + (with_values ? value : "{}") + "}");
}

/// Every type refers to all later ones: what is encoded grows with the square of their number.
std::string dense_types(const Dialect &dialect, std::size_t count) {
    const auto name = [](std::size_t i) { return "T" + std::to_string(i); };
    std::string types = ",\"M\":[" + member("v", name(0) + std::string{dialect.array}) + "]";
    for (std::size_t i = 0; i < count; ++i) {
        types += ",\"" + name(i) + "\":[" +
                 joined(count - i - 1,
                        [&](std::size_t k) {
                            return member("m" + std::to_string(k),
                                          name(i + 1 + k) + std::string{dialect.array});
                        }) +
                 "]";
    }
    return document(dialect, types, "{\"v\":[]}");
}

void add_dialect(std::vector<Shape> &shapes, const Dialect &dialect, std::size_t limit) {
    using Make = std::string (*)(const Dialect &, std::size_t);
    const auto add = [&](std::string_view name, std::size_t most, Make make) {
        shapes.push_back({std::string{dialect.name} + std::string{name}, Shape::Call::verify, most,
                          [&dialect, make](Hostile &request, std::size_t size) {
                              request.message = make(dialect, size);
                          }});
    };
    add("members", limit / 50,
        [](const Dialect &d, std::size_t n) { return many_members(d, n, false); });
    add("members, one undeclared", limit / 50,
        [](const Dialect &d, std::size_t n) { return many_members(d, n, true); });
    add("chain of types", limit / 40,
        [](const Dialect &d, std::size_t n) { return chain_of_types(d, n, false); });
    add("chain of structs", 60,
        [](const Dialect &d, std::size_t n) { return chain_of_types(d, n, true); });
    add("dense types", 300, [](const Dialect &d, std::size_t n) { return dense_types(d, n); });
    add("array of integers", limit / 2, [](const Dialect &d, std::size_t n) {
        return of_array(d, d.integer, joined(n, [](std::size_t) { return std::string{"1"}; }));
    });
    add("array of arrays", limit / 3, [](const Dialect &d, std::size_t n) {
        return of_array(d, std::string{d.integer} + std::string{d.array},
                        joined(n, [](std::size_t) { return std::string{"[]"}; }));
    });
    add("array of texts", limit / 3, [](const Dialect &d, std::size_t n) {
        return of_array(d, d.text, joined(n, [](std::size_t) { return std::string{"\"\""}; }));
    });
    add("array of empty structs", limit / 3, [](const Dialect &d, std::size_t n) {
        return document(d, ",\"S\":[],\"M\":[" + member("v", "S" + std::string{d.array}) + "]",
                        "{\"v\":[" + joined(n, [](std::size_t) { return std::string{"{}"}; }) +
                            "]}");
    });
    add("array of structs", limit / 8, [](const Dialect &d, std::size_t n) {
        return document(d,
                        ",\"S\":[" + member("a", d.integer) + "],\"M\":[" +
                            member("v", "S" + std::string{d.array}) + "]",
                        "{\"v\":[" +
                            joined(n, [](std::size_t) { return std::string{"{\"a\":1}"}; }) + "]}");
    });
    add("a long text", limit, [](const Dialect &d, std::size_t n) {
        return document(d, ",\"M\":[" + member("v", d.text) + "]",
                        "{\"v\":\"" + std::string(n, 'a') + "\"}");
    });
    add("a long integer", limit, [](const Dialect &d, std::size_t n) {
        return document(d, ",\"M\":[" + member("v", d.integer) + "]",
                        "{\"v\":\"0x" + std::string(n, '0') + "\"}");
    });
    add("a long decimal", limit, [](const Dialect &d, std::size_t n) {
        return document(d, ",\"M\":[" + member("v", d.integer) + "]",
                        "{\"v\":\"" + std::string(n, '9') + "\"}");
    });
    add("a long name", limit / 4, [](const Dialect &d, std::size_t n) {
        const std::string name(n, 'n');
        return document(d, ",\"M\":[" + member(name, d.integer) + "]", "{\"" + name + "\":1}");
    });
}

void add_merkle(std::vector<Shape> &shapes, const Dialect &dialect, std::size_t limit) {
    shapes.push_back(
        {std::string{dialect.name} + "merkle tree", Shape::Call::verify, limit / 4,
         [&dialect](Hostile &request, std::size_t n) {
             request.message = document(
                 dialect,
                 ",\"S\":[" + member("a", "felt") +
                     "],\"M\":[{\"name\":\"v\",\"type\":\"merkletree\",\"contains\":\"S\"}]",
                 "{\"v\":[" + joined(n, [](std::size_t) { return std::string{"{\"a\":1}"}; }) +
                     "]}");
         }});
}

} // namespace

std::vector<Shape> document_shapes(const wa_scheme &scheme) {
    std::vector<Shape> shapes;
    const auto limit = static_cast<std::size_t>(scheme.max_message_size);
    if (view(scheme.id) == "eip712") {
        add_dialect(shapes, eip712, limit);
        for (auto &[name, text] : evm_test::expensive_documents()) {
            shapes.push_back({name, Shape::Call::verify, 1,
                              [text](Hostile &request, std::size_t) { request.message = text; }});
        }
    } else {
        for (const auto *dialect : {&revision_0, &revision_1}) {
            add_dialect(shapes, *dialect, limit);
            add_merkle(shapes, *dialect, limit);
        }
    }
    return shapes;
}

} // namespace walletauth::bench
