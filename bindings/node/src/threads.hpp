// SPDX-License-Identifier: Apache-2.0
/// Threads for calls that wait: for a function of JavaScript, or for nodes. libuv's pool has four
/// threads, and what JavaScript does for the call may need one of them (a file, a name of a host).
/// So waiting there could wait for ever.
#pragma once

#include <napi.h>

#include <pthread.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace walletauth::node {

class Threads : public std::enable_shared_from_this<Threads> {
  public:
    /// Makes the value of the promise, on JavaScript's thread. A Napi::Error that it throws rejects
    /// the promise.
    using Convert = std::function<Napi::Value(Napi::Env)>;
    /// What a thread does. It must not hold what belongs to JavaScript.
    using Compute = std::function<Convert()>;
    using Texts = std::vector<std::string>;

    static std::shared_ptr<Threads> make(Napi::Env env);

    /// On JavaScript's thread: runs `compute` on a thread of this pool, and gives a promise of what
    /// comes of it.
    Napi::Value start(Napi::Env env, Compute compute);

    /// On a thread of this pool: has JavaScript do `kind` for the object with that number, and
    /// waits. Nothing where it failed, is late, or JavaScript ends.
    std::optional<Texts> ask(std::uint32_t target, const std::string &kind, Texts arguments,
                             std::chrono::milliseconds timeout);

    /// On JavaScript's thread: the reply to one `ask`; nothing if it failed.
    void settle(std::uint32_t call, std::optional<Texts> reply);

    /// On JavaScript's thread, which ends: nobody waits any more, and the threads end.
    void stop();

  private:
    struct Call {
        bool is_settled = false;
        std::optional<Texts> reply;
    };

    struct Task {
        Compute compute;
        napi_deferred promise;
    };

    static void *work_on(void *self);
    void work();
    void start_thread();
    void deliver(napi_deferred promise, Convert convert); // with `mutex_` held

    static constexpr std::size_t most_threads = 16;

    std::mutex mutex_;
    std::condition_variable changed_;        // a task, a reply, or the end
    bool is_stopped_ = false;                // guarded by `mutex_`, as all below
    std::size_t idle_ = 0;                   //
    std::deque<Task> tasks_;                 //
    std::map<std::uint32_t, Call> calls_;    //
    std::uint32_t last_call_ = 0;            //
    std::vector<pthread_t> threads_;         // of JavaScript's thread alone, as all below
    std::size_t unfinished_ = 0;             //
    Napi::ThreadSafeFunction to_javascript_; //
};

} // namespace walletauth::node
