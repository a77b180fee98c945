// SPDX-License-Identifier: Apache-2.0
#include "hostile_requests.hpp"

#include <walletauth/interface.hpp>

#include <array>
#include <string_view>

namespace walletauth::conformance {
namespace {

using Call = Shape::Call;

/// `unit` again and again, `size` bytes in all.
std::string repeated(std::string_view unit, std::size_t size) {
    std::string text;
    text.reserve(size + unit.size());
    while (text.size() < size)
        text += unit;
    text.resize(size);
    return text;
}

std::string list(std::string_view open, std::string_view item, std::string_view close,
                 std::size_t count) {
    std::string text{open};
    for (std::size_t i = 0; i < count; ++i)
        (text += i == 0 ? "" : ",") += item;
    return text += close;
}

/// Texts that some reader takes long for.
struct Alphabet {
    std::string_view name;
    std::string_view before;
    std::string_view unit;
    std::string_view after;
};
constexpr std::array<Alphabet, 14> alphabets{{{"ones", "", "1", ""},
                                              {"base58", "", "z", ""},
                                              {"digits", "", "9", ""},
                                              {"hex", "", "f", ""},
                                              {"0x hex", "0x", "f", ""},
                                              {"base64", "", "A", ""},
                                              {"blanks", "", " ", ""},
                                              {"curve prefix", "ed25519:", "z", ""},
                                              {"other curve prefix", "secp256k1:", "z", ""},
                                              {"array of bytes", "[255", ",255", "]"},
                                              {"array of texts", "[\"0x1\"", ",\"0x1\"", "]"},
                                              {"open arrays", "", "[", ""},
                                              {"comma text", "1", ",1", ""},
                                              {"escapes", "[\"", "\\u0041", "\"]"}}};

std::string text_of_alphabet(const Alphabet &alphabet, std::size_t size) {
    const auto around = alphabet.before.size() + alphabet.after.size();
    const auto inner = size > around ? size - around : 0;
    return std::string{alphabet.before} +
           repeated(alphabet.unit, inner - inner % alphabet.unit.size()) +
           std::string{alphabet.after};
}

void add_texts(std::vector<Shape> &shapes, std::string_view what, Call call, std::size_t limit,
               std::string Hostile::*member) {
    for (const auto &alphabet : alphabets) {
        shapes.push_back({std::string{what} + " of " + std::string{alphabet.name}, call, limit,
                          [&alphabet, member](Hostile &request, std::size_t size) {
                              request.*member = text_of_alphabet(alphabet, size);
                          }});
    }
}

void add_messages(std::vector<Shape> &shapes, std::size_t limit) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> units{
        {{"letters", "a"},
         {"zeros", std::string_view{"\0", 1}},
         {"two-byte letters", "\xc3\xa9"},
         {"four-byte letters", "\xf0\x9f\x98\x80"},
         {"line feeds", "\n"},
         {"open objects", "{\"a\":"},
         {"members", "{\"account_number\":\"1\","}}};
    for (const auto &[name, unit] : units) {
        shapes.push_back({"message of " + std::string{name}, Call::verify, limit,
                          [unit](Hostile &request, std::size_t size) {
                              request.message = repeated(unit, size - size % unit.size());
                          }});
    }
}

void add_evidence(std::vector<Shape> &shapes, std::size_t limit) {
    const auto add = [&](std::string name, std::size_t most, auto make) {
        shapes.push_back({"answer of " + std::move(name), Call::verify, most,
                          [make](Hostile &request, std::size_t size) {
                              request.evidence = {make(size)};
                              request.accept = WA_ACCEPT_DERIVED | WA_ACCEPT_CHAIN_STATE;
                          }});
    };
    add("a long text", limit / 2, [](std::size_t size) { return '"' + repeated("f", size) + '"'; });
    add("numbers", limit / 4, [](std::size_t size) { return list("[", "1", "]", size); });
    add("texts", limit / 12, [](std::size_t size) { return list("[", "\"0x1\"", "]", size); });
    add("members", limit / 24, [](std::size_t size) {
        std::string text = "{";
        for (std::size_t i = 0; i < size; ++i)
            text += (i == 0 ? "\"" : ",\"") + std::to_string(i) + "\":0";
        return text + '}';
    });
    add("open arrays", limit / 2, [](std::size_t size) { return repeated("[", size); });
}

} // namespace

std::vector<Shape> common_shapes(const wa_scheme &scheme) {
    std::vector<Shape> shapes;
    add_texts(shapes, "signature text", Call::parse_signature, scheme.max_signature_text_size,
              &Hostile::signature);
    add_texts(shapes, "key text", Call::parse_public_key, scheme.max_public_key_text_size,
              &Hostile::public_key);
    add_texts(shapes, "account", Call::normalize_account, scheme.max_account_text_size,
              &Hostile::account);
    add_messages(shapes, scheme.max_message_size);
    for (const auto unit : {'\0', '\1', '\xff'}) {
        shapes.push_back({"signature of bytes " + std::to_string(static_cast<unsigned char>(unit)),
                          Call::verify, scheme.max_signature_size,
                          [unit](Hostile &request, std::size_t size) {
                              request.signature.assign(size, unit);
                              request.accept = WA_ACCEPT_DERIVED;
                          }});
    }
    if ((scheme.flags & WA_SCHEME_MAY_NEED_EVIDENCE) != 0) {
        add_evidence(shapes, scheme.max_evidence_size);
    }
    return shapes;
}

} // namespace walletauth::conformance
