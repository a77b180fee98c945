// SPDX-License-Identifier: Apache-2.0
/// One computation on a thread of libuv's pool, with a promise. Those threads have 8 MiB of stack, also with musl.
#pragma once

#include "error.hpp"

#include <optional>
#include <utility>

namespace walletauth::node {

/// `compute()` runs on the pool; `convert(env, result)` makes the value of the promise on JavaScript's thread. A
/// Napi::Error that it throws rejects the promise.
template <class Compute, class Convert>
class Worker final : public Napi::AsyncWorker {
  public:
    Worker(Napi::Env env, Compute compute, Convert convert)
        : Napi::AsyncWorker(env, "walletauth"), deferred_(env), compute_(std::move(compute)),
          convert_(std::move(convert)) {}

    static Napi::Value start(Napi::Env env, Compute compute, Convert convert) {
        auto *worker = new Worker(env, std::move(compute), std::move(convert));
        const Napi::Promise promise = worker->deferred_.Promise();
        worker->Queue(); // it deletes itself
        return promise;
    }

  protected:
    void Execute() override { result_.emplace(compute_()); }

    void OnOK() override {
        try {
            deferred_.Resolve(convert_(Env(), *result_));
        } catch (const Napi::Error &error) {
            deferred_.Reject(error.Value());
        }
    }

    void OnError(const Napi::Error &error) override { deferred_.Reject(error.Value()); }

  private:
    Napi::Promise::Deferred deferred_;
    Compute compute_;
    Convert convert_;
    std::optional<decltype(std::declval<Compute &>()())> result_;
};

template <class Compute, class Convert>
Napi::Value start_work(Napi::Env env, Compute compute, Convert convert) {
    return Worker<Compute, Convert>::start(env, std::move(compute), std::move(convert));
}

} // namespace walletauth::node
