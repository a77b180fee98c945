// SPDX-License-Identifier: Apache-2.0
#include "threads.hpp"

#include "error.hpp"
#include "promise.hpp"

#include <utility>

namespace walletauth::node {
namespace {

constexpr std::size_t stack_size =
    std::size_t{1024} * 1024; // the library needs 320 KiB; musl would give 128

/// Has lib/asked.cjs do what a thread asks for. What it throws, it has told by settling.
void call_javascript(Napi::Env env, std::uint32_t target, const std::string &kind,
                     const Threads::Texts &arguments, std::uint32_t call) {
    Napi::Array texts = Napi::Array::New(env, arguments.size());
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        texts.Set(static_cast<std::uint32_t>(i), Napi::String::New(env, arguments[i]));
    }
    instance_of(env).asked.Call({Napi::Number::New(env, target), Napi::String::New(env, kind),
                                 texts, Napi::Number::New(env, call)});
}

/// What `compute` gives, or an error that says what it threw.
Threads::Convert convert_of(const Threads::Compute &compute) {
    try {
        return compute();
    } catch (const std::exception &error) {
        return [what = std::string{error.what()}](Napi::Env env) -> Napi::Value {
            throw Napi::Error::New(env, what);
        };
    }
}

} // namespace

std::shared_ptr<Threads> Threads::make(Napi::Env env) {
    auto made = std::make_shared<Threads>();
    const auto nothing = Napi::Function::New(env, [](const Napi::CallbackInfo &) {});
    made->to_javascript_ = Napi::ThreadSafeFunction::New(env, nothing, "walletauth", 0, 1);
    made->to_javascript_.Unref(env); // no thread is at work: nothing keeps the program alive
    return made;
}

Napi::Value Threads::start(Napi::Env env, Compute compute) {
    const Promise promise{env};
    const std::scoped_lock lock{mutex_};
    if (idle_ <= tasks_.size() && threads_.size() < most_threads) start_thread();
    tasks_.push_back({std::move(compute), promise.deferred});
    if (unfinished_++ == 0) to_javascript_.Ref(env);
    changed_.notify_all();
    return Napi::Value{env, promise.value};
}

void Threads::start_thread() {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_size);
    pthread_t thread{};
    const int failed = pthread_create(&thread, &attributes, &Threads::work_on, this);
    pthread_attr_destroy(&attributes);
    if (failed == 0) threads_.push_back(thread);
    if (threads_.empty())
        throw std::runtime_error("no thread could be started"); // else they do it one by one
}

void *Threads::work_on(void *self) {
    static_cast<Threads *>(self)->work();
    return nullptr;
}

void Threads::work() {
    std::unique_lock lock{mutex_};
    for (;;) {
        ++idle_;
        changed_.wait(lock, [&] { return is_stopped_ || !tasks_.empty(); });
        --idle_;
        if (is_stopped_) return;
        Task task = std::move(tasks_.front());
        tasks_.pop_front();
        lock.unlock();
        Convert convert = convert_of(task.compute);
        task.compute = nullptr;
        lock.lock();
        if (!is_stopped_) deliver(task.promise, std::move(convert));
    }
}

void Threads::deliver(napi_deferred promise, Convert convert) {
    to_javascript_.NonBlockingCall(
        [this, promise, convert = std::move(convert)](Napi::Env env, const Napi::Function &) {
            if (--unfinished_ == 0) to_javascript_.Unref(env);
            node::settle(env, promise, [&] { return convert(env); });
        });
}

std::optional<Threads::Texts> Threads::ask(std::uint32_t target, const std::string &kind,
                                           Texts arguments, std::chrono::milliseconds timeout) {
    std::unique_lock lock{mutex_};
    if (is_stopped_) return std::nullopt;
    const std::uint32_t number = ++last_call_;
    calls_.emplace(number, Call{});
    to_javascript_.NonBlockingCall([target, kind, arguments = std::move(arguments),
                                    number](Napi::Env env, const Napi::Function &) {
        call_javascript(env, target, kind, arguments, number);
    });
    changed_.wait_for(lock, timeout, [&] { return is_stopped_ || calls_.at(number).is_settled; });
    return std::move(calls_.extract(number).mapped().reply);
}

void Threads::settle(std::uint32_t call, std::optional<Texts> reply) {
    const std::scoped_lock lock{mutex_};
    const auto found = calls_.find(call);
    if (found == calls_.end()) return; // it was late
    found->second = {true, std::move(reply)};
    changed_.notify_all();
}

void Threads::stop() {
    {
        const std::scoped_lock lock{mutex_};
        is_stopped_ = true;
        tasks_.clear();
        changed_.notify_all();
    }
    for (const pthread_t thread : threads_)
        pthread_join(thread, nullptr);
    threads_.clear();
    to_javascript_.Release();
}

} // namespace walletauth::node
