// SPDX-License-Identifier: Apache-2.0
#include "refresh_token.hpp"

#include <walletauth/text/json.hpp>
#include <walletauth/text/text.hpp>

namespace walletauth::daemon {
namespace {

constexpr std::string_view token_version = "1";
constexpr std::size_t largest_token = std::size_t{128} << 10;

std::optional<std::uint64_t> number_of(const json::Value &object, std::string_view name) {
    const auto value = object.find(name);
    return value && value->kind() == json::Kind::number ? parse_decimal_u64(value->text())
                                                        : std::nullopt;
}

std::optional<signin::Time> time_of(const json::Value &object, std::string_view name) {
    const auto number = number_of(object, name);
    if (!number) return std::nullopt;
    return signin::Time{std::chrono::seconds{static_cast<std::int64_t>(*number)}};
}

} // namespace

std::string write_refresh_token(const RefreshToken &token) {
    const auto seconds = [](signin::Time time) {
        return std::to_string(time.time_since_epoch().count());
    };
    std::string out;
    out.reserve(token.request.size() + 512);
    out.append(R"({"v":)").append(token_version).append(R"(,"sid":)");
    json::append_quoted(out, token.session);
    out.append(R"(,"n":)").append(std::to_string(token.number));
    out.append(R"(,"iat":)").append(seconds(token.times.issued));
    out.append(R"(,"exp":)").append(seconds(token.times.until));
    out.append(R"(,"auth":)").append(seconds(token.auth_time));
    json::append_quoted(out.append(R"(,"sub":)"), token.subject);
    if (!token.account.empty()) json::append_quoted(out.append(R"(,"account":)"), token.account);
    out.append(R"(,"cookie":)").append(token.is_cookie ? "true" : "false");
    return out.append(R"(,"request":)").append(token.request).append("}");
}

std::optional<RefreshToken> read_refresh_token(std::string_view text) {
    const auto document = json::Document::parse(text, {.max_size = largest_token});
    if (!document) return std::nullopt;
    const auto root = document->root();
    const auto v = root.find("v"), session = root.find("sid"), subject = root.find("sub"),
               account = root.find("account"), cookie = root.find("cookie"),
               request = root.find("request");
    const auto number = number_of(root, "n");
    const auto issued = time_of(root, "iat"), until = time_of(root, "exp"),
               auth = time_of(root, "auth");
    if (!v || v->source() != token_version || !session || !subject || !cookie || !request ||
        !number || !issued || !until || !auth)
        return std::nullopt;
    return RefreshToken{std::string{session->text()},
                        *number,
                        {*issued, *until},
                        *auth,
                        std::string{subject->text()},
                        account ? std::string{account->text()} : "",
                        cookie->source() == "true",
                        std::string{request->source()}};
}

} // namespace walletauth::daemon
