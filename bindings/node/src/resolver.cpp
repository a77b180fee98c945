// SPDX-License-Identifier: Apache-2.0
#include "resolver.hpp"

#include "answer.hpp"
#include "host.hpp"
#include "threads.hpp"

#include <dlfcn.h>

#include <string>

namespace walletauth::node {
namespace {

constexpr const char *library_name = "libwalletauth-resolver.so.0";

/// The functions of the library.
struct Library {
    decltype(&wa_open_resolver) open;
    decltype(&wa_resolver_source) source;
    decltype(&wa_open_resolver_client) open_client;
    decltype(&wa_close_resolver_client) close_client;
    decltype(&wa_reload_resolver) reload;
    decltype(&wa_resolver_metrics) metrics;
    decltype(&wa_close_resolver) close;
};

template <class Function>
void find(void *library, const char *name, Function &function) {
    function = reinterpret_cast<Function>(dlsym(library, name));
    if (function == nullptr)
        throw std::runtime_error(std::string{library_name} + " has no " + name);
}

Library load() {
    // Node exports the OpenSSL that is inside of it. With DEEPBIND libcurl calls its own.
    void *library = dlopen(library_name, RTLD_NOW | RTLD_LOCAL | RTLD_DEEPBIND);
    if (library == nullptr) {
        throw std::runtime_error(std::string{"the resolver can't be loaded: "} + dlerror() +
                                 ": install libwalletauth-resolver0");
    }
    Library found{};
    find(library, "wa_open_resolver", found.open);
    find(library, "wa_resolver_source", found.source);
    find(library, "wa_open_resolver_client", found.open_client);
    find(library, "wa_close_resolver_client", found.close_client);
    find(library, "wa_reload_resolver", found.reload);
    find(library, "wa_resolver_metrics", found.metrics);
    find(library, "wa_close_resolver", found.close);
    return found;
}

const Library &library() {
    static const Library loaded = load(); // a failed try is made again
    return loaded;
}

std::shared_ptr<wa_resolver> open_file(Napi::Env env, const std::string &path) {
    wa_resolver *resolver = nullptr;
    const Answer message = Answer::of([&](char **text, std::size_t *) {
        return library().open(path.data(), path.size(), nullptr, &resolver, text);
    });
    if (message.status != WA_OK) {
        throw make_error(env, message.status,
                         message.text ? message.text.get() : "resolver: not opened");
    }
    return {resolver, library().close};
}

std::shared_ptr<wa_resolver_client> open_client(Napi::Env env,
                                                const std::shared_ptr<wa_resolver> &resolver,
                                                const std::string &name) {
    wa_resolver_client *client = nullptr;
    const auto status = library().open_client(resolver.get(), name.data(), name.size(), &client);
    if (status != WA_OK) throw make_error(env, status, "client: its name must have 1 to 256 bytes");
    return {client, library().close_client};
}

} // namespace

wa_evidence_source OpenResolver::source() const {
    wa_evidence_source source{};
    library().source(resolver.get(), client.get(), &source);
    return source;
}

Napi::Function Resolver::define(Napi::Env env) {
    return DefineClass(env, "Resolver",
                       {InstanceMethod<&Resolver::close>("close"),
                        InstanceMethod<&Resolver::reload>("reload"),
                        InstanceMethod<&Resolver::metrics>("metrics"),
                        InstanceMethod<&Resolver::verify>("verify")});
}

Resolver::Resolver(const Napi::CallbackInfo &info) : Napi::ObjectWrap<Resolver>(info) {
    guarded(info.Env(), [&] {
        if (info[0].IsString()) {
            open_.resolver = open_file(info.Env(), Bytes{info.Env(), info[0]}.copy());
            return;
        }
        open_.resolver = of(info[0]).resolver;
        open_.client = open_client(info.Env(), open_.resolver, Bytes{info.Env(), info[1]}.copy());
    });
}

const OpenResolver &Resolver::open() const {
    if (open_.resolver == nullptr) {
        throw make_error(Env(), WA_ERROR_ARGUMENT, "resolver: it was closed: open another one");
    }
    return open_;
}

const OpenResolver &Resolver::of(const Napi::Value &value) {
    return Unwrap(value.As<Napi::Object>())->open();
}

void Resolver::close(const Napi::CallbackInfo &) { open_ = {}; }

void Resolver::reload(const Napi::CallbackInfo &info) {
    guarded(info.Env(), [&] {
        const Answer message = Answer::of([&](char **text, std::size_t *) {
            return library().reload(open().resolver.get(), text);
        });
        if (message.status != WA_OK) {
            throw make_error(info.Env(), message.status,
                             message.text ? message.text.get() : "not read again");
        }
    });
}

Napi::Value Resolver::metrics(const Napi::CallbackInfo &info) {
    return guarded(info.Env(), [&] {
        return Answer::of([&](char **text, std::size_t *size) {
                   return library().metrics(open().resolver.get(), text, size);
               })
            .value(info.Env());
    });
}

/// (host, request, service, timeoutMs) -> promise of an answer
Napi::Value Resolver::verify(const Napi::CallbackInfo &info) {
    return guarded(info.Env(), [&] {
        return instance_of(info.Env())
            .threads->start(info.Env(), [resolver = open(), host = Host::of(info[0]),
                                         request = Bytes{info.Env(), info[1]}.copy(),
                                         service = Bytes{info.Env(), info[2]}.copy(),
                                         timeout_ms = info[3].ToNumber().Uint32Value()] {
                const auto source = resolver.source();
                auto answer =
                    std::make_shared<Answer>(Answer::of([&](char **text, std::size_t *size) {
                        return wa_verify_with_evidence(host.get(), request.data(), request.size(),
                                                       service.data(), service.size(), &source,
                                                       timeout_ms, text, size);
                    }));
                return [answer](Napi::Env env) { return answer->value(env); };
            });
    });
}

} // namespace walletauth::node
