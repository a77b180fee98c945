// SPDX-License-Identifier: Apache-2.0
#include "hostile_documents.hpp"

#include <algorithm>
#include <functional>

namespace evm_test {
namespace {

constexpr std::size_t max_size = std::size_t{256} << 10;
constexpr std::size_t max_values = 8192;

/// `count` texts with a separator between them.
std::string joined(std::size_t count, const std::function<std::string(std::size_t)> &text,
                   const std::string &separator = ",") {
    std::string out;
    for (std::size_t i = 0; i < count; ++i)
        out += (i == 0 ? "" : separator) + text(i);
    return out;
}

std::string declared(const std::string &name, const std::string &type) {
    return R"({"name":")" + name + R"(","type":")" + type + "\"}";
}

/// `members` are those of M, the primary type.
std::string document(const std::string &members, const std::string &message,
                     const std::string &more_types = {}, const std::string &domain = "{}") {
    return R"({"types":{"EIP712Domain":[],"M":[)" + members + ']' + more_types +
           R"(},"primaryType":"M","domain":)" + domain + R"(,"message":)" + message + '}';
}

/// As many elements as the limits let pass.
std::string array_of(const std::string &type, const std::string &element,
                     std::size_t values_each = 1, const std::string &more_types = {}) {
    const auto count = std::min((max_values - 100) / values_each,
                                (max_size - 1000 - more_types.size()) / (element.size() + 1));
    return document(declared("v", type + "[]"),
                    R"({"v":[)" + joined(count, [&](auto) { return element; }) + "]}", more_types);
}

std::string quoted(std::string text) { return '"' + std::move(text) + '"'; }
std::string numbered(const std::string &text, std::size_t i) {
    return text + std::to_string(1000 + i);
}

std::vector<Hostile> many_values() {
    return {
        {"empty strings", array_of("string", R"("")")},
        {"strings of a block", array_of("string", quoted(std::string(28, 'a')))},
        {"escaped strings", array_of("string", R"("\u0041\u0042\u0043\u0044")")},
        {"empty bytes", array_of("bytes", R"("0x")")},
        {"addresses", array_of("address", R"("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")")},
        {"long decimals", array_of("uint256", quoted("1" + std::string(77, '9')))},
        {"short numbers", array_of("uint8", "1")},
        {"empty arrays", array_of("string[]", "[]")},
        {"empty structs", array_of("S", "{}", 1, R"(,"S":[])")},
        {"small structs",
         array_of("S", R"({"a":""})", 2, ",\"S\":[" + declared("a", "string") + ']')},
    };
}

std::vector<Hostile> many_names() {
    const auto members = [](std::size_t count) {
        return joined(count, [](auto i) { return declared(numbered("m", i), "string"); });
    };
    const auto values = [](std::size_t count) {
        return joined(count, [](auto i) { return quoted(numbered("m", i)) + R"(:"")"; });
    };
    const auto types = [](std::size_t count, const std::string &prefix) {
        return ',' + joined(count, [&](auto i) {
                   return quoted(numbered(prefix, i)) + ":[" + declared("x", "bool") + ']';
               });
    };
    const auto repeated = [](const std::string &text, std::size_t count) {
        return joined(count, [&](auto) { return text; }, "");
    };
    // 826 ms, when 14,900 members were let pass and every one was compared with every other.
    const std::size_t most = 2000;
    return {
        {"members", document(members(most), '{' + values(most) + '}')},
        {"members and one undeclared", document(members(most), '{' + values(most) + R"(,"zz":1})")},
        {"members, all others undeclared",
         document(members(most),
                  '{' + joined(most, [](auto i) { return quoted(numbered("n", i)) + ":1"; }) +
                      R"(,"zz":1})")},
        {"long type names", document("", "{}", types(250, std::string(900, 'n')))},
        {"long type names outside ASCII", document("", "{}", types(250, repeated("\u00e9", 450)))},
        {"long type names sorted by UTF-16",
         document("", "{}", types(250, repeated("\uffee", 320)))},
        {"null members of the domain",
         document("", "{}", "",
                  '{' +
                      joined(max_values - 100,
                             [](auto i) { return quoted(numbered("k", i)) + ":null"; }) +
                      '}')},
        {"further members of a member object",
         document(
             R"({"name":"v","type":"bool",)" +
                 joined(max_values - 100, [](auto i) { return quoted(numbered("k", i)) + ":1"; }) +
                 '}',
             R"({"v":true})")},
        {"dimensions", document(declared("v", "uint8" + repeated("[]", 60000)), R"({"v":[]})")},
    };
}

std::vector<Hostile> long_texts() {
    const auto one = [](const std::string &type, const std::string &value) {
        return document(declared("v", type), R"({"v":)" + value + '}');
    };
    const std::size_t room = max_size - 1000;
    return {
        {"one string", one("string", quoted(std::string(room, 'a')))},
        {"one string of bytes", one("bytes", quoted("0x" + std::string(room / 2 * 2, 'a')))},
        {"zeros before a number", one("uint256", quoted(std::string(room, '0')))},
        {"a bare number", one("uint256", std::string(room, '9'))},
        {"white space", one("string", std::string(room, ' ') + R"("")")},
    };
}

/// Types that refer to all later ones: as much encodeType as is let pass, and many values.
std::string everything() {
    constexpr std::size_t types = 28;
    const std::string name(250, 'n');
    std::string more;
    for (std::size_t i = 0; i < types; ++i) {
        more +=
            ",\"" + numbered("T", i) + "\":[" + declared(name, numbered("T", i + 1) + "[]") + ']';
    }
    more += ",\"" + numbered("T", types) + "\":[]";
    const auto members =
        joined(types, [](auto i) { return declared(numbered("m", i), numbered("T", i)); });
    const auto values = joined(
        types, [&](auto i) { return quoted(numbered("m", i)) + R"(:{")" + name + R"(":[]})"; });
    const auto strings = joined(7500, [](auto) { return quoted(std::string(26, 'a')); });
    return document(members + ',' + declared("v", "string[]"),
                    '{' + values + R"(,"v":[)" + strings + "]}", more);
}

std::string nested(std::size_t depth, const std::string &open, const std::string &inner,
                   const std::string &close) {
    std::string out;
    for (std::size_t i = 0; i < depth; ++i)
        out += open;
    out += inner;
    for (std::size_t i = 0; i < depth; ++i)
        out += close;
    return out;
}

} // namespace

std::vector<Hostile> expensive_documents() {
    auto all = many_values();
    for (auto &&more : {many_names(), long_texts()})
        all.insert(all.end(), more.begin(), more.end());
    all.emplace_back("everything", everything());
    return all;
}

std::vector<Hostile> deep_documents() {
    const std::string dimensions = nested(62, "", "", "[]");
    std::string chain; // 61 structs, each inside the one before
    std::string value = R"({"v":"x"})";
    for (std::size_t i = 0; i < 60; ++i) {
        chain += ",\"" + numbered("S", i) + "\":[" + declared("v", numbered("S", i + 1)) + ']';
        value = R"({"v":)" + value + '}';
    }
    const std::string last = ",\"" + numbered("S", 60) + "\":[";
    const auto structs = [&](const std::string &type) {
        return document(declared("v", numbered("S", 0)), R"({"v":)" + value + '}',
                        chain + last + declared("v", type) + ']');
    };
    return {
        {"structs", structs("string")},
        {"structs around a wrong value", structs("uint8")},
        {"structs through arrays",
         document(declared("v", "M[]"), nested(30, R"({"v":[)", R"({"v":[]})", "]}"))},
        {"arrays", document(declared("v", "uint8" + dimensions),
                            R"({"v":)" + nested(62, "[", "1", "]") + '}')},
        {"arrays around a wrong value", document(declared("v", "uint8" + dimensions),
                                                 R"({"v":)" + nested(62, "[", "256", "]") + '}')},
        {"arrays too deep", nested(5000, "[", "", "]")},
        {"objects too deep", nested(5000, R"({"a":)", "1", "}")},
        {"junk", nested(63, R"({"a":[)", "1", "]}")},
    };
}

} // namespace evm_test
