// SPDX-License-Identifier: Apache-2.0
// A two-pass assembler that runs in the compiler. Every label is an address below 256.
#include "probe_code.hpp"

#include <optional>
#include <string_view>

namespace walletauth::evm {
namespace {

constexpr std::string_view listing =
#include "probe/probe.asm"
    ;

struct Opcode {
    std::string_view name;
    std::uint8_t code;
};
// The Ethereum Yellow Paper, appendix H.2; CHAINID is of EIP-1344.
constexpr Opcode opcodes[]{
    {"ADD", 0x01},         {"SUB", 0x03},
    {"LT", 0x10},          {"GT", 0x11},
    {"EQ", 0x14},          {"ISZERO", 0x15},
    {"AND", 0x16},         {"SHL", 0x1b},
    {"SHR", 0x1c},         {"CODESIZE", 0x38},
    {"CODECOPY", 0x39},    {"EXTCODESIZE", 0x3b},
    {"EXTCODECOPY", 0x3c}, {"RETURNDATASIZE", 0x3d},
    {"NUMBER", 0x43},      {"CHAINID", 0x46},
    {"POP", 0x50},         {"MLOAD", 0x51},
    {"MSTORE", 0x52},      {"JUMP", 0x56},
    {"JUMPI", 0x57},       {"GAS", 0x5a},
    {"JUMPDEST", 0x5b},    {"DUP1", 0x80},
    {"DUP2", 0x81},        {"DUP3", 0x82},
    {"DUP5", 0x84},        {"DUP6", 0x85},
    {"DUP7", 0x86},        {"SWAP1", 0x90},
    {"CALL", 0xf1},        {"RETURN", 0xf3},
    {"STATICCALL", 0xfa},
};
constexpr std::uint8_t before_push1 = 0x5f;

// What is thrown below is never reached: it makes the compiler refuse the listing.
consteval std::uint8_t opcode_of(std::string_view name) {
    for (const auto &opcode : opcodes) {
        if (opcode.name == name) return opcode.code;
    }
    throw "no such opcode";
}

consteval std::uint8_t digit_of(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    throw "no hex digit";
}

consteval std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

/// A line without its comment: `label: NAME operand`, each of which may be missing.
struct Line {
    std::string_view label;
    std::string_view name;
    std::string_view operand;

    [[nodiscard]] consteval bool pushes_label() const {
        return name == "PUSH" && !operand.starts_with("0x");
    }
    [[nodiscard]] consteval std::size_t size() const {
        if (name.empty()) return 0;
        if (name != "PUSH" || pushes_label()) return name == "PUSH" ? 2 : 1;
        return operand.size() / 2; // one byte, and the digits behind 0x
    }
};

consteval Line read_line(std::string_view text) {
    Line line;
    text = trimmed(text.substr(0, text.find(';')));
    if (const auto colon = text.find(':'); colon != text.npos) {
        line.label = text.substr(0, colon);
        text = trimmed(text.substr(colon + 1));
    }
    const auto space = text.find(' ');
    line.name = text.substr(0, space);
    if (space != text.npos) line.operand = trimmed(text.substr(space));
    return line;
}

/// Takes the first line off `text`.
consteval Line next_line(std::string_view &text) {
    const auto end = text.find('\n');
    const auto line = read_line(text.substr(0, end));
    text = end == text.npos ? std::string_view{} : text.substr(end + 1);
    return line;
}

/// All lines, read once: compilers bound how long they compute.
struct Program {
    std::array<Line, 256> lines;
    std::size_t size = 0;
};

consteval Program read_program() {
    Program program;
    for (auto text = listing; !text.empty();) {
        const auto line = next_line(text);
        if (!line.name.empty() || !line.label.empty()) program.lines.at(program.size++) = line;
    }
    return program;
}

consteval std::uint8_t address_of_label(const Program &program, std::string_view label) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < program.size; ++i) {
        if (program.lines[i].label == label) return static_cast<std::uint8_t>(at);
        at += program.lines[i].size();
    }
    throw "no such label";
}

consteval std::array<std::uint8_t, probe_size> assemble() {
    static_assert(probe_size <= 0xff, "a label is one byte");
    const auto program = read_program();
    std::array<std::uint8_t, probe_size> code{};
    std::size_t at = 0;
    for (std::size_t k = 0; k < program.size; ++k) {
        const auto &line = program.lines[k];
        if (line.name.empty()) continue;
        if (line.name != "PUSH") {
            code.at(at++) = opcode_of(line.name);
            continue;
        }
        code.at(at++) = static_cast<std::uint8_t>(before_push1 + line.size() - 1);
        if (line.pushes_label()) {
            code.at(at++) = address_of_label(program, line.operand);
            continue;
        }
        for (std::size_t i = 2; i + 1 < line.operand.size(); i += 2)
            code.at(at++) = static_cast<std::uint8_t>(digit_of(line.operand[i]) << 4 |
                                                      digit_of(line.operand[i + 1]));
    }
    if (at != code.size()) throw "probe_size is not the size of the code";
    return code;
}

} // namespace

constinit const std::array<std::uint8_t, probe_size> probe_code = assemble();

} // namespace walletauth::evm
