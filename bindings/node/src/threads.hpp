// SPDX-License-Identifier: Apache-2.0
/// Threads for calls that wait: for a function of JavaScript, or for nodes. libuv's pool has four threads, and what
/// JavaScript does for the call may need one of them (a file, a name of a host). So waiting there could wait for ever.
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
    /// What is left to do on JavaScript's thread.
    using Finish = std::function<void(Napi::Env)>;
    /// What a thread does. It must not throw, nor hold what belongs to JavaScript.
    using Task = std::function<Finish()>;
    using Texts = std::vector<std::string>;

    static std::shared_ptr<Threads> make(Napi::Env env);

    /// On JavaScript's thread: runs `task` on a thread of this pool, then what it returns.
    void run(Napi::Env env, Task task);

    /// On a thread of this pool: has JavaScript do `kind` for the object with that number, and waits. Nothing where it
    /// failed, is late, or JavaScript ends.
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

    static void *work_on(void *self);
    void work();
    void start_thread();
    void deliver(Finish finish); // with `mutex_` held

    static constexpr std::size_t most_threads = 16;

    std::mutex mutex_;
    std::condition_variable changed_;         // a task, a reply, or the end
    bool is_stopped_ = false;                 // guarded by `mutex_`, as all below
    std::size_t idle_ = 0;                    //
    std::deque<Task> tasks_;                  //
    std::map<std::uint32_t, Call> calls_;     //
    std::uint32_t last_call_ = 0;             //
    std::vector<pthread_t> threads_;          // of JavaScript's thread alone, as all below
    std::size_t unfinished_ = 0;              //
    Napi::ThreadSafeFunction to_javascript_;  //
};

} // namespace walletauth::node
