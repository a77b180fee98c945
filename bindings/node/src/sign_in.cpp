// SPDX-License-Identifier: Apache-2.0
#include "sign_in.hpp"

#include "answer.hpp"
#include "asking.hpp"
#include "host.hpp"
#include "resolver.hpp"
#include "stack.hpp"
#include "worker.hpp"

#include <optional>
#include <utility>

namespace walletauth::node {

/// Every call that is under way holds one.
struct SignInState {
    wa_sign_in *sign_in = nullptr;
    std::optional<Asked> store; // which the library calls until `sign_in` is closed

    SignInState() = default;
    SignInState(const SignInState &) = delete;
    SignInState &operator=(const SignInState &) = delete;
    SignInState(SignInState &&) = delete;
    SignInState &operator=(SignInState &&) = delete;
    ~SignInState() { wa_sign_in_close(sign_in); }
};

namespace {

/// An answer, and the HTTP status that fits.
struct HttpAnswer {
    int http = 500;
    Answer answer;

    [[nodiscard]] Napi::Value value(Napi::Env env) const {
        Napi::Array pair = Napi::Array::New(env, 2);
        pair.Set(0U, answer.value(env));
        pair.Set(1U, Napi::Number::New(env, http));
        return pair;
    }
};

struct Question {
    std::string request, context;
    std::int64_t now;
};

/// (request, context, now, ...)
Question question_of(const Napi::CallbackInfo &info) {
    return {Bytes{info.Env(), info[0]}.copy(), Bytes{info.Env(), info[1]}.copy(),
            info[2].As<Napi::Number>().Int64Value()};
}

HttpAnswer challenge(const wa_sign_in *sign_in, const Question &q) {
    HttpAnswer made;
    made.answer = Answer::of([&](char **text, std::size_t *size) {
        return wa_challenge_json(sign_in, q.request.data(), q.request.size(), q.context.data(),
                                 q.context.size(), q.now, &made.http, text, size);
    });
    return made;
}

HttpAnswer accept(const wa_sign_in *sign_in, const Question &q, const wa_evidence_source *source,
                  std::uint64_t timeout_ms) {
    HttpAnswer made;
    made.answer = Answer::of([&](char **text, std::size_t *size) {
        return wa_sign_in_json(sign_in, q.request.data(), q.request.size(), q.context.data(),
                               q.context.size(), q.now, source, timeout_ms, &made.http, text, size);
    });
    return made;
}

/// Runs what may wait for JavaScript or for nodes on a thread of our own.
template <class Compute>
Napi::Value start_waiting(Napi::Env env, Compute compute) {
    return instance_of(env).threads->start(env, [compute = std::move(compute)] {
        return [made = std::make_shared<HttpAnswer>(compute())](Napi::Env done_env) {
            return made->value(done_env);
        };
    });
}

template <class Compute>
Napi::Value start_short(Napi::Env env, Compute compute) {
    return start_work(env, std::move(compute), [](Napi::Env done_env, const HttpAnswer &made) {
        return made.value(done_env);
    });
}

} // namespace

Napi::Function SignIn::define(Napi::Env env) {
    return DefineClass(env, "SignIn",
                       {InstanceMethod<&SignIn::close>("close"),
                        InstanceMethod<&SignIn::challenge>("challenge"),
                        InstanceMethod<&SignIn::accept>("accept")});
}

SignIn::SignIn(const Napi::CallbackInfo &info) : Napi::ObjectWrap<SignIn>(info) {
    guarded(info.Env(), [&] {
        require_stack(info.Env());
        const SharedHost &host = Host::of(info[0]);
        const Bytes config{info.Env(), info[1]};
        const Bytes keys{info.Env(), info[2]};
        auto state = std::make_shared<SignInState>();
        wa_store store{};
        if (info[3].IsNumber()) {
            state->store = Asked{instance_of(info.Env()).threads, info[3].ToNumber().Uint32Value(),
                                 std::chrono::milliseconds{info[4].ToNumber().Uint32Value()}};
            store = store_of(*state->store);
        }
        const Answer message = Answer::of([&](char **text, std::size_t *) {
            return wa_sign_in_open(host.get(), config.text(), config.size(), keys.text(),
                                   keys.size(), state->store ? &store : nullptr, &state->sign_in,
                                   text);
        });
        if (message.status != WA_OK) {
            throw make_error(info.Env(), message.status,
                             message.text ? message.text.get() : "not opened");
        }
        state_ = std::move(state);
    });
}

const std::shared_ptr<SignInState> &SignIn::open() const {
    if (state_ == nullptr) {
        throw make_error(Env(), WA_ERROR_ARGUMENT, "sign-in: it was closed: open another one");
    }
    return state_;
}

void SignIn::close(const Napi::CallbackInfo &) { state_.reset(); }

Napi::Value SignIn::challenge(const Napi::CallbackInfo &info) {
    return guarded(info.Env(), [&] {
        auto compute = [state = open(), question = question_of(info)] {
            return node::challenge(state->sign_in, question);
        };
        return state_->store ? start_waiting(info.Env(), std::move(compute))
                             : start_short(info.Env(), std::move(compute));
    });
}

/// (request, context, now, source: undefined, number or resolver, timeoutMs)
Napi::Value SignIn::accept(const Napi::CallbackInfo &info) {
    return guarded(info.Env(), [&] {
        const Napi::Env env = info.Env();
        auto state = open();
        const std::uint32_t timeout_ms = info[4].IsNumber() ? info[4].ToNumber().Uint32Value() : 0;
        if (info[3].IsNumber()) {
            auto asked = std::make_shared<Asked>(Asked{instance_of(env).threads,
                                                       info[3].ToNumber().Uint32Value(),
                                                       std::chrono::milliseconds{timeout_ms}});
            return start_waiting(env, [state, question = question_of(info), asked, timeout_ms] {
                const auto source = source_of(*asked);
                return node::accept(state->sign_in, question, &source, timeout_ms);
            });
        }
        if (info[3].IsObject()) {
            return start_waiting(env, [state, question = question_of(info),
                                       resolver = Resolver::of(info[3]), timeout_ms] {
                const auto source = resolver.source();
                return node::accept(state->sign_in, question, &source, timeout_ms);
            });
        }
        auto compute = [state, question = question_of(info)] {
            return node::accept(state->sign_in, question, nullptr, 0);
        };
        return state->store ? start_waiting(env, std::move(compute))
                            : start_short(env, std::move(compute));
    });
}

} // namespace walletauth::node
