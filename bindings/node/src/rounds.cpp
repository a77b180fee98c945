// SPDX-License-Identifier: Apache-2.0
#include "rounds.hpp"

#include "answer.hpp"
#include "host.hpp"
#include "worker.hpp"

#include <walletauth/walletauth_evidence.h>

#include <memory>

namespace walletauth::node {
namespace {

using SharedRounds = std::shared_ptr<wa_rounds>;

struct Begun {
    SharedRounds rounds;
    Answer answer;
};

Begun begin(const wa_host *host, const std::string &request, const std::string &service) {
    Begun begun;
    begun.answer = Answer::of([&](char **text, std::size_t *size) {
        wa_rounds *rounds = nullptr;
        const auto status = wa_rounds_begin(host, request.data(), request.size(), service.data(),
                                            service.size(), &rounds, text, size);
        begun.rounds = {rounds, &wa_rounds_end};
        return status;
    });
    return begun;
}

Napi::Value begin_rounds(const Napi::CallbackInfo &info) {
    return guarded(info.Env(), [&] {
        return start_work(
            info.Env(),
            [host = Host::of(info[0]), request = Bytes{info.Env(), info[1]}.copy(),
             service = Bytes{info.Env(), info[2]}.copy()] {
                return begin(host.get(), request, service);
            },
            [](Napi::Env env, const Begun &begun) -> Napi::Value {
                Napi::Object result = Napi::Object::New(env);
                result["answer"] = begun.answer.value(env);
                result["rounds"] = Napi::External<SharedRounds>::New(
                    env, new SharedRounds{begun.rounds},
                    [](Napi::Env, SharedRounds *rounds) { delete rounds; });
                return result;
            });
    });
}

Napi::Value give_rounds(const Napi::CallbackInfo &info) {
    return guarded(info.Env(), [&] {
        return start_work(
            info.Env(),
            [rounds = *info[0].As<Napi::External<SharedRounds>>().Data(),
             answers = Bytes{info.Env(), info[1]}.copy()] {
                return Answer::of([&](char **text, std::size_t *size) {
                    return wa_rounds_give(rounds.get(), answers.data(), answers.size(), text, size);
                });
            },
            [](Napi::Env env, const Answer &answer) { return answer.value(env); });
    });
}

} // namespace

void define_rounds(Napi::Env env, Napi::Object exports) {
    exports["beginRounds"] = Napi::Function::New<begin_rounds>(env, "beginRounds");
    exports["giveRounds"] = Napi::Function::New<give_rounds>(env, "giveRounds");
}

} // namespace walletauth::node
