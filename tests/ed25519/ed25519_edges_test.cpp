// SPDX-License-Identifier: Apache-2.0
// Keys and signatures of Ed25519 over which verifiers differ, through every plugin that takes
// Ed25519, alone and in arrays. Expected is what the cases say: the project's own vectors
// (tests/interop/ed25519.mjs, RFC 8032's equation over @noble/curves), and the table of
// ed25519-speccheck and Wycheproof with real verifiers' answers.
#include "plugins/near/key.hpp"
#include "tests/support/table.hpp"

#include <walletauth/text/base58.hpp>
#include <walletauth/text/base64.hpp>
#include <walletauth/text/hex.hpp>
#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>
#include <walletauth/verifier.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

extern "C" const wa_plugin *walletauth_plugin_v0_near(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_solana(void) noexcept;
extern "C" const wa_plugin *walletauth_plugin_v0_kwil(void) noexcept;

namespace {

using namespace walletauth;
using Bytes = std::vector<std::uint8_t>;

const Verifier &verifier() {
    static const Verifier instance = [] {
        auto set = std::make_shared<PluginSet>();
        for (const auto entry : {&walletauth_plugin_v0_near, &walletauth_plugin_v0_solana,
                                 &walletauth_plugin_v0_kwil}) {
            const auto added = set->add(entry);
            EXPECT_TRUE(added.has_value()) << added.error().message();
        }
        return Verifier{set};
    }();
    return instance;
}

Bytes bytes_of_text(std::string_view text) { return {text.begin(), text.end()}; }

struct Parameter {
    std::string name;
    std::uint32_t kind;
    Bytes value;
};

/// A request by values, and what it must get.
struct Case {
    std::string id, chain, scheme, account;
    Bytes key = {}, message = {}, signature = {};
    std::vector<Parameter> parameters = {};
    std::uint32_t flags = 0;
    bool takes_bytes = false; ///< the service says that the message need not be text
    std::string status = {};  ///< "valid", or "rejected" and maybe a reason
};

constexpr std::array<std::uint8_t, 5> bytes_word{'b', 'y', 't', 'e', 's'};
constexpr wa_parameter message_kind_bytes{text_of("message_kind"), bytes_of(bytes_word),
                                          WA_PARAMETER_TEXT, 0};

/// The requests of cases, which must outlive it.
class Requests {
  public:
    explicit Requests(const std::vector<Case> &cases) {
        parameters_.reserve(cases.size());
        for (const auto &it : cases) {
            auto &own = parameters_.emplace_back();
            for (const auto &[name, kind, value] : it.parameters) {
                own.push_back({text_of(name), bytes_of(value), kind, 0});
            }
            Request request;
            request.chain = it.chain;
            request.scheme = it.scheme;
            request.account = it.account;
            request.public_key = it.key;
            request.message = it.message;
            request.signature = it.signature;
            request.parameters = own;
            requests_.push_back(request);
            auto &service = services_.emplace_back();
            service.flags = it.flags;
            if (it.takes_bytes) service.parameters = {&message_kind_bytes, 1};
        }
    }
    [[nodiscard]] std::span<const Request> all() const { return requests_; }
    [[nodiscard]] std::span<const Service> services() const { return services_; }

  private:
    std::vector<std::vector<wa_parameter>> parameters_;
    std::vector<Request> requests_;
    std::vector<Service> services_;
};

std::string found(const Verdict &verdict, bool with_reason) {
    std::string text{status_name(verdict.status)};
    if (with_reason && !verdict.valid()) text += ' ' + std::string{reason_name(verdict.status)};
    return text;
}

/// Each alone; all in one array; and backwards, so that each has other neighbours.
void expect_alone_and_in_arrays(std::vector<Case> cases) {
    for (int turn = 0; turn < 2; ++turn) {
        const Requests requests{cases};
        const auto together = verifier().verify(requests.all(), requests.services());
        ASSERT_EQ(together.size(), cases.size());
        for (std::size_t i = 0; i < cases.size(); ++i) {
            const auto alone = verifier().verify(requests.all()[i], requests.services()[i]);
            const bool with_reason = cases[i].status.contains(' ');
            EXPECT_EQ(found(alone, with_reason), cases[i].status)
                << cases[i].scheme << ' ' << cases[i].id << ": " << alone.detail;
            EXPECT_EQ(alone.status, together[i].status) << cases[i].scheme << ' ' << cases[i].id;
            EXPECT_EQ(alone.account, together[i].account);
        }
        std::ranges::reverse(cases);
    }
}

/// The edge cases of a vector file: those that `mark` in the id tells.
std::vector<Case> published(const std::string &file, std::string_view mark) {
    std::ifstream in(std::filesystem::path{WALLETAUTH_VECTORS} / file);
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const auto document = json::Document::parse(text, {.max_size = 1 << 22});
    if (!document) {
        ADD_FAILURE() << file << " is no JSON";
        return {};
    }
    std::vector<Case> cases;
    const auto vectors = *document->root().find("vectors");
    for (std::size_t i = 0; i < vectors.size(); ++i) {
        const auto vector = vectors.at(i);
        if (!text_of_member(vector, "id").contains(mark)) continue;
        const auto request = *vector.find("request");
        const auto expect = *vector.find("expect");
        Case it{.id = text_of_member(vector, "id"),
                .chain = text_of_member(request, "chain"),
                .scheme = text_of_member(request, "scheme"),
                .account = text_of_member(request, "account"),
                .message = bytes_of_text(request.find("message")->find("text")->text())};
        if (const auto key = text_of_member(request, "public_key"); !key.empty())
            it.key = *decode_hex(key);
        it.signature = *verifier().plugins().parse_signature(it.chain, it.scheme,
                                                             text_of_member(request, "signature"));
        if (const auto params = request.find("params")) {
            it.parameters = {{"nonce", WA_PARAMETER_BYTES,
                              *decode_base64(params->find("nonce")->find("base64")->text())},
                             {"recipient", WA_PARAMETER_TEXT,
                              bytes_of_text(text_of_member(*params, "recipient"))}};
        }
        if (vector.find("service")) it.flags = WA_REQUEST_COMPAT;
        it.status = text_of_member(expect, "status");
        if (const auto reason = text_of_member(expect, "reason"); !reason.empty())
            it.status += ' ' + reason;
        cases.push_back(std::move(it));
    }
    return cases;
}

// 14 spellings of the 8 small-order points, and 15 other edges; twice where a scheme has compat.
constexpr std::size_t edges = 29;

TEST(Ed25519Edges, Nep413) {
    const auto cases = published("near/nep413.json", "-ed25519-");
    EXPECT_EQ(cases.size(), 2 * edges);
    expect_alone_and_in_arrays(cases);
}
TEST(Ed25519Edges, Nep413Kwil) {
    const auto cases = published("near/nep413-kwil.json", "-ed25519-");
    EXPECT_EQ(cases.size(), 2 * edges);
    expect_alone_and_in_arrays(cases);
}
TEST(Ed25519Edges, SolanaMessage) {
    const auto cases = published("solana/solana-message.json", "-ed25519-");
    EXPECT_EQ(cases.size(), edges);
    expect_alone_and_in_arrays(cases);
}
TEST(Ed25519Edges, KwilEd25519) {
    const auto cases = published("kwil/ed25519.json", "-edge-");
    EXPECT_EQ(cases.size(), 2 * edges);
    expect_alone_and_in_arrays(cases);
}
TEST(Ed25519Edges, KwilEd25519Nr) {
    const auto cases = published("kwil/ed25519_nr.json", "-edge-");
    EXPECT_EQ(cases.size(), 2 * edges);
    expect_alone_and_in_arrays(cases);
}

/// Both readings, several chains and schemes: an array is grouped by plugin on the way.
TEST(Ed25519Edges, AllPluginsInOneArray) {
    std::vector<std::vector<Case>> files{published("near/nep413.json", "-ed25519-"),
                                         published("solana/solana-message.json", "-ed25519-"),
                                         published("kwil/ed25519.json", "-edge-"),
                                         published("near/nep413-kwil.json", "-ed25519-"),
                                         published("kwil/ed25519_nr.json", "-edge-")};
    std::vector<Case> mixed;
    for (std::size_t i = 0; i < 2 * edges; ++i) {
        for (const auto &file : files) {
            if (i < file.size()) mixed.push_back(file[i]);
        }
    }
    EXPECT_EQ(mixed.size(), 9 * edges);
    expect_alone_and_in_arrays(mixed);
}

/// A row of the table.
struct Row {
    std::string id;
    Bytes key, message, signature;
    bool strict = false; ///< what ed25519-dalek's verify_strict and libsodium answer
    bool compat = false; ///< what nearcore answers
};

Bytes key_of(std::string text) {
    if (const auto colon = text.find(':'); colon != std::string::npos) {
        return decode_base58(std::string_view{text}.substr(colon + 1), 200).value_or(Bytes{});
    }
    return decode_hex(text).value_or(Bytes{});
}

std::vector<Row> table_rows() {
    std::vector<Row> rows;
    for_each_row("tests/tables/ed25519-edges-nearcore.json", 205, [&](const json::Value &line) {
        const bool valid = text_of_member(line, "expect") == "valid";
        const auto strict = text_of_param(line, "strict_verdict");
        Row row{.id = text_of_member(line, "id"),
                .key = key_of(text_of_member(line, "public_key")),
                .message =
                    decode_hex(line.find("message")->find("value")->text()).value_or(Bytes{}),
                .signature = decode_hex(text_of_member(line, "signature")).value_or(Bytes{}),
                .strict = strict.empty() ? valid : strict == "valid",
                .compat = valid};
        if (row.key.size() == 32 && row.signature.size() == 64) rows.push_back(std::move(row));
    });
    EXPECT_GT(rows.size(), 180U);
    return rows;
}

TEST(Ed25519Edges, TheTableThroughKwil) {
    std::vector<Case> cases;
    for (const auto &row : table_rows()) {
        Case it{.id = row.id,
                .chain = "kwil:idos",
                .scheme = "ed25519",
                .account = encode_hex(row.key),
                .key = row.key,
                .message = row.message,
                .signature = row.signature,
                .flags = WA_REQUEST_COMPAT,
                .status = row.compat ? "valid" : "rejected signature"};
        cases.push_back(it);
        // Most messages are no text (plugins/kwil/kwil-db.md).
        it.flags = 0;
        it.takes_bytes = true;
        it.status = row.strict ? "valid" : "rejected signature";
        cases.push_back(it);
        it.takes_bytes = false;
        if (!is_plain_text(row.message)) it.status = "rejected policy";
        cases.push_back(it);
    }
    expect_alone_and_in_arrays(cases);
}

// NEAR signs hashes, so the table's messages cannot pass its schemes; its verification takes those
// of 32 bytes, all of speccheck among them.
TEST(Ed25519Edges, TheTableThroughNearsVerification) {
    std::size_t ran = 0;
    for (const auto &row : table_rows()) {
        if (row.message.size() != 32) continue;
        ++ran;
        const auto answer = [&](Rule rule) {
            return near::verify_signature(*near::read_key(row.key), row.signature,
                                          std::span{row.message}.first<32>(), rule)
                .has_value();
        };
        EXPECT_EQ(answer(Rule::strict), row.strict) << row.id;
        EXPECT_EQ(answer(Rule::compat), row.compat) << row.id;
    }
    EXPECT_GT(ran, 12U);
}

} // namespace
