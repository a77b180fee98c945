// SPDX-License-Identifier: Apache-2.0
// What tests do with sessions.
#pragma once

#include "service.hpp"

namespace walletauth::daemon {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;

class Sessions : public testing::Test {
  protected:
    HttpResponse refresh(const std::string &token, const std::string &client = "app") {
        return post("/v1/refresh", token, client);
    }
    HttpResponse sign_out(const std::string &token) { return post("/v1/sign-out", token, "app"); }
    HttpResponse post(const std::string &path, const std::string &token,
                      const std::string &client) {
        return service.ask("POST", path,
                           R"({"client_id":")" + client + R"(","refresh_token":")" + token + "\"}");
    }
    std::string sign_in(const std::string &user) {
        const auto answer = service.ask("POST", "/v1/sign-in", user);
        EXPECT_EQ(answer.status, 200) << answer.body;
        access = member(answer.body, "access_token");
        return member(answer.body, "refresh_token");
    }
    int session(const std::string &token) {
        return service
            .ask("GET", "/v1/session?client_id=app", "", {{"authorization", "Bearer " + token}})
            .status;
    }
    /// What a refresh must answer: the new token; "" and a failure if it is refused.
    std::string next(const std::string &token) {
        const auto answer = refresh(token);
        EXPECT_EQ(answer.status, 200) << answer.body;
        access = member(answer.body, "access_token");
        return member(answer.body, "refresh_token");
    }
    std::string code(const HttpResponse &answer) { return member(answer.body, "code"); }

    Service service;
    std::string access;
};

} // namespace walletauth::daemon
