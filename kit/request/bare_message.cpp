// SPDX-License-Identifier: Apache-2.0
#include <walletauth/request/bare_message.hpp>

#include <walletauth/request/parameters.hpp>
#include <walletauth/text/text.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace walletauth {
namespace {

// What every amino document has. Chains add members of their own and leave out others: fee, memo,
// timeout_height, tip, unordered, timeout_timestamp (cosmos-sdk), data, source (BNB Beacon Chain).
constexpr std::array<std::string_view, 4> amino_members{"account_number", "chain_id", "msgs",
                                                        "sequence"};
// The fields that MultiversX requires. Others may follow: data, options, guardian, relayer.
constexpr std::array<std::string_view, 8> multiversx_members{
    "nonce", "value", "receiver", "sender", "gasPrice", "gasLimit", "chainID", "version"};

// Walks over the members of the outermost object without recursion, and looks at their names only:
// whatever is no JSON at all is at worst refused, too.
class Members {
  public:
    explicit Members(std::string_view text) noexcept : left_(text) {}

    [[nodiscard]] bool take(char expected) noexcept {
        skip_space();
        if (!left_.starts_with(expected)) return false;
        left_.remove_prefix(1);
        return true;
    }
    // The text between the quotes, as it is written.
    [[nodiscard]] std::optional<std::string_view> string() noexcept {
        if (!take('"')) return std::nullopt;
        const auto from = left_;
        while (!left_.empty() && left_.front() != '"')
            left_.remove_prefix(left_.front() == '\\' && left_.size() > 1 ? 2 : 1);
        if (left_.empty()) return std::nullopt;
        const auto inside = from.substr(0, from.size() - left_.size());
        left_.remove_prefix(1);
        return inside;
    }
    // Up to the comma or brace that ends the member.
    void skip_value() noexcept {
        std::size_t depth = 0;
        while (!left_.empty()) {
            const char next = left_.front();
            if (depth == 0 && (next == ',' || next == '}')) return;
            if (next == '"') {
                if (!string()) return;
                continue;
            }
            if (next == '{' || next == '[') ++depth;
            if ((next == '}' || next == ']') && depth > 0) --depth;
            left_.remove_prefix(1);
        }
    }
    [[nodiscard]] bool at_end() noexcept {
        skip_space();
        return left_.empty();
    }

  private:
    void skip_space() noexcept {
        const auto from = left_.find_first_not_of(" \t\r\n");
        left_.remove_prefix(from == std::string_view::npos ? left_.size() : from);
    }
    std::string_view left_;
};

// True if `message` is an object that has all of `names`, in any order, whatever else it has.
template <std::size_t Count>
bool is_object_with(std::span<const std::uint8_t> message,
                    const std::array<std::string_view, Count> &names) noexcept {
    Members members{as_text(message)};
    if (!members.take('{')) return false;
    unsigned seen = 0;
    do {
        const auto name = members.string();
        if (!name || !members.take(':')) return false;
        const auto member = std::ranges::find(names, *name);
        if (member != names.end()) seen |= 1U << static_cast<unsigned>(member - names.begin());
        members.skip_value();
    } while (members.take(','));
    return members.take('}') && members.at_end() && seen == (1U << Count) - 1;
}

} // namespace

Result<MessageKind> read_message_kind(const wa_request &request) noexcept {
    const auto kind = Parameters{request}.word(view(message_kind_info.name), {"text", "bytes"});
    if (!kind) return std::unexpected(kind.error());
    return *kind == "bytes" ? MessageKind::bytes : MessageKind::text;
}

Result<void> check_bare_message(std::span<const std::uint8_t> message, MessageKind kind) noexcept {
    if (kind == MessageKind::bytes) return {};
    const auto at = plain_text_size(message);
    if (at == message.size()) return {};
    return refuse(WA_REJECTED_POLICY, "message of ", message.size(), " bytes is no text (byte ",
                  message[at], " at ", at, "), and message_kind is not bytes");
}

bool is_amino_document(std::span<const std::uint8_t> message) noexcept {
    return is_object_with(message, amino_members);
}

bool is_multiversx_transaction(std::span<const std::uint8_t> message) noexcept {
    return is_object_with(message, multiversx_members);
}

} // namespace walletauth
