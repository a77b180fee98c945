// SPDX-License-Identifier: Apache-2.0
/// One computation on a thread of libuv's pool, with a promise. Those threads have 8 MiB of stack,
/// also with musl.
#pragma once

#include "promise.hpp"

#include <optional>
#include <utility>

namespace walletauth::node {

/// `compute()` runs on the pool; `convert(env, result)` makes the value of the promise on
/// JavaScript's thread. A Napi::Error that it throws rejects the promise.
template <class Compute, class Convert>
class Worker final : public Napi::AsyncWorker {
  public:
    static Napi::Value start(Napi::Env env, Compute compute, Convert convert) {
        const Promise promise{env};
        auto *worker = new Worker(env, promise.deferred, std::move(compute), std::move(convert));
        worker->Queue(); // it deletes itself
        return Napi::Value{env, promise.value};
    }

  protected:
    void Execute() override { result_.emplace(compute_()); }

    void OnOK() override {
        settle(Env(), deferred_, [&] { return convert_(Env(), *result_); });
    }

    void OnError(const Napi::Error &error) override {
        settle(Env(), deferred_, [&]() -> Napi::Value { throw error; });
    }

  private:
    Worker(Napi::Env env, napi_deferred deferred, Compute compute, Convert convert)
        : Napi::AsyncWorker(env, "walletauth"), deferred_(deferred), compute_(std::move(compute)),
          convert_(std::move(convert)) {}

    napi_deferred deferred_;
    Compute compute_;
    Convert convert_;
    std::optional<decltype(std::declval<Compute &>()())> result_;
};

template <class Compute, class Convert>
Napi::Value start_work(Napi::Env env, Compute compute, Convert convert) {
    return Worker<Compute, Convert>::start(env, std::move(compute), std::move(convert));
}

} // namespace walletauth::node
