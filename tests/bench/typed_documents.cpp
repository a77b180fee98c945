// SPDX-License-Identifier: Apache-2.0
#include "typed_documents.hpp"

#include <utility>

namespace walletauth::bench {

std::string typed_document(const Dialect &dialect, const std::string &types,
                           const std::string &message) {
    return "{\"types\":{" + std::string{dialect.domain_type} + types +
           "},\"primaryType\":\"M\",\"domain\":" + std::string{dialect.domain} +
           ",\"message\":" + message + '}';
}

std::string typed_member(std::string_view name, std::string_view type) {
    return "{\"name\":\"" + std::string{name} + "\",\"type\":\"" + std::string{type} + "\"}";
}

std::string repeated_item(std::string_view text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
        (all += i == 0 ? "" : ",") += text;
    return all;
}

namespace {

std::string joined(std::size_t count, const auto &each) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i)
        (text += i == 0 ? "" : ",") += each(i);
    return text;
}

std::string of_array(const Dialect &dialect, std::string_view type, const std::string &values) {
    const auto array = std::string{type} + std::string{dialect.array};
    return typed_document(dialect, ",\"M\":[" + typed_member("v", array) + "]",
                          "{\"v\":[" + values + "]}");
}

std::string many_members(const Dialect &dialect, std::size_t count, bool one_undeclared) {
    const auto name = [](std::size_t i) { return "m" + std::to_string(i); };
    const auto types =
        joined(count, [&](std::size_t i) { return typed_member(name(i), dialect.integer); });
    const auto values = joined(count, [&](std::size_t i) { return '"' + name(i) + "\":1"; });
    return typed_document(dialect, ",\"M\":[" + types + "]",
                          "{" + values + (one_undeclared ? ",\"zz\":1}" : "}"));
}

std::string chain_of_types(const Dialect &dialect, std::size_t depth, bool with_values) {
    const auto name = [](std::size_t i) { return "T" + std::to_string(i); };
    std::string types = ",\"M\":[" + typed_member("v", name(0)) + "]";
    std::string value = "{}";
    for (std::size_t i = 0; i < depth; ++i) {
        types +=
            ",\"" + name(i) + "\":[" + (i + 1 < depth ? typed_member("v", name(i + 1)) : "") + "]";
        if (i + 1 < depth) value = "{\"v\":" + value + "}";
    }
    return typed_document(dialect, types, "{\"v\":" + (with_values ? value : "{}") + "}");
}

/// Every type refers to all later ones: what is encoded grows with the square of their number.
std::string dense_types(const Dialect &dialect, std::size_t count) {
    const auto name = [](std::size_t i) { return "T" + std::to_string(i); };
    std::string types = ",\"M\":[" + typed_member("v", name(0) + std::string{dialect.array}) + "]";
    for (std::size_t i = 0; i < count; ++i) {
        types += ",\"" + name(i) + "\":[" +
                 joined(count - i - 1,
                        [&](std::size_t k) {
                            return typed_member("m" + std::to_string(k),
                                                name(i + 1 + k) + std::string{dialect.array});
                        }) +
                 "]";
    }
    return typed_document(dialect, types, "{\"v\":[]}");
}

class Shapes {
  public:
    explicit Shapes(const Dialect &dialect) : dialect_(dialect) {}
    using Make = std::string (*)(const Dialect &, std::size_t);
    void add(std::string_view name, std::size_t most, Make make) {
        all_.push_back({std::string{dialect_.name} + std::string{name}, Shape::Call::verify, most,
                        [dialect = dialect_, make](Hostile &request, std::size_t size) {
                            request.message = make(dialect, size);
                        }});
    }
    [[nodiscard]] std::vector<Shape> take() { return std::move(all_); }

  private:
    Dialect dialect_;
    std::vector<Shape> all_;
};

void add_types(Shapes &shapes, std::size_t limit) {
    shapes.add("members", limit / 50,
               [](const Dialect &d, std::size_t n) { return many_members(d, n, false); });
    shapes.add("members, one undeclared", limit / 50,
               [](const Dialect &d, std::size_t n) { return many_members(d, n, true); });
    shapes.add("chain of types", limit / 40,
               [](const Dialect &d, std::size_t n) { return chain_of_types(d, n, false); });
    shapes.add("chain of structs", 60,
               [](const Dialect &d, std::size_t n) { return chain_of_types(d, n, true); });
    shapes.add("dense types", 300,
               [](const Dialect &d, std::size_t n) { return dense_types(d, n); });
}

void add_arrays(Shapes &shapes, std::size_t limit) {
    shapes.add("array of integers", limit / 2, [](const Dialect &d, std::size_t n) {
        return of_array(d, d.integer, repeated_item("1", n));
    });
    shapes.add("array of arrays", limit / 3, [](const Dialect &d, std::size_t n) {
        return of_array(d, std::string{d.integer} + std::string{d.array}, repeated_item("[]", n));
    });
    shapes.add("array of texts", limit / 3, [](const Dialect &d, std::size_t n) {
        return of_array(d, d.text, repeated_item("\"\"", n));
    });
    shapes.add("array of empty structs", limit / 3, [](const Dialect &d, std::size_t n) {
        return typed_document(
            d, ",\"S\":[],\"M\":[" + typed_member("v", "S" + std::string{d.array}) + "]",
            "{\"v\":[" + repeated_item("{}", n) + "]}");
    });
    shapes.add("array of structs", limit / 8, [](const Dialect &d, std::size_t n) {
        return typed_document(d,
                              ",\"S\":[" + typed_member("a", d.integer) + "],\"M\":[" +
                                  typed_member("v", "S" + std::string{d.array}) + "]",
                              "{\"v\":[" + repeated_item("{\"a\":1}", n) + "]}");
    });
}

void add_long_texts(Shapes &shapes, std::size_t limit) {
    shapes.add("a long text", limit, [](const Dialect &d, std::size_t n) {
        return typed_document(d, ",\"M\":[" + typed_member("v", d.text) + "]",
                              "{\"v\":\"" + std::string(n, 'a') + "\"}");
    });
    shapes.add("a long integer", limit, [](const Dialect &d, std::size_t n) {
        return typed_document(d, ",\"M\":[" + typed_member("v", d.integer) + "]",
                              "{\"v\":\"0x" + std::string(n, '0') + "\"}");
    });
    shapes.add("a long decimal", limit, [](const Dialect &d, std::size_t n) {
        return typed_document(d, ",\"M\":[" + typed_member("v", d.integer) + "]",
                              "{\"v\":\"" + std::string(n, '9') + "\"}");
    });
    shapes.add("a long name", limit / 4, [](const Dialect &d, std::size_t n) {
        const std::string name(n, 'n');
        return typed_document(d, ",\"M\":[" + typed_member(name, d.integer) + "]",
                              "{\"" + name + "\":1}");
    });
}

} // namespace

std::vector<Shape> typed_document_shapes(const Dialect &dialect, std::size_t limit) {
    Shapes shapes{dialect};
    add_types(shapes, limit);
    add_arrays(shapes, limit);
    add_long_texts(shapes, limit);
    return shapes.take();
}

} // namespace walletauth::bench
