// SPDX-License-Identifier: Apache-2.0
// Nodes of Stellar, as a resolver asks them: stellar-rpc from 27.1.0 on.
//
// A node answers getLedgerEntries at its newest ledger, and no query can name another one. So a pin
// says that a quorum of nodes is at the head of the chain, and stands in no query.
#include <walletauth/every_chain_nodes.hpp>
#include <walletauth/text/json_text.hpp>
#include <walletauth/text/text.hpp>

#include <limits>

namespace walletauth::stellar {
namespace {

using namespace std::chrono_literals;

/// Times are a number in getHealth, and the digits of one in getEvents.
std::optional<std::uint64_t> number_of(const std::optional<json::Value> &value) noexcept {
    if (!value || (value->kind() != json::Kind::number && value->kind() != json::Kind::string))
        return std::nullopt;
    return parse_decimal_u64(value->text());
}

std::optional<ChainBlock> made_block(std::optional<std::uint64_t> height,
                                     std::optional<std::uint64_t> time) {
    if (!height || *height == 0 || *height > std::numeric_limits<std::uint32_t>::max())
        return std::nullopt;
    if (!time || *time > std::uint64_t{1} << 40) return std::nullopt;
    return ChainBlock{*height, "", static_cast<std::int64_t>(*time)};
}

/// "2026-01-15T12:00:00Z", as stellar-rpc writes it: seconds, and always UTC.
std::optional<std::uint64_t> seconds_of(std::string_view text) {
    constexpr std::string_view form = "0000-00-00T00:00:00Z";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool is_digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == '0' ? !is_digit : text[i] != form[i]) return std::nullopt;
    }
    const auto at = [&](std::size_t offset, std::size_t size) {
        unsigned value = 0;
        for (const char c : text.substr(offset, size))
            value = value * 10 + static_cast<unsigned>(c - '0');
        return value;
    };
    const std::chrono::year_month_day day{std::chrono::year{static_cast<int>(at(0, 4))},
                                          std::chrono::month{at(5, 2)}, std::chrono::day{at(8, 2)}};
    if (!day.ok() || at(11, 2) > 23 || at(14, 2) > 59 || at(17, 2) > 59) return std::nullopt;
    const auto time = std::chrono::sys_days{day} + std::chrono::hours{at(11, 2)} +
                      std::chrono::minutes{at(14, 2)} + std::chrono::seconds{at(17, 2)};
    const auto seconds = time.time_since_epoch().count();
    return seconds < 0 ? std::nullopt : std::optional{static_cast<std::uint64_t>(seconds)};
}

constexpr std::uint64_t most_behind = 10; // ledgers: a minute

class Nodes final : public ChainNodes {
  public:
    std::string_view name_space() const noexcept override { return "stellar"; }

    /// Handlers take no array, and {} from stellar-rpc 25.0.0 on.
    std::string identity_query() const override { return R"({"method":"getNetwork","params":{}})"; }
    bool is_identity(std::string_view reference, const json::Value &result) const override {
        const auto passphrase = json::text_of(result.find("passphrase"));
        if (reference == "pubnet")
            return passphrase == "Public Global Stellar Network ; September 2015";
        return reference == "testnet" && passphrase == "Test SDF Network ; September 2015";
    }

    /// A ledger that is closed stays: all levels are one.
    PinDepth default_pin() const noexcept override { return {PinLevel::latest, 0}; }
    std::chrono::milliseconds block_time(std::string_view) const noexcept override { return 6s; }
    /// getLatestLedger would do, but has all of a ledger beside it: more than 1 MiB.
    std::optional<std::string> head_query(PinLevel) const override {
        return R"({"method":"getHealth","params":{}})";
    }
    /// A ledger's first event has its time, and is small. A ledger without any is no pin.
    std::string block_query(std::uint64_t height) const override {
        return R"({"method":"getEvents","params":{"endLedger":)" + std::to_string(height + 1) +
               R"(,"filters":[],"pagination":{"limit":1},"startLedger":)" + std::to_string(height) +
               "}}";
    }
    std::optional<ChainBlock> read_block(const json::Value &result) const override {
        if (json::text_of(result.find("status")) == "healthy") {
            return made_block(number_of(result.find("latestLedger")),
                              number_of(result.find("latestLedgerCloseTime")));
        }
        const auto events = result.find("events");
        if (!events || events->kind() != json::Kind::array || events->size() != 1)
            return std::nullopt;
        const auto event = events->at(0);
        return made_block(number_of(event.find("ledger")),
                          seconds_of(json::text_of(event.find("ledgerClosedAt"))));
    }
    std::string block_text(const ChainBlock &) const override { return ""; }

    std::optional<std::string> block_of(const json::Value &) const override { return std::nullopt; }
    std::optional<std::string> at_height(const json::Value &, const ChainBlock &) const override {
        return std::nullopt;
    }

    /// A provider has many nodes: the one that answers need not be the one that was at the head. A
    /// few ledgers behind are usual.
    std::optional<std::string> misplaced(const json::Value &, const json::Value &answer,
                                         const ChainBlock &head, bool) const override {
        if (answer.kind() != json::Kind::object) return std::nullopt;
        const auto member = answer.find("latestLedger");
        const auto latest =
            member && member->kind() == json::Kind::number ? number_of(member) : std::nullopt;
        if (!made_block(latest, 0)) return "it names no ledger";
        if (*latest + most_behind >= head.height) return std::nullopt;
        return "its ledger " + std::to_string(*latest) + " is far behind the others'";
    }

    /// Nodes answer at ledgers of their own, a second apart: which one is left out. An entry says
    /// when it was last changed, so two entries are of one state if they are equal. What else
    /// nodes say of an entry differs by their release, and the plugin does not read it.
    std::string equal_form(const json::Value &query, const json::Value &result,
                           const ChainBlock *pin) const override {
        const auto entries = result.find("entries");
        if (!entries || entries->kind() != json::Kind::array)
            return ChainNodes::equal_form(query, result, pin);
        std::string form = "entries";
        for (std::size_t i = 0; i < entries->size(); ++i) {
            for (const char *name : {"key", "xdr", "lastModifiedLedgerSeq"}) {
                const auto member = entries->at(i).find(name);
                form += ' ' + (member ? ChainNodes::equal_form(query, *member, pin) : "-");
            }
        }
        return form;
    }

    /// -32600: the ledger is not (or no longer) this node's. No error says anything of an account.
    NodeError judge_error(const json::Value &, const json::Value &error) const override {
        const auto code = error.find("code");
        if (code && code->text() == "-32600") return {NodeErrorClass::missing_block, ""};
        auto judged = judge_common_error(error);
        if (judged.kind == NodeErrorClass::semantic) judged = {NodeErrorClass::fault, ""};
        return judged;
    }
};

} // namespace
} // namespace walletauth::stellar

WALLETAUTH_CHAIN_NODES(stellar, walletauth::stellar::Nodes);
